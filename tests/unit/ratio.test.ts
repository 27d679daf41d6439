import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideRounded, divideUp, percent, ratio, roundedRatio, sumRatios, times } from "@/lib/domain/ratio";

const count = fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n });
const positive = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n });
const decimals = fc.integer({ min: 0, max: 6 });

describe("rounding", () => {
  test.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-25n, 10n, -3n],
    [5n, -10n, -1n],
    [0n, 7n, 0n],
  ])("%s / %s is %s: half goes away from zero", (numerator, denominator, rounded) => {
    expect(divideRounded(numerator, denominator)).toBe(rounded);
  });
  test("the published 92,5% and 83,8867% round to what was published", () => {
    expect(percent(ratio(1_052_062n, 1_137_364n))).toEqual({ scaled: 9_250n, decimals: 2 });
    expect(percent(ratio(59_177n, 70_544n), 0)).toEqual({ scaled: 84n, decimals: 0 });
    expect(percent(ratio(59_177n, 70_544n))).toEqual({ scaled: 8_389n, decimals: 2 });
  });
  test("a rate is rounded once, from the exact ratio: 84,846% is 84,8 and not 84,9 by way of 84,85", () => {
    expect(percent(ratio(84_846n, 100_000n), 2)?.scaled).toBe(8_485n);
    expect(percent(ratio(84_846n, 100_000n), 1)?.scaled).toBe(848n);
  });
  test("integers beyond 2^53 lose nothing", () => {
    expect(roundedRatio(9_007_199_254_740_993n, 1n, 2)).toBe(900_719_925_474_099_300n);
  });
  test("rounding is symmetric about zero", () => {
    fc.assert(
      fc.property(count, positive, decimals, (n, d, places) => {
        expect(roundedRatio(-n, d, places)).toBe(-(roundedRatio(n, d, places) ?? 0n));
        expect(roundedRatio(n, -d, places)).toBe(roundedRatio(-n, d, places));
      }),
    );
  });
  test("the rounded ratio is at most half a last digit away, and half goes away from zero", () => {
    fc.assert(
      fc.property(count, positive, decimals, (n, d, places) => {
        const doubled = 2n * (roundedRatio(n, d, places) ?? 0n) * d;
        const exact = 2n * n * 10n ** BigInt(places);
        expect(doubled - exact).toBeGreaterThan(-d);
        expect(doubled - exact).toBeLessThanOrEqual(d);
      }),
    );
  });
  test("dividing up gives the least whole number that is not below", () => {
    fc.assert(
      fc.property(count, positive, (n, d) => {
        const up = divideUp(n, d);
        expect(up * d).toBeGreaterThanOrEqual(n);
        expect((up - 1n) * d).toBeLessThan(n);
      }),
    );
  });
});

describe("ratios", () => {
  test("without a denominator there is none", () => {
    expect(ratio(1n, 0n)).toBeNull();
    expect(ratio(1n, null)).toBeNull();
    expect(ratio(null, 1n)).toBeNull();
    expect(roundedRatio(1n, 0n, 2)).toBeNull();
    expect(percent(null)).toBeNull();
    expect(times(null)).toBeNull();
    expect(sumRatios([])).toBeNull();
  });
  test("of several units they come from sums, not from averages", () => {
    const small = { numerator: 1n, denominator: 2n };
    const large = { numerator: 90n, denominator: 98n };
    expect(percent(sumRatios([small, large]))).toEqual({ scaled: 9_100n, decimals: 2 });
  });
});
