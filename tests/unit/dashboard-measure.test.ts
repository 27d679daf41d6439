import { expect, test } from "vitest";
import { gapWords, measure, side, together, yearToDate, type Cell } from "@/lib/domain/dashboard-measure";
import type { PeriodId } from "@/lib/domain/period";

const whole: Cell = {
  sum: 100n,
  reported: 2,
  carried: 0,
  estimated: 0,
  missing: 0,
  expected: 2,
  stated: null,
};
const partial: Cell = {
  sum: 60n,
  reported: 1,
  carried: 0,
  estimated: 0,
  missing: 1,
  expected: 2,
  stated: null,
};
const empty: Cell = {
  sum: null,
  reported: 0,
  carried: 0,
  estimated: 0,
  missing: 2,
  expected: 2,
  stated: null,
};
const stated = (value: bigint) => ({ value, isEstimate: false });
const month = (id: string) => id as PeriodId;

test("a stated total stands in for the sum while something is missing, and is still provisional", () => {
  expect(measure({ ...partial, stated: stated(90n) })).toMatchObject({
    value: 90n,
    isStated: true,
    sum: 60n,
    isProvisional: true,
    statedDifference: null,
    unknown: 0,
  });
});

test("once nothing is missing the sum is shown, and how far the stated total was from it", () => {
  expect(measure({ ...whole, stated: stated(90n) })).toMatchObject({
    value: 100n,
    isStated: false,
    isProvisional: false,
    statedDifference: 10n,
  });
});

test("missing is never 0: without any value there is none", () => {
  expect(measure(empty)).toMatchObject({ value: null, isProvisional: true, unknown: 2 });
  expect(measure()).toMatchObject({ value: null, reporting: { expected: 0 } });
});

test("carried values count and make the sum provisional, but nothing is unknown", () => {
  const carried = measure({ ...whole, reported: 1, carried: 1 });
  expect(carried).toMatchObject({ value: 100n, isProvisional: true, unknown: 0 });
});

test("an estimate below marks the sum, and a stated estimate marks itself", () => {
  expect(measure({ ...whole, estimated: 1 }).isEstimate).toBe(true);
  expect(measure({ ...empty, stated: { value: 5n, isEstimate: true } }).isEstimate).toBe(true);
});

test("units taken together add what is shown of each: the sum of one, the stated total of another", () => {
  const both = together([whole, { ...empty, stated: stated(50n) }], 2);
  expect(both).toMatchObject({
    value: 150n,
    unknown: 0,
    reporting: { reported: 2, missing: 2, expected: 4 },
  });
});

test("a unit that should be there and has nothing stored is unknown", () => {
  expect(together([whole], 3)).toMatchObject({ value: 100n, unknown: 2 });
  expect(together([], 3)).toBeNull();
});

test("a flow adds up from 1 January and remembers its own month", () => {
  const flow = yearToDate([
    { id: month("2024-01"), measure: measure(whole) },
    { id: month("2024-02"), measure: measure({ ...whole, sum: 7n }) },
  ]);
  expect(flow).toMatchObject({ value: 107n, inPeriod: 7n, isProvisional: false, absent: [] });
});

test("a month of which nothing is stored leaves the year incomplete and says which", () => {
  const flow = yearToDate([
    { id: month("2024-01"), measure: null },
    { id: month("2024-02"), measure: measure(whole) },
  ]);
  expect(flow).toMatchObject({ value: 100n, isProvisional: true, absent: ["2024-01"] });
});

test("a month with a missing unit leaves the year unknown for comparisons", () => {
  const flow = yearToDate([
    { id: month("2024-01"), measure: measure(partial) },
    { id: month("2024-02"), measure: measure(whole) },
  ]);
  expect(side(flow)).toEqual({ value: 160n, missing: 1, isStated: false });
});

test("a comparison has no side where nothing is stored", () => {
  expect(side(null)).toEqual({ value: null, missing: 0, isStated: false });
});

test("what a sum has of an earlier period and what it lacks is said unit by unit, and nothing of none", () => {
  expect(gapWords({ carried: 3, missing: 1 })).toEqual(["3 đơn vị lấy số kỳ trước", "1 đơn vị chưa có số"]);
  expect(gapWords({ carried: 0, missing: 2 }, "")).toEqual(["2 chưa có số"]);
  expect(gapWords({ carried: 0, missing: 0 })).toEqual([]);
});
