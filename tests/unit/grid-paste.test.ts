import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filling, pastedError, planPaste, type PasteTarget } from "@/lib/domain/grid-paste";
import { formatCount } from "@/lib/domain/number";
import { pastedRows } from "@/lib/domain/sheet";

const tableOf = (text: string) => [...pastedRows(text)];

describe("a block of a spreadsheet", () => {
  test("is read row by row, whatever ends its lines", () => {
    expect(tableOf("1\t2\r\n3\t4\r\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(tableOf("7")).toEqual([["7"]]);
    expect(tableOf("\r\n")).toEqual([[""]]);
    expect(tableOf("7\n\n")).toEqual([["7"], [""]]);
    expect(tableOf("12\r\n1.034\tXã A\r\n\r\n7\r\n")).toEqual([["12"], ["1.034", "Xã A"], [""], ["7"]]);
    expect(tableOf("1\t\n\t2")).toEqual([
      ["1", ""],
      ["", "2"],
    ]);
  });

  test("with tabs and line ends inside a cell keeps them in the cell", () => {
    expect(tableOf('"a\tb\nc ""d"""\t2\n')).toEqual([['a\tb\nc "d"', "2"]]);
    expect(tableOf('"không đóng\t2')).toEqual([['"không đóng', "2"]]);
  });

  test("of any texts comes back as it was written", () => {
    const cell = fc.stringMatching(/^[^\t\n\r"]*$/);
    const table = fc
      .integer({ min: 1, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      )
      .filter((rows) => rows.at(-1)?.some((text) => text !== "") ?? false);
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.join("\t")).join("\r\n");
        expect(tableOf(text)).toEqual(rows);
      }),
    );
  });
});

describe("a text that is no figure says which kind of wrong it is", () => {
  test.each([
    ["-5", "số âm"],
    ["(1.200)", "số âm"],
    ["12,5%", "tỷ lệ phần trăm"],
    ["31/10/2026", "ngày tháng"],
    ["2026-10-31", "ngày tháng"],
    ["1,05E+06", "số bảng tính đã viết gọn, mất chữ số"],
    ["1,052,062", "số ngăn bằng dấu phẩy: dùng dấu chấm hoặc viết liền"],
    ["1 052 062", "số ngăn bằng dấu cách: dùng dấu chấm ngăn nghìn hoặc viết liền"],
    ["1\u00a0052", "số ngăn bằng dấu cách: dùng dấu chấm ngăn nghìn hoặc viết liền"],
    ["12 34", "chữ, không phải số"],
    ["1,5", "số lẻ: nhập số người nguyên"],
    ["1.05", "số lẻ: nhập số người nguyên"],
    ["#REF!", "lỗi của bảng tính"],
    ["chưa có", "chữ, không phải số"],
    ["1000000001", "số quá lớn, tối đa 1.000.000.000"],
    ["99999999999999999999", "số quá lớn"],
  ])("%s: %s", (text, reason) => {
    expect(pastedError("BHYT", text)).toBe(reason);
  });

  test.each(["", "  ", "0", "1052062", "1.052.062", " 12 "])("and %j is none", (text) => {
    expect(pastedError("BHYT", text)).toBeNull();
  });
});

const target = (more: Partial<PasteTarget> = {}): PasteTarget => ({
  rows: 3,
  columns: [
    { id: "BHXH_BB", isDerived: false },
    { id: "BHXH", isDerived: true },
    { id: "BHYT", isDerived: false },
  ],
  refusal: (row) => (row === 2 ? "Biểu đã duyệt" : null),
  textOf: (row, id) => (id === "BHYT" ? formatCount(BigInt(1000 + row)) : ""),
  ...more,
});

describe("the plan of a paste", () => {
  test("names every change with what stood there, and leaves equal and computed cells alone", () => {
    const table = tableOf("5\t99\t1000\n\t99\t");
    expect(planPaste(table, { row: 0, column: 0 }, target())).toEqual({
      rows: 2,
      columns: 3,
      changes: [
        { row: 0, id: "BHXH_BB", from: "", to: "5" },
        { row: 1, id: "BHYT", from: "1.001", to: "" },
      ],
      problems: [],
      same: 2,
      computed: 2,
      emptied: 1,
      beyond: { rows: 0, columns: 0 },
    });
  });

  test("names every error with its place in the copied block", () => {
    const table = tableOf("x\t0\t12%\n1\t0\t1001");
    expect(planPaste(table, { row: 1, column: 0 }, target()).problems).toEqual([
      { row: 1, id: "BHXH_BB", line: 1, column: 1, text: "x", reason: "chữ, không phải số" },
      { row: 1, id: "BHYT", line: 1, column: 3, text: "12%", reason: "tỷ lệ phần trăm" },
      { row: 2, id: "BHXH_BB", line: 2, column: 1, text: "1", reason: "Biểu đã duyệt" },
      { row: 2, id: "BHYT", line: 2, column: 3, text: "1001", reason: "Biểu đã duyệt" },
    ]);
  });

  test("of 10,000 rows counts what has no place", () => {
    const table = Array.from({ length: 10_000 }, () => ["1", "2", "3", "4"]);
    const { beyond, changes } = planPaste(table, { row: 1, column: 2 }, target());
    expect(beyond).toEqual({ rows: 9_998, columns: 3 });
    expect(changes).toHaveLength(1);
  });

  test("puts every cell of the block into exactly one group", () => {
    const cell = fc.constantFrom("", "1", "1.001", "x", "-1", "3%");
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(table, (rows) => {
        const { changes, problems, same, computed } = planPaste(rows, { row: 0, column: 0 }, target());
        expect(changes.length + problems.length + same + computed).toBe(rows.length * 3);
      }),
    );
  });
});

test("one number fills a marked block, a table goes in as it is", () => {
  const block = { top: 2, bottom: 3, left: 1, right: 3 };
  expect(filling([["7"]], block)).toEqual([
    ["7", "7", "7"],
    ["7", "7", "7"],
  ]);
  expect(filling([["7", "8"]], block)).toEqual([["7", "8"]]);
  expect(filling([["7"], ["8"]], block)).toEqual([["7"], ["8"]]);
});
