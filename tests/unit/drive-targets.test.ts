import { expect, test } from "vitest";
import { driveHeadlines, goalOfTargets } from "@/lib/domain/drive-targets";
import { target } from "@/tests/support/dashboard-facts";

const given = (change: Parameters<typeof target>[0]) =>
  target({ unitId: "60", scope: "D:thang-5", ...change });
const TARGETS = [
  given({ indicator: "TN_MOI", value: 700n, kind: "rate" }),
  given({ indicator: "TN_MOI", value: 40n, isHeadline: false, issuer: "UBND tỉnh" }),
  given({ indicator: "BHYT", value: 9n }),
  given({ unitId: "61", indicator: "TN_MOI", value: 5n }),
];

test("of the targets of a drive the headlines are told, one of each indicator, in the order of the product", () => {
  expect(driveHeadlines(TARGETS, "60").map(({ indicator }) => indicator)).toEqual(["BHYT", "TN_MOI"]);
});

test("a goal is taken from a number of people, never from a rate or from another unit", () => {
  expect(goalOfTargets(TARGETS, "60", "TN_MOI")).toBe(40n);
  expect(goalOfTargets(TARGETS, "61", "TN_MOI")).toBe(5n);
  expect(goalOfTargets(TARGETS, "60", "HGD_MOI")).toBeNull();
});
