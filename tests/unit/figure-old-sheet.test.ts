import { describe, expect, test } from "vitest";
import { guessFigureColumns, readFigureUses, type FigureColumns } from "@/lib/domain/figure-columns";
import type { FigureForm } from "@/lib/domain/figure-form";
import { monthsOf, readOldSheets, type MonthForms, type OldSheet } from "@/lib/domain/figure-old-sheet";
import type { PeriodId } from "@/lib/domain/period";
import { readHeading } from "@/lib/domain/sheet-heading";
import { findMonth, readMonth, readYearAndMonth } from "@/lib/domain/sheet-month";
import { readScaled, scaleIn, type Scale } from "@/lib/domain/sheet-scale";
import { textCell, type SheetCell } from "@/lib/domain/sheet";
import { sheetIssueText } from "@/lib/domain/target-sheet";
import { sheet } from "@/tests/support/sheets";
import { figureForm } from "@/tests/support/figure-forms";

describe("a month", () => {
  test.each([
    ["11/2023", "2023-11"],
    ["T11/2023", "2023-11"],
    ["Tháng 11 năm 2023", "2023-11"],
    ["tháng 1/2024", "2024-01"],
    ["2023-11", "2023-11"],
    ["30/11/2023", "2023-11"],
    ["13/2023", null],
    ["quý IV/2023", null],
    ["2023", null],
  ])("“%s” is read as %s", (text, month) => {
    expect(readMonth(text)).toBe(month);
  });

  test("stands in a title or in two columns", () => {
    expect(findMonth("BÁO CÁO THÁNG 11 NĂM 2023 TOÀN TỈNH")).toBe("2023-11");
    expect(findMonth("So sánh tháng 10/2023 với tháng 11/2023")).toBeNull();
    expect(readYearAndMonth("2023", "Tháng 3")).toBe("2023-03");
    expect(readYearAndMonth("2023", "13")).toBeNull();
  });
});

describe("a number in thousands or billions", () => {
  const decimal = (digits: string): SheetCell => ({
    kind: "decimal",
    shown: digits.replace(".", ","),
    number: digits,
    isFormula: false,
  });

  test.each([
    [decimal("12.5"), 3, 12_500n],
    [decimal("1.234567891"), 9, 1_234_567_891n],
    [textCell("1.052,062"), 3, 1_052_062n],
    [textCell("12"), 6, 12_000_000n],
    [textCell("12,50"), 3, 12_500n],
  ] satisfies [SheetCell | null, Scale, bigint][])("%j is whole", (cell, scale, value) => {
    expect(readScaled(cell, scale)).toEqual({ kind: "value", value });
  });

  test.each([
    [decimal("0.30000000000000004"), 3],
    [decimal("12.3456"), 3],
    [textCell("12.5"), 3],
    [textCell("0.500"), 6],
    [textCell("-3"), 3],
    [textCell("3 tỷ"), 9],
    [textCell("99999999999"), 9],
  ] satisfies [SheetCell | null, Scale][])("%j is refused: nothing is rounded", (cell, scale) => {
    expect(readScaled(cell, scale).kind).toBe("error");
  });

  test("the heading says in what it counts", () => {
    expect([
      scaleIn("so thu ty dong"),
      scaleIn("bhyt nghin nguoi"),
      scaleIn("trieu dong"),
      scaleIn("ty le bao phu"),
    ]).toEqual([9, 3, 6, 0]);
  });
});

const receiver = (code: string, name: string) => figureForm({ code, name }).unit;
const CONTEXT = {
  receivers: [receiver("593", "Huyện Bắc Bình"), receiver("594", "Huyện Hàm Thuận Bắc")],
  outsiders: [],
};

describe("the heading of an old sheet", () => {
  const OLD = sheet([
    ["Biểu tổng hợp"],
    ["STT", "Đơn vị", "Kỳ", "BHXH bắt buộc (nghìn người)", "BHYT (người)", "Số thu (tỷ đồng)"],
    [1, "Bắc Bình", "10/2023", 1.5, 900, 2.5],
    [2, "Hàm Thuận Bắc", "10/2023", 2, 800, 3],
  ]);

  test("tells which column is what, and in what it counts", () => {
    expect(guessFigureColumns(readHeading(OLD, CONTEXT))).toEqual({
      code: null,
      name: 1,
      month: 2,
      year: null,
      monthNumber: null,
      numbers: [
        { indicator: "BHXH_BB", column: 3, scale: 3 },
        { indicator: "BHYT", column: 4, scale: 0 },
        { indicator: "THU", column: 5, scale: 9 },
      ],
    });
  });

  test("is told by a form where it does not say enough", () => {
    const answer = readFigureUses({ "c.0": "name", "c.2": "BHYT", "u.2": "3", "c.3": "", other: "x" });
    expect(answer).toMatchObject({
      ok: true,
      columns: { name: 0, numbers: [{ indicator: "BHYT", column: 2, scale: 3 }] },
    });
    expect(readFigureUses({ "c.0": "BHYT" })).toMatchObject({ ok: false });
    expect(readFigureUses({ "c.0": "name", "c.1": "BHXH" })).toMatchObject({ ok: false });
    expect(readFigureUses({ "c.0": "name", "c.1": "BHYT", "c.2": "BHYT" })).toMatchObject({ ok: false });
  });
});

const COLUMNS: FigureColumns = {
  code: null,
  name: 0,
  month: 1,
  year: null,
  monthNumber: null,
  numbers: [{ indicator: "BHYT", column: 2, scale: 3 }],
};
const old = (rows: Parameters<typeof sheet>[0], more: Partial<OldSheet> = {}): OldSheet => ({
  sheet: sheet(rows),
  columns: COLUMNS,
  firstRow: 1,
  lastRow: null,
  month: null,
  ...more,
});
const months = (...forms: FigureForm[]): Map<PeriodId, MonthForms> =>
  new Map(
    [...new Set(forms.map(({ periodId }) => periodId))].map((month) => [
      month,
      {
        forms: forms.filter(({ periodId }) => periodId === month),
        outsiders: [{ ...receiver("70", "Huyện Cũ"), reason: "đã kết thúc ngày 30/06/2023" }],
      },
    ]),
  );

describe("old sheets", () => {
  const forms = () => [
    figureForm({ period: "2023-10", name: "Huyện Bắc Bình" }),
    figureForm({ period: "2023-11", name: "Huyện Bắc Bình", held: { BHYT: 900n } }),
    figureForm({ period: "2023-11", code: "594", name: "Huyện Hàm Thuận Bắc", lock: "period-locked" }),
  ];

  test("go into the drafts of the months that they name; what is there already is no change", () => {
    const one = old([
      ["Bắc Bình", "10/2023", "0,8"],
      ["H. Bắc Bình", "T11/2023", "0,9"],
      ["Tổng cộng", "11/2023", "5"],
    ]);
    expect(monthsOf([one])).toEqual(["2023-10", "2023-11"]);
    const reading = readOldSheets([one], months(...forms()));
    expect(reading.changes.map(({ form, value, cell }) => [form.id, value, cell])).toEqual([
      ["60.593.2023-10", 800n, "C1"],
    ]);
    expect(reading).toMatchObject({ unchanged: 1, canWrite: true });
  });

  test("say of every row that cannot be taken where it stands and who could help", () => {
    const one = old([
      ["Huyện Lạ", "11/2023", "1"],
      ["Huyện Cũ", "11/2023", "1"],
      ["Bắc Bình", "quý IV", "1"],
      ["Bắc Bình", "05/2019", "1"],
      ["Hàm Thuận Bắc", "11/2023", "1"],
      ["Bắc Bình", "11/2023", "0,9001"],
    ]);
    expect(readOldSheets([one], months(...forms())).issues.map(sheetIssueText)).toEqual([
      "A1: không có đơn vị “Huyện Lạ” nộp biểu ở đây",
      "A2: Huyện Cũ không nộp biểu ở đây: đã kết thúc ngày 30/06/2023",
      "B3: không rõ tháng; viết như 11/2023",
      expect.stringMatching(/^B4: tháng 05\/2019: Kỳ này chưa mở.*Trung ương mở kỳ/),
      expect.stringMatching(/^C5: Huyện Hàm Thuận Bắc: Kỳ đã khóa.*Trung ương mở khóa/),
      expect.stringMatching(/^C6: .*không đổi được thành số nguyên/),
    ]);
  });

  test("one sheet a month: the month is the sheet's, and addresses name it", () => {
    const columns = { ...COLUMNS, month: null };
    const one = old([["Bắc Bình", null, "1"]], { columns, month: "2023-10" as PeriodId });
    const named = { ...one, sheet: { ...one.sheet, name: "T10" } };
    expect(readOldSheets([named], months(...forms())).changes).toMatchObject([
      { value: 1000n, cell: "T10!C1" },
    ]);
  });
});
