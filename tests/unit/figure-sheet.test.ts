import { describe, expect, test } from "vitest";
import { toSpreadsheetCsv } from "@/lib/domain/export-csv";
import type { FigureForm } from "@/lib/domain/figure-form";
import { readFigureSheet, type SheetOrigin } from "@/lib/domain/figure-sheet";
import { provinceTemplate, templateRows, unitTemplate } from "@/lib/domain/figure-template";
import type { Sheet, SheetCell } from "@/lib/domain/sheet";
import { sheetOfCsv } from "@/lib/domain/sheet-csv";
import { sheetIssueText } from "@/lib/domain/target-sheet";
import { formula } from "@/tests/support/sheets";
import { contextOf, figureForm, sheetOf } from "@/tests/support/figure-forms";

const HELD = { BHXH_BB: 100n, BHXH_TN: 20n, BHYT: { value: 500n, isEstimate: true, note: "chờ\nđối chiếu" } };

const unitRows = (form: FigureForm) => templateRows(unitTemplate(contextOf(form), form));
const provinceRows = (forms: FigureForm[]) => templateRows(provinceTemplate(contextOf(...forms), forms));

function read(sheet: Sheet, forms: FigureForm[], origin: SheetOrigin = "workbook") {
  const answer = readFigureSheet(sheet, origin, contextOf(...forms));
  if (!answer.ok) throw new Error(answer.message);
  const { changes, issues, ...rest } = answer.reading;
  return {
    ...rest,
    changes: changes.map(({ form, indicator, value, isEstimate, note, cell }) => ({
      unit: form.unitId,
      indicator,
      value,
      isEstimate,
      note,
      cell,
    })),
    issues: issues.map(sheetIssueText),
  };
}

/** The lines with one cell written over, as a person would. */
function filled(
  rows: readonly (readonly (string | bigint | null)[])[],
  mark: string,
  column: number,
  value: bigint | string | null | SheetCell,
): Sheet {
  const sheet = sheetOf(rows);
  return {
    ...sheet,
    rows: sheet.rows.map((row) => {
      if (row.cells[0]?.shown !== mark) return row;
      const cells = [...row.cells];
      cells[column] = typeof value === "object" ? value : (sheetOf([[value]]).rows[0]?.cells[0] ?? null);
      return { ...row, cells };
    }),
  };
}

describe("a unit's form from a spreadsheet", () => {
  test("as it was downloaded changes nothing", () => {
    const form = figureForm({ held: HELD });
    expect(read(sheetOf(unitRows(form)), [form])).toMatchObject({
      changes: [],
      unchanged: 3,
      kept: 0,
      issues: [],
      canWrite: true,
    });
  });

  test("proposes what was typed, with mark and note, at its address", () => {
    const form = figureForm({ held: { BHXH_BB: 100n } });
    const rows = unitRows(form).map((cells) =>
      cells[0] === "BHYT" ? [...cells.slice(0, 3), 500n, "x", "chờ đối chiếu", ...cells.slice(6)] : cells,
    );
    const change = { unit: "593", indicator: "BHYT", value: 500n, isEstimate: true, note: "chờ đối chiếu" };
    expect(read(sheetOf(rows), [form]).changes).toEqual([{ ...change, cell: "Số liệu!D8" }]);
  });

  test("keeps what a blank stands for: another person may have typed it meanwhile", () => {
    const empty = unitRows(figureForm());
    const form = figureForm({ held: HELD });
    expect(read(sheetOf(empty), [form])).toMatchObject({ changes: [], kept: 3, canWrite: true });
  });

  test.each([
    [formula(7), "công thức"],
    ["12 người", "không phải số"],
    ["-5", "số âm"],
    ["1,5", "không phải số"],
    [{ kind: "decimal", shown: "1,5", number: "1.5", isFormula: false }, "số lẻ"],
    [{ kind: "percent", shown: "92%", number: "92", isFormula: false }, "phần trăm"],
    [{ kind: "date", shown: "30/11/2023", number: null, isFormula: false }, "ngày tháng"],
    [{ kind: "integer", shown: "-5", number: "-5", isFormula: false }, "số âm"],
    [2_000_000_000n, "quá lớn"],
  ] satisfies [bigint | string | SheetCell, string][])(
    "case %# is refused with its address",
    (value, message) => {
      const form = figureForm();
      const { issues, canWrite, changes } = read(filled(unitRows(form), "BHYT", 3, value), [form]);
      expect(issues).toEqual([expect.stringContaining("Số liệu!D8: ")]);
      expect(issues[0]).toContain(message);
      expect({ canWrite, changes }).toEqual({ canWrite: false, changes: [] });
    },
  );

  test("what contradicts itself is an error, a jump a warning, both at the cell that moves", () => {
    const form = figureForm({ held: { BHXH_BB: 900n }, lastMonth: { BHXH_TN: 100n } });
    const rows = unitRows(form).map((cells) => {
      const value = { BHYT: 500n, BHXH_TN: 300n }[String(cells[0])];
      return value === undefined ? cells : [...cells.slice(0, 3), value, ...cells.slice(4)];
    });
    const { issues, canWrite } = read(sheetOf(rows), [form]);
    expect(canWrite).toBe(false);
    expect(issues).toEqual([
      expect.stringMatching(/^Số liệu!D5: .*lớn hơn BHYT/),
      expect.stringMatching(/^Số liệu!D6: .*tăng 200% so với tháng trước/),
    ]);
  });

  test("a locked form takes nothing new, and has nothing against what it holds", () => {
    const form = figureForm({ held: HELD, lock: "approved" });
    expect(read(sheetOf(unitRows(form)), [form]).canWrite).toBe(true);
    const { issues } = read(filled(unitRows(form), "BHXH_TN", 3, 21n), [form]);
    expect(issues).toEqual([
      expect.stringMatching(/^Số liệu!D6: Huyện Bắc Bình: Biểu đã duyệt.*quản lý tỉnh mở lại/),
    ]);
  });

  test("merged cells among the numbers are told with their range", () => {
    const form = figureForm({ held: HELD });
    const merges = [{ top: 5, left: 3, bottom: 6, right: 3 }];
    expect(read({ ...sheetOf(unitRows(form)), merges }, [form]).issues).toEqual([
      "Số liệu!D5:D6: ô gộp trong bảng số liệu; bỏ gộp ô rồi điền từng dòng",
    ]);
  });

  test("of another month, another unit or another make is refused and says which", () => {
    const form = figureForm();
    const of = (text: string) => {
      const rows = unitRows(form).map((cells, at) => (at === 2 ? [text] : cells));
      return readFigureSheet(sheetOf(rows), "workbook", contextOf(form));
    };
    expect(of("Mã biểu: BP1.593.2023-10")).toMatchObject({
      ok: false,
      message: expect.stringContaining("tháng 10/2023"),
    });
    expect(of("Mã biểu: BP1.594.2023-11")).toMatchObject({
      ok: false,
      message: expect.stringContaining("594"),
    });
    expect(of("Mã biểu: BP7.593.2023-11")).toMatchObject({
      ok: false,
      message: expect.stringContaining("bản 7"),
    });
    expect(of("")).toMatchObject({ ok: false, message: expect.stringContaining("không có mã biểu") });
  });

  test("a paste needs its heading, not its stamp", () => {
    const form = figureForm();
    const rows = filled(unitRows(form).slice(3), "BHYT", 3, "1.052");
    expect(read(rows, [form], "paste").changes).toMatchObject([{ indicator: "BHYT", value: 1052n }]);
    expect(readFigureSheet(sheetOf([["BHYT", 5n]]), "paste", contextOf(form))).toMatchObject({ ok: false });
  });
});

describe("a province's form from a spreadsheet", () => {
  const forms = () => [
    figureForm({ held: HELD }),
    figureForm({ code: "594", name: "Huyện Hàm Thuận Bắc", held: { THU: { value: 5n, isEstimate: true } } }),
    figureForm({ code: "595", name: "Huyện Hàm Thuận Nam", lock: "waiting", held: { BHYT: 7n } }),
  ];

  test("as it was downloaded changes nothing, estimates and notes included", () => {
    expect(read(sheetOf(provinceRows(forms())), forms())).toMatchObject({
      changes: [],
      unchanged: 5,
      issues: [],
      canWrite: true,
    });
  });

  test("takes a number per unit and indicator, marks by code, notes by code", () => {
    const rows = provinceRows(forms());
    const at = rows[4]?.indexOf("BHXH_TN") ?? 0;
    const last = (rows[4]?.length ?? 0) - 2;
    const own = rows.map((cells) =>
      cells[0] === "594"
        ? cells.map((cell, column) =>
            column === at
              ? 33n
              : column === last
                ? "BHXH_TN"
                : column === last + 1
                  ? "BHXH_TN: đại lý nộp chậm"
                  : cell,
          )
        : cells,
    );
    expect(read(sheetOf(own), forms()).changes).toEqual([
      expect.objectContaining({
        unit: "594",
        indicator: "BHXH_TN",
        value: 33n,
        isEstimate: true,
        note: "đại lý nộp chậm",
      }),
      expect.objectContaining({ unit: "594", indicator: "THU", value: 5n, isEstimate: false }),
    ]);
  });

  test("a waiting unit's row is an error once, however many of its cells differ; a unit twice is one too", () => {
    const rows = provinceRows(forms());
    const at = rows[4]?.indexOf("BHYT") ?? 0;
    const own = rows.map((cells) =>
      cells[0] === "595" ? cells.map((cell, c) => (c === at ? 8n : c === 3 ? 1n : cell)) : cells,
    );
    const { issues } = read(sheetOf([...own, own.at(-1) ?? []]), forms());
    expect(issues).toEqual([
      expect.stringMatching(/^Số liệu!D8: Huyện Hàm Thuận Nam \(2 ô khác số đang có\): Biểu đang chờ duyệt/),
      "Số liệu!A9: Huyện Hàm Thuận Nam đã có ở dòng 8; mỗi đơn vị chỉ một dòng",
    ]);
  });

  test("a unit that is not of the form is told by its cell", () => {
    const rows = provinceRows(forms()).map((cells) =>
      cells[0] === "594" ? ["999", "Huyện Lạ", ...cells.slice(2)] : cells,
    );
    expect(read(sheetOf(rows), forms()).issues).toEqual([
      "Số liệu!A7: không có đơn vị nào mang mã “999” nộp biểu ở đây",
    ]);
  });

  test("a unit without its code under the name of another kind is told by its cell", () => {
    const rows = provinceRows(forms()).map((cells) =>
      cells[0] === "595"
        ? [null, "Xã Hàm Thuận Nam", ...cells.slice(2).map((cell) => (typeof cell === "bigint" ? 8n : cell))]
        : cells,
    );
    const { changes, issues } = read(sheetOf(rows), forms());
    expect(changes).toEqual([]);
    expect(issues).toEqual([
      "Số liệu!B8: “Xã Hàm Thuận Nam” khác loại đơn vị với Huyện Hàm Thuận Nam; ghi đúng tên hoặc mã",
    ]);
  });
});

describe("a CSV file", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test.each([";", ",", "\t"])("parted by %j is the same form, with or without a byte order mark", (sign) => {
    const form = figureForm({ held: HELD });
    const text = toSpreadsheetCsv(unitRows(form));
    const csv = sign === ";" ? text : sheetText(unitRows(form), sign);
    for (const one of [csv, csv.replace("\uFEFF", "")]) {
      const opened = sheetOfCsv(bytes(one));
      if (!opened.ok) throw new Error(opened.message);
      expect(read(opened.sheet, [form], "csv")).toMatchObject({ changes: [], unchanged: 3, issues: [] });
    }
  });

  test("takes digits only", () => {
    const form = figureForm();
    const opened = sheetOfCsv(bytes(sheetText(filledRows(form, "1.052"), ";")));
    if (!opened.ok) throw new Error(opened.message);
    expect(read(opened.sheet, [form], "csv").issues).toEqual(["D8: “1.052”: chỉ nhận chữ số, ví dụ 1052062"]);
  });

  test("in another encoding, or with a million lines, is refused in one line", () => {
    expect(sheetOfCsv(new Uint8Array([0x4d, 0xe3, 0x0a]))).toMatchObject({ ok: false });
    expect(sheetOfCsv(bytes("1;2\n".repeat(1_000_000)))).toMatchObject({
      ok: false,
      message: expect.stringContaining("20.000"),
    });
  });

  const filledRows = (form: FigureForm, value: string) =>
    unitRows(form).map((cells) =>
      cells[0] === "BHYT" ? [...cells.slice(0, 3), value, ...cells.slice(4)] : cells,
    );
  const sheetText = (rows: readonly (readonly (string | bigint | null)[])[], sign: string) =>
    "\uFEFF" +
    rows
      .map((cells) => cells.map((cell) => `"${String(cell ?? "").replaceAll('"', '""')}"`).join(sign))
      .join("\r\n");
});
