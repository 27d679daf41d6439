import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparisonBase, growth, multiple, rateChange } from "@/lib/domain/comparison";
import { coverage, type ChosenDenominator } from "@/lib/domain/coverage";
import type { PeriodId } from "@/lib/domain/period";
import { percent, ratio } from "@/lib/domain/ratio";

const id = (text: string) => text as PeriodId;
const base = (period: string, comparator: "yoy" | "ytd" | "mom", flashes: string[] = []) =>
  comparisonBase(id(period), comparator, flashes.map(id));

describe("the period that is looked back to", () => {
  test("of a month is the same month last year, last December, or the month before", () => {
    expect(base("2023-11", "yoy")).toEqual({ periodId: "2022-11", label: "so với cùng kỳ" });
    expect(base("2023-11", "ytd")).toEqual({ periodId: "2022-12", label: "so với cuối năm" });
    expect(base("2023-01", "mom")).toEqual({ periodId: "2022-12", label: "so với tháng trước" });
  });
  test("of a flash period is last year's within 3 days, the nearest", () => {
    const flashes = ["2020-11-14", "2020-11-15", "2020-11-20", "2021-11-18"];
    expect(base("2021-11-18", "yoy", flashes)).toEqual({ periodId: "2020-11-20", label: "so với cùng kỳ" });
    expect(base("2021-11-18", "yoy", ["2020-11-15"])).toMatchObject({ periodId: "2020-11-15" });
    expect(base("2021-11-18", "yoy", ["2020-11-20", "2020-11-16"])).toMatchObject({ periodId: "2020-11-16" });
  });
  test("of a flash period is else the nearest month end, which the label names", () => {
    expect(base("2021-11-18", "yoy", ["2020-11-14"])).toEqual({
      periodId: "2020-11",
      label: "so với cùng kỳ (tháng 11/2020)",
    });
    expect(base("2021-11-10", "yoy")).toMatchObject({ periodId: "2020-10" });
    expect(base("2021-11-15", "yoy")).toMatchObject({ periodId: "2020-10" });
    expect(base("2021-01-05", "yoy")).toMatchObject({ periodId: "2019-12" });
    expect(base("2024-02-29", "yoy")).toMatchObject({ periodId: "2023-02" });
  });
  test("of a flash period since the year's or month's end is a month", () => {
    expect(base("2021-11-18", "ytd")).toMatchObject({ periodId: "2020-12" });
    expect(base("2021-11-18", "mom")).toMatchObject({ periodId: "2021-10" });
  });
});

describe("growth", () => {
  const whole = (value: bigint | null) => ({ value, missing: 0, isStated: false });

  test("has no percentage of a base below 0, whose sign would be wrong", () => {
    expect(growth(whole(5n), whole(-10n))).toEqual({ kind: "growth", delta: 15n, pct: null });
  });

  test("of Tuyên Quang from 55.317 to 59.177 is 3.860, 6,98%", () => {
    const result = growth(whole(59_177n), whole(55_317n));
    expect(result).toEqual({ kind: "growth", delta: 3_860n, pct: ratio(3_860n, 55_317n) });
    expect(percent(ratio(3_860n, 55_317n))?.scaled).toBe(698n);
  });
  test("of Hải Phòng's voluntary participants is negative: -31,25%", () => {
    expect(growth(whole(5_963n), whole(8_673n))).toMatchObject({ delta: -2_710n });
    expect(percent(ratio(-2_710n, 8_673n))?.scaled).toBe(-3_125n);
  });
  test("from 0 has people but no percentage", () => {
    expect(growth(whole(5n), whole(0n))).toEqual({ kind: "growth", delta: 5n, pct: null });
  });
  test("does not exist for an incomplete sum, and says what is missing", () => {
    expect(growth({ ...whole(5n), missing: 3 }, whole(4n))).toEqual({
      kind: "none",
      reason: "Kỳ này còn thiếu số liệu của 3 đơn vị",
    });
    expect(growth(whole(5n), { ...whole(4n), missing: 1 })).toEqual({
      kind: "none",
      reason: "Kỳ so sánh còn thiếu số liệu của 1 đơn vị",
    });
  });
  test("exists where a stated total stands in for the sum", () => {
    expect(growth({ value: 5n, missing: 11, isStated: true }, whole(4n))).toMatchObject({ delta: 1n });
  });
  test("does not exist without a value", () => {
    expect(growth(whole(null), whole(4n))).toEqual({ kind: "none", reason: "Kỳ này chưa có số liệu" });
    expect(growth(whole(4n), whole(null))).toEqual({ kind: "none", reason: "Kỳ so sánh chưa có số liệu" });
  });
  test("of communication is also a multiple: 144.000 of 49.655 is 2,9 times", () => {
    expect(multiple(144_000n, 49_655n)).toEqual({ scaled: 29n, decimals: 1 });
    expect(multiple(1n, 0n)).toBeNull();
  });
});

describe("the change of a rate", () => {
  const people = (value: bigint): ChosenDenominator => ({
    unitId: "60",
    kind: "population",
    basis: "stated",
    year: 2023,
    value,
    source: "",
    isSum: false,
    isEarlier: false,
  });
  const rate = (value: bigint, denominator: bigint) => coverage(value, people(denominator));

  test("is the effect of people and the effect of the denominator", () => {
    expect(rateChange(rate(910n, 1_100n), rate(900n, 1_000n))).toEqual({
      kind: "change",
      points: { scaled: -727n, decimals: 2 },
      peopleEffect: { scaled: 100n, decimals: 2 },
      denominatorEffect: { scaled: -827n, decimals: 2 },
      isDenominatorChanged: true,
    });
  });
  test("is of people alone while the denominator stays", () => {
    expect(rateChange(rate(100n, 300n), rate(50n, 300n))).toMatchObject({
      points: { scaled: 1_666n },
      peopleEffect: { scaled: 1_666n },
      denominatorEffect: { scaled: 0n },
      isDenominatorChanged: false,
    });
  });
  test("does not exist between bases: Tiền Giang's 29,9% and 26,9% are of two labour forces", () => {
    const all = rate(281_909n, 942_839n);
    const ofAge = coverage(184_829n, { ...people(687_096n), basis: "working_age" });
    expect(rateChange(all, ofAge)).toEqual({
      kind: "none",
      reason: "Mẫu số khác cơ sở tính, không so sánh tỷ lệ",
    });
  });
  test("does not exist without one of the rates", () => {
    expect(rateChange(rate(1n, 2n), null)).toMatchObject({ kind: "none" });
    expect(rateChange(null, rate(1n, 2n))).toMatchObject({ kind: "none" });
  });
  test("always adds up as it is shown", () => {
    const count = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(count, count, count, count, (v1, d1, v0, d0) => {
        const change = rateChange(rate(v1, d1), rate(v0, d0));
        const parts = change.kind === "change" && [
          change.points,
          change.peopleEffect,
          change.denominatorEffect,
        ];
        const [points, first, second] = (parts || []).map(({ scaled }) => scaled);
        expect(points).toBe((first ?? 0n) + (second ?? 0n));
      }),
    );
  });
});
