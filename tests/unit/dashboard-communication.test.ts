import { describe, expect, test } from "vitest";
import { missingNotes, timesWords } from "@/lib/domain/communication-words";
import { multiple } from "@/lib/domain/comparison";
import { shapeCommunication } from "@/lib/domain/dashboard-communication";
import type { UnitFacts } from "@/lib/domain/dashboard";
import { cell, contextOf, factsOf } from "@/tests/support/dashboard-facts";

const territory = { reportingKind: null };
const february = contextOf("2023-02");

function rowsOf(facts: UnitFacts) {
  const view = shapeCommunication(territory, facts, february);
  return view.kind === "rows" ? view.rows : [];
}

const counts = factsOf([
  ["TT_LOA", "2022-01", cell(10n)],
  ["TT_LOA", "2022-02", cell(10n)],
  ["TT_LOA", "2023-01", cell(20n)],
  ["TT_LOA", "2023-02", cell(29n)],
]);
const loa = (facts: UnitFacts) => rowsOf(facts).find(({ id }) => id === "TT_LOA");

describe("communication", () => {
  test("the month and the year from January are so many times last year's", () => {
    expect(loa(counts)).toMatchObject({
      month: { value: 29n, base: 10n, multiple: { scaled: 29n, decimals: 1 }, reason: null },
      year: { value: 49n, base: 20n, multiple: { scaled: 25n, decimals: 1 }, reason: null },
    });
  });

  test("has the eight counts in the order of the form", () => {
    expect(rowsOf(counts).map(({ id }) => id)).toEqual([
      "TT_HOI_NGHI",
      "TT_NGUOI_DU",
      "TT_NHOM_NHO",
      "TT_NGUOI_NHOM_NHO",
      "TT_LOA",
      "TT_TIN_BAI",
      "TT_MXH",
      "TT_TO_ROI",
    ]);
  });

  test("an incomplete sum keeps its number, is not compared, and says what is missing", () => {
    const partly = factsOf([
      ["TT_LOA", "2022-01", cell(10n)],
      ["TT_LOA", "2022-02", cell(10n)],
      ["TT_LOA", "2023-01", cell(20n)],
      ["TT_LOA", "2023-02", cell(29n, { missing: 3, expected: 4 })],
    ]);
    expect(loa(partly)?.month).toMatchObject({
      value: 29n,
      multiple: null,
      reason: "Kỳ này còn thiếu số liệu của 3 đơn vị",
      isProvisional: true,
    });
    expect(missingNotes(rowsOf(partly))).toContain("Trong kỳ: kỳ này còn thiếu số liệu của 3 đơn vị.");
  });

  test("a year of which a month is not there is not compared", () => {
    const gap = factsOf([
      ["TT_LOA", "2022-02", cell(10n)],
      ["TT_LOA", "2023-01", cell(20n)],
      ["TT_LOA", "2023-02", cell(29n)],
    ]);
    expect(loa(gap)?.year).toMatchObject({ multiple: null, reason: "Kỳ so sánh thiếu số liệu của 1 tháng" });
    expect(loa(gap)?.month.multiple).toEqual({ scaled: 29n, decimals: 1 });
  });

  test("against 0 there is no multiple", () => {
    const zero = factsOf([
      ["TT_LOA", "2022-02", cell(0n)],
      ["TT_LOA", "2023-02", cell(29n)],
    ]);
    expect(loa(zero)?.month).toMatchObject({ multiple: null, reason: "Cùng kỳ bằng 0" });
  });

  test("offices do not report it, and a unit of which nothing is stored shows nothing", () => {
    for (const reportingKind of ["province_office", "national_office"] as const)
      expect(shapeCommunication({ reportingKind }, counts, february)).toEqual({ kind: "not-reported" });
    expect(shapeCommunication({ reportingKind: "district" }, factsOf([]), february)).toEqual({
      kind: "nothing",
    });
  });

  test("less than last year's is no multiple", () => {
    const words = (value: bigint, base: bigint) =>
      timesWords({ value, base, multiple: multiple(value, base) });
    expect(words(29n, 10n)).toBe("gấp 2,9 lần");
    expect(words(8n, 10n)).toBe("bằng 0,8 lần");
    expect(words(100n, 100n)).toBe("bằng cùng kỳ");
    expect(words(101n, 100n)).toBe("xấp xỉ cùng kỳ");
    expect(words(8n, 0n)).toBeNull();
  });
});
