import { describe, expect, test } from "vitest";
import { addDays, daySchema } from "@/lib/domain/day";
import {
  addMonths,
  asOfDay,
  carryWindow,
  isPeriodId,
  mayOpenOn,
  opensOn,
  periodName,
  type PeriodId,
} from "@/lib/domain/period";

const id = (text: string) => text as PeriodId;

describe("periods", () => {
  test.each(["2023-11", "2021-11-18", "2024-02-29"])("%s is a period", (text) => {
    expect(isPeriodId(text)).toBe(true);
  });
  test.each(["2023-13", "2023-1", "2023-02-30", "2023", "", "2023-11-18T00:00"])("%s is none", (text) => {
    expect(isPeriodId(text)).toBe(false);
  });
  test.each(["0000-05", "1989-12", "2100-01", "9999-12", "9999-12-31", "0001-01-01"])(
    "%s is beyond what is kept here",
    (text) => {
      expect(isPeriodId(text)).toBe(false);
    },
  );
  test.each(["1990-01", "2099-12", "2099-12-31"])("%s, at the edge, can be counted with", (text) => {
    expect(isPeriodId(text)).toBe(true);
    expect(daySchema.safeParse(addDays(asOfDay(id(text)), 28)).success).toBe(true);
    expect(daySchema.safeParse(asOfDay(addMonths(id(text), -12))).success).toBe(true);
  });
  test("a month is as of its last day, a flash period as of its own", () => {
    expect(asOfDay(id("2024-02"))).toBe("2024-02-29");
    expect(asOfDay(id("2021-11-18"))).toBe("2021-11-18");
  });
  test("the carry window is the three months before, across the year", () => {
    expect(carryWindow(id("2024-02"))).toEqual(["2023-11", "2023-12", "2024-01"]);
    expect(carryWindow(id("2021-11-18"))).toEqual(["2021-08", "2021-09", "2021-10"]);
    expect(addMonths(id("2023-11"), 2)).toBe("2024-01");
  });
  test("periods have Vietnamese names", () => {
    expect(periodName(id("2023-11"))).toBe("tháng 11/2023");
    expect(periodName(id("2021-11-18"))).toBe("ngày 18/11/2021");
  });
});

test("a month is opened from the first day of the month before it, a flash period up to 100 days ahead", () => {
  const may = (period: string, today: string) => mayOpenOn(id(period), today);
  expect([may("2026-12", "2026-10-31"), may("2026-12", "2026-11-01")]).toEqual([false, true]);
  expect([may("2027-03-02", "2026-11-22"), may("2027-03-03", "2026-11-22")]).toEqual([true, false]);
  expect(may("2023-01", "2026-11-22")).toBe(true);
  expect(["2027-01", "2027-03-02"].map((period) => opensOn(id(period)))).toEqual([
    "2026-12-01",
    "2026-11-22",
  ]);
});
