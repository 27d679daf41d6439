import { describe, expect, test } from "vitest";
import { defaultBound } from "@/lib/domain/check-bounds";
import {
  endingProblem,
  newRecipientSchema,
  reached,
  resultError,
  resultProgress,
  resultTotal,
  resultWarning,
} from "@/lib/domain/recipient";

const headcount = (value: bigint) => ({ kind: "headcount" as const, value });
const increase = (value: bigint) => ({ kind: "increase" as const, value });
const nothing = { before: null };

describe("what a recipient reached", () => {
  test("of a stock is what it has, of a flow everything since January", () => {
    expect(reached("BHXH_TN", 90n, { before: 80n })).toBe(90n);
    expect(reached("TN_MOI", 5n, { before: 12n })).toBe(17n);
    expect(reached("TN_MOI", null, { before: 12n })).toBe(12n);
    expect(reached("TN_MOI", null, nothing)).toBeNull();
    expect(reached("BHYT", null, { before: 12n })).toBeNull();
  });

  test("stands against a headcount as it is, and is missing while nothing is told", () => {
    expect(resultProgress("BHXH_TN", headcount(100n), 92n, nothing)).toEqual({
      ratio: { numerator: 92n, denominator: 100n },
      remaining: 8n,
    });
    expect(resultProgress("BHXH_TN", headcount(100n), 0n, nothing).remaining).toBe(100n);
    expect(resultProgress("BHXH_TN", headcount(100n), null, nothing)).toEqual({
      ratio: null,
      remaining: null,
    });
  });

  test("stands against an increase by what came since December, and not without one", () => {
    expect(resultProgress("BHYT", increase(20n), 95n, { before: 80n }).remaining).toBe(5n);
    expect(resultProgress("BHYT", increase(20n), 95n, nothing).remaining).toBeNull();
    expect(resultProgress("TN_MOI", increase(20n), 5n, { before: 18n }).remaining).toBe(-3n);
  });

  test("has no percentage of a target of 0, and none of a rate", () => {
    expect(resultProgress("BHYT", headcount(0n), 3n, nothing)).toEqual({ ratio: null, remaining: -3n });
    expect(resultProgress("BHYT", { kind: "rate", value: 9_000n }, 3n, nothing).remaining).toBeNull();
  });
});

describe("the total of a month", () => {
  const line = (target: bigint | null, value: bigint | null, lastMonth: bigint | null = 100n) => ({
    target: target === null ? null : headcount(target),
    value,
    lastMonth,
    base: nothing,
  });

  test("sums the same recipients in every column: those with a target and a result", () => {
    const total = resultTotal("BHXH_TN", [
      line(1_000n, 900n),
      line(830n, null),
      line(null, 50n),
      line(500n, 600n),
    ]);
    expect(total).toEqual({
      ...{ counted: 2, isJudged: true, target: 1_500n, lastMonth: 200n, value: 1_500n, reached: 1_500n },
      ...{ remaining: 0n, ratio: { numerator: 1_500n, denominator: 1_500n } },
    });
  });

  test("sums everybody while nobody can be judged, and judges nobody", () => {
    expect(resultTotal("BHXH_TN", [line(null, 50n), line(80n, null, null)])).toMatchObject({
      ...{ counted: 2, isJudged: false, target: 80n, lastMonth: 100n, value: 50n },
      ...{ remaining: null, ratio: null },
    });
    expect(resultTotal("TN_MOI", [])).toMatchObject({ counted: 0, value: null });
  });
});

describe("a typed result", () => {
  const BOUND = defaultBound("BHYT");

  test("that falls or rises far is warned of, and no other", () => {
    expect(resultWarning(999n, 22_345n, BOUND)).toBe(
      "Giảm 95,5% so với tháng trước (22.345). Vẫn lưu được; kiểm tra lại.",
    );
    expect(resultWarning(150n, 100n, BOUND)).toMatch(/^Tăng 50% /);
    expect(resultWarning(30n, 0n, BOUND)).toMatch(/^Tăng 30 so/);
    for (const [value, before] of [
      [108n, 100n],
      [24_000n, 22_345n],
      [10n, 25n],
      [null, 100n],
      [100n, null],
    ] as const)
      expect(resultWarning(value, before, BOUND)).toBeNull();
  });

  test("is held against the bounds that central has set, halves of a percent too", () => {
    const tight = { month: 7.5, floor: 0 };
    expect(resultWarning(1_075n, 1_000n, tight)).toBeNull();
    expect(resultWarning(1_076n, 1_000n, tight)).toMatch(/^Tăng 7,6% /);
    expect(resultWarning(1_076n, 1_000n, { month: null, floor: 0 })).toBeNull();
  });

  test("that is no whole number is told what is wrong with it", () => {
    expect(["-3", "1,5", "12", "", "mười"].map(resultError)).toEqual([
      "Kết quả không được âm",
      "Nhập số người nguyên, không có số lẻ",
      null,
      null,
      "Nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062",
    ]);
  });
});

describe("a recipient", () => {
  const one = { kind: "association" as const, validFrom: "2026-01-01" };
  test("ends on a day after it began and after all it told", () => {
    expect(endingProblem(one, "2026-06-30", "2026-06-01")).toBeNull();
    expect(endingProblem(one, "2025-12-31", null)).toBe("before-start");
    expect(endingProblem(one, "2026-06-30", "2026-07-01")).toBe("later-results");
    expect(endingProblem({ ...one, kind: "commune" }, "2026-06-30", null)).toBe("commune");
  });

  test("has a name on one line, and is no commune", () => {
    const of = (change: object) =>
      newRecipientSchema.safeParse({
        kind: "association",
        name: "Hội Phụ nữ",
        validFrom: "2026-01-01",
        ...change,
      }).success;
    expect(of({})).toBe(true);
    expect(of({ name: "  \u0000 " })).toBe(false);
    expect(of({ name: "Hội\nPhụ nữ" })).toBe(false);
    for (const name of ["=1+1", "+Hội", "-Hội", "–Hội", "@Hội", " =1+1"]) expect(of({ name })).toBe(false);
    expect(of({ name: "Hội Phụ nữ - tổ 1" })).toBe(true);
    expect(of({ kind: "commune" })).toBe(false);
    expect(of({ validFrom: "2026-02-30" })).toBe(false);
  });
});
