import { describe, expect, test } from "vitest";
import {
  clashWords,
  differenceWords,
  isTargetChanged,
  meaningOf,
  parseGrowth,
  readTypedTargets,
  targetError,
  targetValue,
  targetWarning,
  weightOf,
} from "@/lib/domain/cascade-cell";
import { sumWords } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-total";
import { measureProblem, startChoice, totalError, totalOf } from "@/lib/domain/cascade-total";
import { parseTypedRate } from "@/lib/domain/number";

test("numbers that somebody else saved meanwhile are told cell by cell, where others were typed", () => {
  const held = (value: bigint | null) => ({ value, isLocked: false });
  const typed = (text: string) => ({ text, isLocked: false });
  const lines = ["A", "B", "C", "D"].map((id) => ({ id, name: `Huyện ${id}` }));
  const facts = {
    seen: new Map([
      ["A", held(100n)],
      ["B", held(5n)],
      ["C", held(7n)],
      ["D", held(null)],
    ] as const),
    typed: new Map([
      ["A", typed("1.110")],
      ["B", typed("5")],
      ["C", typed("9")],
      ["D", typed("4")],
    ] as const),
    theirs: [
      { id: "A", value: 1_200n },
      { id: "B", value: 6n },
      { id: "C", value: 9n },
    ],
  };
  expect(clashWords("headcount", facts, lines)).toBe("Huyện A (số mới 1.200, số ở đây 1.110)");
  expect(clashWords("headcount", { ...facts, theirs: [] }, lines)).toBe(
    "Huyện A (số mới trống, số ở đây 1.110), Huyện C (số mới trống, số ở đây 9)",
  );
  expect(clashWords("headcount", { ...facts, typed: new Map() }, lines)).toBeNull();
});

describe("a typed rate", () => {
  test.each([
    ["92,25", 9225n],
    ["92.25", 9225n],
    [" 92,5 ", 9250n],
    ["100", 10_000n],
    ["104,7", 10_470n],
  ])("%s is read with comma or point", (text, value) => {
    expect(parseTypedRate(text)).toEqual({ kind: "value", value });
  });
  test.each(["92,255", "1.052.062", "-5", "chín", "92,", ",5", "1001", "９２"])("%s is refused", (text) => {
    expect(parseTypedRate(text)).toMatchObject({ kind: "error" });
  });
  test("is empty where nothing is typed", () => {
    expect(parseTypedRate("  ")).toEqual({ kind: "empty" });
  });
});

describe("a cell", () => {
  test.each([
    ["headcount", "-5", "Chỉ tiêu không được âm"],
    ["headcount", "1,5", "Nhập số người nguyên, không có số lẻ"],
    ["headcount", "10.5", "Nhập số người nguyên, không có số lẻ"],
    ["amount", "1,5", "Nhập số đồng nguyên, không có số lẻ"],
    ["headcount", "abc", "Nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062"],
    ["rate", "92,255", "Tỷ lệ có tối đa hai số lẻ, ví dụ 92,25"],
    ["rate", "-1", "Chỉ tiêu không được âm"],
  ] as const)("of %s with %s says what is wrong", (kind, text, message) => {
    expect(targetError(kind, text)).toBe(message);
    expect(targetValue(kind, text)).toBeNull();
  });
  test("above a hundred percent or above the people there are is unusual, and allowed", () => {
    const facts = { value: 90n, denominator: 100n };
    expect(targetError("rate", "101,5")).toBeNull();
    expect(targetWarning("rate", 10_150n, facts)).toBe("Tỷ lệ trên 100%");
    expect(targetWarning("headcount", 101n, facts)).toBe("Nhiều hơn số người trong diện");
    expect(targetWarning("increase", 10n, facts)).toBeNull();
    expect(targetWarning("increase", 11n, facts)).toBe("Nhiều hơn số người trong diện");
  });
  test("tells growth and coverage of a headcount, of an increase and of a rate alike", () => {
    const facts = { value: 900n, denominator: 1_000n };
    const meaning = { delta: "+50", pct: "+5,56", coverage: "95,00" };
    expect(meaningOf("headcount", 950n, facts)).toEqual(meaning);
    expect(meaningOf("increase", 50n, facts)).toEqual(meaning);
    expect(meaningOf("rate", 9_500n, facts)).toEqual(meaning);
    expect(meaningOf("headcount", null, facts)).toEqual({ delta: "–", pct: "–", coverage: "–" });
  });
  test("of a rate adds the people that it means", () => {
    expect(weightOf("rate", 9_225n, { value: null, denominator: 1_001n })).toBe(924n);
    expect(weightOf("rate", 9_225n, { value: null, denominator: null })).toBe(0n);
  });
  test("is read from a form with its lock, and is changed when number or lock is another", () => {
    const typed = readTypedTargets({
      "v.01-2025": "1.000",
      "l.01-2025": "on",
      "v.02": "",
      kind: "headcount",
    });
    expect([...typed]).toEqual([
      ["01-2025", { text: "1.000", isLocked: true }],
      ["02", { text: "", isLocked: false }],
    ]);
    const cell = { text: "1.000", isLocked: true };
    expect(isTargetChanged("headcount", cell, { value: 1_000n, isLocked: true })).toBe(false);
    expect(isTargetChanged("headcount", cell, { value: 1_000n, isLocked: false })).toBe(true);
    expect(isTargetChanged("headcount", { text: "", isLocked: true }, { value: null, isLocked: false })).toBe(
      false,
    );
  });
});

describe("what there is to hand down", () => {
  const facts = { kind: "headcount", targets: [{ value: 1_000n }, { value: 900n }], base: 800n } as const;
  const choice = { from: "grown", target: "0", growth: "2,5", typed: "" } as const;
  test("begins with the own number, else the headline, else last year's", () => {
    expect(startChoice(facts, 5n).from).toBe("own");
    expect(startChoice(facts, null).from).toBe("target");
    expect(startChoice({ ...facts, targets: [] }, null).from).toBe("grown");
    expect(startChoice({ ...facts, targets: [], base: null }, null).from).toBe("typed");
  });
  test("is last year's grown by a part, of a rate by points", () => {
    expect(totalOf(choice, facts, null)).toBe(820n);
    expect(totalOf({ ...choice, growth: "" }, facts, null)).toBe(800n);
    expect(totalOf({ ...choice, growth: "-2,5" }, facts, null)).toBe(780n);
    expect(totalOf({ ...choice, growth: "1,25" }, { ...facts, kind: "rate", base: 9_225n }, null)).toBe(
      9_350n,
    );
  });
  test("is the chosen target, or what is typed", () => {
    expect(totalOf({ ...choice, from: "target", target: "1" }, facts, null)).toBe(900n);
    expect(totalOf({ ...choice, from: "typed", typed: "1.234" }, facts, null)).toBe(1_234n);
    expect(totalError({ ...choice, from: "typed", typed: "x" }, "headcount")).not.toBeNull();
    expect(totalError({ ...choice, growth: "nhiều" }, "headcount")).not.toBeNull();
    expect(totalError({ ...choice, growth: "1000,01" }, "headcount")).toContain("nhiều nhất 1.000%");
  });
  test("reads a growth with its sign", () => {
    expect(["2,5", "+2.5 %", "-1", "", "hai"].map(parseGrowth)).toEqual([250n, 250n, -100n, null, null]);
  });
  test("is missed or passed in words", () => {
    expect(differenceWords("headcount", 990n, 1_000n)).toBe("thiếu 10 người");
    expect(differenceWords("amount", 1_100n, 100n)).toBe("thừa 1.000 đồng");
    expect(differenceWords("headcount", 5n, 5n)).toBe("khớp đúng tổng");
  });
});

describe("what rates are measured by", () => {
  const measure = (year: number, basis = "official") => ({ kind: "population", basis, year }) as const;

  test("is said where a receiver has another year or another basis than the parent", () => {
    expect(measureProblem(measure(2025), [measure(2025), null])).toBeNull();
    expect(measureProblem(null, [measure(2019)])).toBeNull();
    expect(measureProblem(measure(2025), [measure(2025), measure(2019)])).toBe(
      "mẫu số khác năm (cấp trên 2025, nơi nhận 2019)",
    );
    expect(measureProblem(measure(2025), [measure(2019, "census")])).toBe(
      "mẫu số khác năm (cấp trên 2025, nơi nhận 2019), khác nguồn",
    );
    expect(measureProblem(measure(2025), [measure(2025, "census")])).toBe("mẫu số khác nguồn");
  });

  test("keeps thiếu and thừa from being said of sums that are not measured alike", () => {
    const sums = { sum: 900n, goal: 1_000n };
    expect(sumWords({ kind: "rate", measureProblem: null }, sums)).toBe("thiếu 100 người");
    expect(sumWords({ kind: "rate", measureProblem: "mẫu số khác nguồn" }, sums)).toBe(
      "– (mẫu số khác nguồn)",
    );
  });
});
