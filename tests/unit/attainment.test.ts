import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attainment, debtRatios, headcountOfRate, isShort, remainingOver } from "@/lib/domain/attainment";
import { coverage, type ChosenDenominator } from "@/lib/domain/coverage";
import { indicator } from "@/lib/domain/indicator";
import { apiDecimal, formatCount, formatPercent } from "@/lib/domain/number";
import { percent, ratio } from "@/lib/domain/ratio";
import { pointsWords, remainingWords } from "@/lib/domain/wording";

const population: ChosenDenominator = {
  unitId: "60",
  kind: "population",
  basis: "stated",
  year: 2023,
  value: 1_163_785n,
  source: "Bình Thuận",
  isSum: false,
  isEarlier: false,
};
const facts = { value: 1_052_062n, yearEndBefore: null, denominator: population };

describe("Bình Thuận, November 2023", () => {
  const headcount = attainment({ kind: "headcount", value: 1_137_364n }, facts);
  const rate = attainment({ kind: "rate", value: 9_225n }, facts);
  const rateOfPeople = percent(coverage(facts.value, population)?.ratio ?? null);

  test("1.052.062 people are 92,50% of the plan and 85.302 short of it", () => {
    expect(headcount).toEqual({
      kind: "headcount",
      pctOfPlan: ratio(1_052_062n, 1_137_364n),
      remaining: 85_302n,
    });
    expect(apiDecimal(percent(ratio(1_052_062n, 1_137_364n)))).toBe("92.50");
  });
  test("coverage is 90,40%, 1,85 points below the rate", () => {
    expect(apiDecimal(rateOfPeople)).toBe("90.40");
    expect(rate).toMatchObject({ kind: "rate", points: { scaled: -185n, decimals: 2 } });
  });
  test("it is said as an official says it", () => {
    expect(formatCount(facts.value)).toBe("1.052.062");
    expect(formatPercent(percent(ratio(1_052_062n, 1_137_364n)))).toBe("92,5%");
    expect(formatPercent(rateOfPeople)).toBe("90,4%");
    expect(pointsWords({ scaled: -185n, decimals: 2 })).toBe("thấp hơn 1,85 điểm %");
    expect(remainingWords(85_302n, indicator("BHYT"))).toBe("còn thiếu 85.302 người");
  });
});

describe("attainment", () => {
  test("past the target what remains is below 0: Tuyên Quang's 587", () => {
    const result = attainment({ kind: "headcount", value: 8_700n }, { ...facts, value: 9_287n });
    expect(result.remaining).toBe(-587n);
  });
  test("an increase is counted from last December", () => {
    const result = attainment(
      { kind: "increase", value: 1_801n },
      { ...facts, value: 6_792n, yearEndBefore: 5_792n },
    );
    expect(result).toEqual({ kind: "increase", pctOfPlan: ratio(1_000n, 1_801n), remaining: 801n });
  });
  test("an increase is unknown without last December", () => {
    const result = attainment({ kind: "increase", value: 1_801n }, facts);
    expect(result).toEqual({ kind: "increase", pctOfPlan: null, remaining: null });
  });
  test("money is held against an amount", () => {
    const result = attainment(
      { kind: "amount", value: 9_527_000_000_000n },
      { ...facts, value: 7_091_000_000_000n },
    );
    expect(result).toMatchObject({ kind: "amount", remaining: 2_436_000_000_000n });
    expect(percent(ratio(7_091_000_000_000n, 9_527_000_000_000n))?.scaled).toBe(7_443n);
  });
  test("a rate without denominator says nothing", () => {
    const result = attainment({ kind: "rate", value: 9_225n }, { ...facts, denominator: null });
    expect(result).toEqual({ kind: "rate", points: null, headcount: null, remaining: null });
  });
  test("a rate says how many people it means even before the value is known", () => {
    const result = attainment({ kind: "rate", value: 9_225n }, { ...facts, value: null });
    expect(result).toEqual({ kind: "rate", points: null, headcount: 1_073_592n, remaining: null });
  });
  test("without a value nothing is known", () => {
    const result = attainment({ kind: "headcount", value: 1n }, { ...facts, value: null });
    expect(result).toEqual({ kind: "headcount", pctOfPlan: null, remaining: null });
  });
  test("a target of 0 has no percentage", () => {
    expect(attainment({ kind: "headcount", value: 0n }, facts)).toMatchObject({ pctOfPlan: null });
  });
});

describe("the headcount that a rate means", () => {
  test("is 29.334.000 for 60% of 48.890.000", () => {
    expect(headcountOfRate(6_000n, 48_890_000n)).toBe(29_334_000n);
  });
  test("is the least whole number whose coverage reaches the rate", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10_000n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (rate, people) => {
          const headcount = headcountOfRate(rate, people);
          expect(headcount * 10_000n).toBeGreaterThanOrEqual(rate * people);
          expect((headcount - 1n) * 10_000n).toBeLessThan(rate * people);
        },
      ),
    );
  });
});

describe("what remains over several units", () => {
  const units = [
    { target: 100n, value: 80n },
    { target: 100n, value: 130n },
    { target: 100n, value: 95n },
    { target: 100n, value: null },
    { target: null, value: 50n },
  ];

  test("is net of what others have too much, and gross of those below their target", () => {
    expect(remainingOver(units, "higher")).toEqual({ net: -5n, gross: 25n, counted: 3 });
  });
  test("turns round where lower is better", () => {
    expect(remainingOver(units, "lower")).toEqual({ net: -5n, gross: -30n, counted: 3 });
    expect([isShort(-30n, "lower"), isShort(30n, "lower"), isShort(0n, "lower")]).toEqual([
      true,
      false,
      false,
    ]);
  });
  test("is unknown where no unit has both", () => {
    expect(remainingOver([{ target: null, value: 1n }], "higher")).toBeNull();
  });
  test("is never less gross than net", () => {
    const unit = fc.record({
      target: fc.bigInt({ min: 0n, max: 999n }),
      value: fc.bigInt({ min: 0n, max: 999n }),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1 }), (some) => {
        const result = remainingOver(some, "higher");
        expect(result?.gross).toBeGreaterThanOrEqual(result?.net ?? 1n);
        expect(result?.gross).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});

describe("chậm đóng", () => {
  test("is a ratio of each base that is known: 227,4 of 9.527 tỷ are 2,39% of the plan", () => {
    const ratios = debtRatios(227_400_000_000n, {
      plan: 9_527_000_000_000n,
      due: 9_000_000_000_000n,
      collected: null,
    });
    expect(percent(ratios.plan)?.scaled).toBe(239n);
    expect(percent(ratios.due)?.scaled).toBe(253n);
    expect(ratios.collected).toBeNull();
  });
});
