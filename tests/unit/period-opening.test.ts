import { describe, expect, test } from "vitest";
import { quarterOf } from "@/lib/domain/day";
import type { PeriodId, PeriodKind } from "@/lib/domain/period";
import { openingFormSchema, tickedUnits } from "@/lib/domain/period-form";
import {
  defaultDueOn,
  defaultRequired,
  nextMonth,
  nextQuarter,
  openingProblem,
  quarterDays,
  quarterSchema,
  weeklyDays,
  type Opening,
} from "@/lib/domain/period-opening";

const id = (text: string) => text as PeriodId;
const RULE = { dueDay: 3, flashDueDays: 1 };
const TODAY = "2026-11-22";

describe("the due day that is proposed", () => {
  test("of a month is day 3 of the next, of a flash report the day after it", () => {
    expect(defaultDueOn(id("2026-11"), RULE, TODAY)).toBe("2026-12-03");
    expect(defaultDueOn(id("2026-12"), RULE, TODAY)).toBe("2027-01-03");
    expect(defaultDueOn(id("2026-11-26"), RULE, TODAY)).toBe("2026-11-27");
  });

  test("is never over: whoever opens late gives until tonight", () => {
    expect(defaultDueOn(id("2026-10"), RULE, TODAY)).toBe(TODAY);
    expect(defaultDueOn(id("2026-11-20"), RULE, TODAY)).toBe(TODAY);
  });
});

test("a month asks for everything, a flash report for the six that are followed", () => {
  expect(defaultRequired(id("2026-11")).district.length).toBeGreaterThan(20);
  const flash = defaultRequired(id("2026-11-26"));
  expect(flash.district).toEqual(["BHXH_BB", "BHXH_TN", "BHTN", "BHYT", "THU", "NO"]);
  expect(flash.national_office).not.toContain("BHXH_TN");
});

describe("what cannot be opened", () => {
  const opening: Opening = {
    id: id("2026-11-26"),
    dueOn: "2026-11-27",
    required: defaultRequired(id("2026-11-26")),
    asks: null,
  };
  const problem = (change: Partial<Opening>) => openingProblem({ ...opening, ...change }, TODAY);

  test("what is all right has no problem", () => {
    expect(problem({})).toBeNull();
    expect(problem({ asks: ["68-2025"] })).toBeNull();
  });

  test("a day that is far off, or due before the day that it speaks of, or in the past", () => {
    expect(problem({ id: id("2027-06-01"), dueOn: "2027-06-02" })).toBe("too-early");
    expect(problem({ dueOn: "2026-11-25" })).toBe("due-before-as-of");
    expect(problem({ id: id("2026-11-19"), dueOn: "2026-11-21" })).toBe("day-in-past");
  });

  test("nobody asked, nothing asked, or what a kind of unit never enters", () => {
    expect(problem({ asks: [] })).toBe("no-unit");
    expect(problem({ required: { district: [], province_office: [], national_office: [] } })).toBe(
      "no-indicator",
    );
    const wrong = { ...opening.required, national_office: ["BHXH_TN"] as const };
    expect(problem({ required: wrong })).toBe("not-entered");
  });
});

test("the month to open next follows the newest, or is the last that is over", () => {
  const period = (text: string, kind: PeriodKind) => ({ id: id(text), kind });
  const open = [period("2026-11-26", "flash"), period("2026-10", "month"), period("2026-09", "month")];
  expect(nextMonth(open, TODAY)).toBe("2026-11");
  expect(nextMonth([period("2026-11-26", "flash")], TODAY)).toBe("2026-10");
});

describe("the weeks of a quarter", () => {
  test("a quarter has its days, and another follows it", () => {
    expect(quarterDays("2026-Q4")).toEqual({ from: "2026-10-01", to: "2026-12-31" });
    expect(quarterDays("2027-Q1")).toEqual({ from: "2027-01-01", to: "2027-03-31" });
    expect(quarterOf("2026-12-31")).toBe("2026-Q4");
    expect(nextQuarter("2026-Q4")).toBe("2027-Q1");
    expect(quarterSchema.safeParse("2026-Q4").success).toBe(true);
    expect(["2026", "2026-Q5", "3026-Q1"].map((text) => quarterSchema.safeParse(text).success)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("every Thursday that is not over is listed, today included", () => {
    expect(weeklyDays("2026-Q4", 4, TODAY)).toEqual([
      "2026-11-26",
      "2026-12-03",
      "2026-12-10",
      "2026-12-17",
      "2026-12-24",
      "2026-12-31",
    ]);
    expect(weeklyDays("2026-Q4", 7, TODAY)[0]).toBe(TODAY);
    expect(weeklyDays("2027-Q1", 4, TODAY)[0]).toBe("2027-01-07");
    expect(weeklyDays("2026-Q3", 4, TODAY)).toEqual([]);
  });
});

describe("the form", () => {
  const fields = {
    "on.0": "on",
    "id.0": "2026-11-26",
    "due.0": "2026-11-27",
    "id.1": "2026-12-03",
    "due.1": "2026-12-04",
    "on.2": "on",
    "id.2": "2026-12-10",
    "due.2": "2026-12-11",
    "ask.district.BHYT": "on",
    "ask.district.KHONG_CO": "on",
    "ask.nobody.BHYT": "on",
    scope: "all",
    "unit.593-2025": "on",
  };

  test("gives the days that are ticked, what is asked, and everybody", () => {
    expect(openingFormSchema.parse(fields)).toEqual({
      rows: [
        { id: "2026-11-26", dueOn: "2026-11-27" },
        { id: "2026-12-10", dueOn: "2026-12-11" },
      ],
      required: { district: ["BHYT"], province_office: [], national_office: [] },
      asks: null,
    });
  });

  test("asks only some where that is chosen; forged ids are no units", () => {
    expect(openingFormSchema.parse({ ...fields, scope: "some" }).asks).toEqual(["593-2025"]);
    expect(tickedUnits({ "unit.a'--": "on", "unit.": "on", "unit.VN": "on" })).toEqual(["VN"]);
  });

  test("says which row has no day, a day twice, or that none is chosen", () => {
    const issues = (change: Record<string, string>) =>
      openingFormSchema.safeParse({ ...fields, ...change }).error?.issues.map(({ path }) => path[0]);
    expect(issues({ "id.0": "" })).toEqual(["id.0"]);
    expect(issues({ "due.2": "32/12" })).toEqual(["due.2"]);
    expect(issues({ "id.2": "2026-11-26" })).toEqual(["id.2"]);
    expect(openingFormSchema.safeParse({ "id.0": "2026-11-26" }).error?.issues[0]?.path).toEqual(["rows"]);
  });
});
