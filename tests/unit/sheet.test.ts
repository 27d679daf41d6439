import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cellAddress,
  columnName,
  MAX_PASTE,
  MAX_SHEET_ROWS,
  readCount,
  sheetOfPaste,
  textCell,
  type Sheet,
  type SheetCell,
} from "@/lib/domain/sheet";
import { readRate } from "@/lib/domain/sheet-rate";

const cell = (shown: string, more: Partial<SheetCell> = {}): SheetCell => ({
  kind: "text",
  shown,
  number: null,
  isFormula: false,
  ...more,
});

function pasted(text: string): Sheet {
  const paste = sheetOfPaste(text);
  if (!paste.ok) throw new Error(paste.message);
  return paste.sheet;
}
const shown = ({ rows }: Sheet) =>
  rows.map(({ row, cells }) => [row, cells.map((one) => one?.shown ?? null)]);

describe("addresses", () => {
  test.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [199, "GR"],
    [701, "ZZ"],
    [702, "AAA"],
  ])("column %i is %s", (column, name) => expect(columnName(column)).toBe(name));

  test("a cell is named by column and row", () => expect(cellAddress(12, 3)).toBe("D12"));
});

describe("a whole number from a cell", () => {
  test.each([
    [null, null],
    [cell("1.052.062"), 1052062n],
    [cell(" 7593 "), 7593n],
    [cell("-"), null],
    [cell("–"), null],
    [cell("5792", { kind: "integer", number: "5792" }), 5792n],
    [cell("0", { kind: "integer", number: "0" }), 0n],
  ])("%j is %s", (given, value) => {
    expect(readCount(given)).toEqual(value === null ? { kind: "empty" } : { kind: "value", value });
  });

  test.each([
    [cell("12,5", { kind: "decimal", number: "12.5" }), "“12,5” là số lẻ hoặc quá lớn, cần số nguyên"],
    [
      cell("100000000000000000000", { kind: "decimal" }),
      "“100000000000000000000” là số lẻ hoặc quá lớn, cần số nguyên",
    ],
    [cell("92,25%", { kind: "percent", number: "92.25" }), "“92,25%” là tỷ lệ phần trăm, cần số nguyên"],
    [cell("05/01/2024", { kind: "date" }), "“05/01/2024” là ngày tháng, cần số nguyên"],
    [cell("TRUE", { kind: "boolean" }), "“TRUE” là giá trị đúng/sai, cần số nguyên"],
    [cell("#REF!", { kind: "error" }), "“#REF!” là lỗi của bảng tính, cần số nguyên"],
    [cell("-5", { kind: "integer", number: "-5" }), "số âm “-5”, cần số từ 0 trở lên"],
    [cell("-5"), "“-5” là số âm, cần số từ 0 trở lên"],
    [cell("5,792"), "“5,792” dùng dấu phẩy ngăn nghìn; viết 1052062 hoặc 1.052.062"],
    [cell("92,5%"), "“92,5%” là tỷ lệ phần trăm, cần số nguyên"],
    [cell("=1+1"), "“=1+1” không phải số: nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062"],
    [
      cell("7", { kind: "integer", number: "7", isFormula: true }),
      "ô chứa công thức (đang hiện “7”); sao chép rồi dán giá trị thay cho công thức",
    ],
  ])("%j is refused", (given, message) => expect(readCount(given)).toMatchObject({ kind: "error", message }));

  test("of any text is read as the forms read it, or refused", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 9_223_372_036_854_775_807n), (value) => {
        expect(readCount(cell(String(value)))).toEqual({ kind: "value", value });
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(["empty", "value", "error"]).toContain(readCount(cell(text)).kind);
      }),
    );
  });
});

describe("a rate from a cell", () => {
  test.each([
    [cell("92,25"), 9225n],
    [cell("92,25%"), 9225n],
    [cell("92.5"), 9250n],
    [cell("92,25%", { kind: "percent", number: "92.25" }), 9225n],
    [cell("92,25", { kind: "decimal", number: "92.25" }), 9225n],
    [cell("95", { kind: "integer", number: "95" }), 9500n],
    [cell("101", { kind: "integer", number: "101" }), 10100n],
  ])("%j is %s hundredths", (given, value) => expect(readRate(given)).toEqual({ kind: "value", value }));

  test.each([
    cell("92,255"),
    cell("-1", { kind: "integer", number: "-1" }),
    cell("05/01/2024", { kind: "date" }),
    cell("7", { kind: "integer", number: "7", isFormula: true }),
    cell("nhiều"),
  ])("%j is refused", (given) => expect(readRate(given).kind).toBe("error"));
});

describe("a paste", () => {
  test("is parted by tabs and line ends, rows without a word left out", () => {
    expect(shown(pasted("a\tb\r\n\t\r\n\r\n1.052\t\n"))).toEqual([
      [1, ["a", "b"]],
      [4, ["1.052", null]],
    ]);
  });

  test("keeps what stands in quotation marks together", () => {
    expect(shown(pasted('"Thực hiện\nđến ""31/12"""\tb\r\n"a\tb"\tc'))).toEqual([
      [1, ['Thực hiện đến "31/12"', "b"]],
      [2, ["a b", "c"]],
    ]);
    expect(shown(pasted('5" ống\tb\n"c'))).toEqual([
      [1, ['5" ống', "b"]],
      [2, ['"c']],
    ]);
  });

  test("of any table gives the table back", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "ệ", '"', "1", ".", "=") });
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        (table) => {
          const text = table
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join("\t"))
            .join("\r\n");
          const expected = table.flatMap((row, at) => {
            const cells = row.map(textCell);
            return cells.some(Boolean) ? [{ row: at + 1, cells }] : [];
          });
          expect(pasted(text).rows).toEqual(expected);
        },
      ),
    );
  });

  test("too large is refused before it is read", () => {
    expect(sheetOfPaste("a".repeat(MAX_PASTE + 1)).ok).toBe(false);
    expect(sheetOfPaste("a\n".repeat(MAX_SHEET_ROWS + 1))).toMatchObject({
      message: expect.stringMatching(/20\.000 dòng/),
    });
    expect(sheetOfPaste("a\t".repeat(300))).toMatchObject({ message: expect.stringMatching(/200 cột/) });
    expect(sheetOfPaste(`${"a\t".repeat(99)}a\n`.repeat(3000))).toMatchObject({
      message: expect.stringMatching(/200\.000 ô/),
    });
  });
});
