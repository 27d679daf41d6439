import { describe, expect, test } from "vitest";
import { multipleIn, roughPct, type ReportStyle } from "@/lib/domain/report-style";

const style = (change: Partial<ReportStyle> = {}): ReportStyle => ({
  rounding: "exact",
  over: "trên",
  hasAbout: false,
  ...change,
});
const of = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

describe("how many times last year's", () => {
  test.each([
    [996n, null],
    [999n, null],
    [1_000n, "không đổi"],
    [1_004n, null],
    [1_040n, null],
    [1_050n, "gấp 1,1 lần"],
    [2_900n, "gấp 2,9 lần"],
  ])("%d of 1.000", (value, words) => {
    expect(multipleIn(style(), of(value, 1_000n))).toBe(words);
    expect(multipleIn(style({ rounding: "3", hasAbout: true }), of(value, 1_000n)) === null).toBe(
      words === null,
    );
  });

  test.each([
    [2_900n, "gấp 2,9 lần"],
    [2_899n, "gấp gần 2,9 lần"],
    [2_901n, "gấp hơn 2,9 lần"],
  ])("%d of 1.000 in words is true of the exact number", (value, words) => {
    expect(multipleIn(style({ rounding: "3" }), of(value, 1_000n))).toBe(words);
    expect(multipleIn(style(), of(value, 1_000n))).toBe("gấp 2,9 lần");
  });

  test("of nothing is nothing", () => {
    expect(multipleIn(style(), null)).toBeNull();
  });
});

describe("a percentage with a word before it", () => {
  test.each([
    [89_999_999n, 90_000_000n, "gần 100%"],
    [90_000_001n, 90_000_000n, "trên 100%"],
    [1_680n, 2_184n, "trên 76,9%"],
    [1n, 2n, "50%"],
    [0n, 7n, "0%"],
  ])("%d of %d is %s", (value, plan, words) => {
    expect(roughPct(of(value, plan), style())).toBe(words);
  });

  test("between the tenths is about, where the style has that word", () => {
    expect(roughPct(of(7_695n, 10_000n), style({ hasAbout: true }))).toBe("khoảng 77%");
    expect(roughPct(of(-1n, 10n), style())).toBeNull();
  });
});
