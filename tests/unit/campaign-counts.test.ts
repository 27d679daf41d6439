import { describe, expect, test } from "vitest";
import {
  changeOf,
  countPeriods,
  countRow,
  countSentence,
  countTable,
  populationWords,
  sortCounts,
} from "@/lib/domain/campaign-counts";
import { effectChart, effectRow } from "@/lib/domain/campaign-effect";
import { toCsv } from "@/lib/domain/export-csv";
import { formatFixed, formatPercent } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import type { UnitFacts } from "@/lib/domain/dashboard";
import { cell, contextOf, factsOf, period, province } from "@/tests/support/dashboard-facts";

const february = contextOf("2023-02");
const population = (value: bigint): UnitFacts["denominators"] => [
  { unitId: "60", kind: "population", basis: "nso", year: 2022, value, source: "NSO", version: 1 },
];
const facts = (denominators: UnitFacts["denominators"] = population(50_000n)) =>
  factsOf(
    [
      ["TT_HOI_NGHI", "2022-01", cell(10n)],
      ["TT_HOI_NGHI", "2022-02", cell(10n)],
      ["TT_HOI_NGHI", "2023-01", cell(20n)],
      ["TT_HOI_NGHI", "2023-02", cell(29n)],
      ["TN_MOI", "2023-01", cell(100n)],
      ["TN_MOI", "2023-02", cell(145n)],
      ["HGD_MOI", "2023-02", cell(5n)],
    ],
    { denominators },
  );
const row = (of = facts(), code = "60") =>
  countRow({ ...province, id: code, code }, of, "TT_HOI_NGHI", february);

describe("the counts of a unit", () => {
  test("are of the month and of the year, against last year in times and percent, and for 1.000 inhabitants", () => {
    const one = row();
    expect(one).toMatchObject({
      month: { value: 29n, base: 10n, multiple: { scaled: 29n, decimals: 1 } },
      year: { value: 49n, base: 20n, multiple: { scaled: 25n, decimals: 1 } },
      perThousand: { scaled: 98n, decimals: 2 },
      population: { value: 50_000n, year: 2022 },
    });
    expect(formatPercent(percent(changeOf(one.year)))).toBe("145%");
  });

  test("say nothing for inhabitants of whom nobody knows how many, and of people won where a whole month is missing", () => {
    expect(row(facts([])).perThousand).toBeNull();
    expect(row().won).toEqual({ TN_MOI: 245n, HGD_MOI: null });
  });

  test("ask for the months of this year and of last year up to the same month", () => {
    expect(countPeriods(period("2023-02"))).toEqual(["2023-01", "2023-02", "2022-01", "2022-02"]);
  });

  test("are said in a sentence, without a comparison where there is none", () => {
    expect(countSentence("Bình Thuận", "TT_HOI_NGHI", row().year, period("2023-02"))).toEqual({
      strong: "Bình Thuận có 49 hội nghị",
      rest: " (hội nghị, tư vấn, đối thoại) từ đầu năm đến tháng 02/2023, tăng 29 hội nghị (145%) so với cùng kỳ, gấp 2,5 lần.",
    });
    const partial = { ...row().year, isProvisional: true };
    expect(countSentence("A", "TT_HOI_NGHI", partial, period("2023-02"))?.rest).toContain(
      "02/2023 (tạm tính), tăng",
    );
    const alone = { ...row().year, multiple: null };
    expect(countSentence("A", "TT_HOI_NGHI", alone, period("2023-02"))?.rest).not.toContain("cùng kỳ");
    expect(countSentence("A", "TT_HOI_NGHI", { ...alone, value: null }, period("2023-02"))).toBeNull();
  });

  test("stand with the most first, and leave the product with the same numbers", () => {
    const rows = sortCounts([row(factsOf([]), "10"), row(), row(factsOf([]), "09")]);
    expect(rows.map(({ unit }) => unit.code)).toEqual(["60", "09", "10"]);
    const csv = toCsv(countTable(rows, row(), "TT_HOI_NGHI", february)).split("\r\n");
    expect(csv[1]).toBe("60,Tỉnh Bình Thuận,29,10,2.9,190.00,,49,20,2.5,145.00,,0.98,50000,245,");
    expect(csv[2]).toContain("09,Tỉnh Bình Thuận,,,");
  });
});

test("whose inhabitants a province is divided by is said, and that they are not the sum of its units'", () => {
  const of = (value: bigint) => ({ ...row(), population: { value, year: 2022, source: "Niên giám" } });
  const words = "dân số năm 2022, nguồn Niên giám";
  expect(populationWords(of(5_000n), [of(2_000n), of(3_000n)])).toBe(words);
  expect(populationWords(of(5_000n), [{ ...of(1n), population: null }])).toBe(words);
  expect(populationWords(of(6_000n), [of(2_000n), of(3_000n)])).toBe(
    `${words}; là số riêng, không phải tổng dân số của các đơn vị bên dưới (5.000)`,
  );
  expect(populationWords({ ...of(1n), population: null }, [])).toBeNull();
});

describe("what was done beside who was won", () => {
  const at = (code: string, count: bigint, won: bigint | null) => ({
    ...row(),
    unit: { ...province, id: code, code, shortName: code },
    year: { ...row().year, value: count },
    won: { TN_MOI: won, HGD_MOI: null },
  });

  test("has a yield for each conference, none without conferences, and both for 1.000 inhabitants", () => {
    expect(effectRow(row(), "TN_MOI")).toMatchObject({
      count: 49n,
      won: 245n,
      yield: { scaled: 50n, decimals: 1 },
    });
    expect(effectRow(at("a", 0n, 5n), "TN_MOI").yield).toBeNull();
    expect(formatFixed(effectRow(row(), "TN_MOI").wonPerThousand)).toBe("4,90");
  });

  test("is drawn up to round ends, from three units on, without those of whom a number is missing", () => {
    const units = [at("a", 100n, 50n), at("b", 50n, 100n), at("c", 10n, 10n), at("d", 10n, null)];
    const chart = effectChart(units.map((one) => effectRow(one, "TN_MOI")));
    expect(chart).toMatchObject({ xEnd: { scaled: 200n }, yEnd: { scaled: 200n }, left: 1 });
    expect(chart?.points.map(({ x, y }) => [x, y])).toEqual([
      [100, 50],
      [50, 100],
      [10, 10],
    ]);
    expect(effectChart(units.slice(0, 2).map((one) => effectRow(one, "TN_MOI")))).toBeNull();
  });

  test("of which units are missing keeps its numbers and is drawn hollow", () => {
    const partly = { ...row(), year: { ...row().year, isProvisional: true } };
    const units = [partly, at("a", 1n, 1n), at("b", 1n, 1n)].map((one) => effectRow(one, "TN_MOI"));
    expect(effectChart(units)?.points.map(({ isProvisional }) => isProvisional)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
