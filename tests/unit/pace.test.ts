import { describe, expect, test } from "vitest";
import { neededPerDay, recentBase, recentPace, workingDays } from "@/lib/domain/pace";
import type { PeriodId } from "@/lib/domain/period";

const none = new Set<string>();
const november = "2023-11" as PeriodId;

describe("working days", () => {
  test("after 30 November 2023 there are 21 to the end of the year", () => {
    expect(workingDays("2023-11-30", "2023-12-31", none)).toBe(21);
  });
  test("Tết and other holidays count no more, those at a weekend neither", () => {
    const tet = new Set(["2024-02-08", "2024-02-09", "2024-02-10", "2024-02-12", "2024-02-13", "2024-02-14"]);
    expect(workingDays("2024-02-04", "2024-02-18", none)).toBe(10);
    expect(workingDays("2024-02-04", "2024-02-18", tet)).toBe(5);
  });
  test("the first day is excluded, the last included", () => {
    expect(workingDays("2023-12-28", "2023-12-29", none)).toBe(1);
    expect(workingDays("2023-12-29", "2023-12-31", none)).toBe(0);
    expect(workingDays("2023-12-31", "2023-12-31", none)).toBe(0);
    expect(workingDays("2024-01-31", "2023-12-31", none)).toBe(0);
    expect(workingDays("1999-12-31", "2000-01-07", none)).toBe(5);
  });
});

describe("pace", () => {
  test("85.302 people in 21 days are 4.062 a day", () => {
    expect(neededPerDay(85_302n, 21)).toBe(4_062n);
  });
  test("what is needed is rounded up, so that it suffices", () => {
    expect(neededPerDay(606_314n, 43)).toBe(14_101n);
    expect(neededPerDay(1n, 21)).toBe(1n);
  });
  test("nothing is needed once the target is reached; without a day left there is no pace", () => {
    expect(neededPerDay(-5n, 21)).toBe(0n);
    expect(neededPerDay(5n, 0)).toBeNull();
  });
  test("of the last three months is growth per working day", () => {
    expect(recentBase(november)).toBe("2023-08");
    expect(recentPace(november, 1_052_062n - 1_039_192n, none)).toEqual({ scaled: 198n, decimals: 0 });
    expect(recentPace(november, -100n, none)).toEqual({ scaled: -15n, decimals: 1 });
  });
  test("below ten a day is told with a decimal", () => {
    expect(recentPace(november, 26n, none)).toEqual({ scaled: 4n, decimals: 1 });
    expect(recentPace(november, 650n, none)?.decimals).toBe(0);
  });
  test("is unknown where it is not known what they brought", () => {
    expect(recentPace(november, null, none)).toBeNull();
  });
});
