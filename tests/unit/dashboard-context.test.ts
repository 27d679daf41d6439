import { expect, test } from "vitest";
import { dashboardContext, monthsUpTo, periodsOfYear, wantedPeriods } from "@/lib/domain/dashboard-context";
import type { PeriodId } from "@/lib/domain/period";

const id = (text: string) => text as PeriodId;
const rest = { rule: { okPercent: 95, riskPercent: 75 }, holidays: new Set<string>() };
const november = dashboardContext({ period: id("2023-11"), comparator: "yoy" }, [], rest);

test("the year of a month runs from January to it", () => {
  expect(periodsOfYear(id("2023-03"))).toEqual(["2023-01", "2023-02", "2023-03"]);
});

test("the year of a flash period ends with the flash itself", () => {
  expect(periodsOfYear(id("2021-02-18"))).toEqual(["2021-01", "2021-02-18"]);
});

test("a flash period stands last in a trend, in place of its month", () => {
  expect(monthsUpTo(id("2021-11-18"), 3)).toEqual(["2021-09", "2021-10", "2021-11-18"]);
});

test("a row of the table reads only its period, December and the comparator that is shown", () => {
  expect(wantedPeriods("BHYT", november, "row")).toEqual(["2023-11", "2022-12", "2022-11"]);
});

test("figures read all comparators and the month three before for the pace", () => {
  expect(wantedPeriods("BHYT", november, "figures")).toEqual([
    "2023-11",
    "2022-12",
    "2022-11",
    "2023-10",
    "2023-08",
  ]);
});

test("a flow reads both years from January", () => {
  const wanted = wantedPeriods("TN_MOI", november, "row");
  expect(wanted).toContain("2023-01");
  expect(wanted).toContain("2022-01");
  expect(new Set(wanted).size).toBe(wanted.length);
});

test("the small line of a card reads its own months and no year before them", () => {
  expect(wantedPeriods("BHYT", november, "spark")).toContain("2020-12");
  expect(wantedPeriods("BHYT", november, "spark")).not.toContain("2020-11");
});

test("a trend reads a year more than it shows, for the same months a year earlier", () => {
  expect(wantedPeriods("BHYT", november, "trend")).toContain("2019-12");
});
