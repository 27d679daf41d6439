import { describe, expect, test } from "vitest";
import { readHeading } from "@/lib/domain/sheet-heading";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import { sheetIssueText, type SheetContext } from "@/lib/domain/target-sheet";
import { receiver, sheet } from "@/tests/support/sheets";

describe("a pasted table of a province's offices", () => {
  const context: SheetContext = {
    receivers: [receiver("593", "BHXH cơ sở Phan Thiết"), receiver("596", "BHXH cơ sở Bắc Bình")],
    outsiders: [{ ...receiver("22960", "Phường Hàm Thắng"), reason: "thuộc BHXH cơ sở Phan Thiết" }],
    current: [],
  };
  function pasted(...rows: (string | number)[][]) {
    const given = sheet(rows);
    const { guess, firstRow } = readHeading(given, context);
    if (!guess) throw new Error("the table was not understood");
    const { changes, issues } = readTargetSheet(given, { columns: guess, firstRow, lastRow: null }, context);
    return {
      changes: changes.map(({ receiverId, value }) => [receiverId, value]),
      errors: issues.filter(({ level }) => level === "error").map(sheetIssueText),
    };
  }

  test.each([
    ["22960", "A2: Phường Hàm Thắng không được giao ở đây: thuộc BHXH cơ sở Phan Thiết"],
    ["999999", "A2: không có đơn vị nào mang mã “999999” được giao ở đây"],
  ])("refuses code %s of no receiver, whatever name stands beside it", (code, message) => {
    for (const name of ["Phường Phan Thiết", "BHXH cơ sở Phan Thiết", "Phan Thiết"])
      for (const head of ["Mã", "Mã đơn vị", "Mã số"])
        expect(
          pasted([head, "Đơn vị", "BHYT chỉ tiêu năm"], [code, name, 7], ["596", "Bắc Bình", 8]),
        ).toEqual({ changes: [["id-596", 8n]], errors: [message] });
  });

  test("takes the code of a receiver, whatever name stands beside it", () => {
    const { changes, errors } = pasted(
      ["Mã", "Đơn vị", "BHYT chỉ tiêu năm"],
      ["593", "Phường Phan Thiết", 7],
    );
    expect([changes, errors]).toEqual([[["id-593", 7n]], []]);
  });

  test("refuses names of another kind, each at its cell", () => {
    expect(
      pasted(
        ["Đơn vị", "BHYT chỉ tiêu năm"],
        ["Phường Phan Thiết", 7],
        ["Xã Bắc Bình", 8],
        ["BHXH Bắc Bình", 9],
      ),
    ).toEqual({
      changes: [["id-596", 9n]],
      errors: [
        "A2: “Phường Phan Thiết” khác loại đơn vị với BHXH cơ sở Phan Thiết; ghi đúng tên hoặc mã",
        "A3: “Xã Bắc Bình” khác loại đơn vị với BHXH cơ sở Bắc Bình; ghi đúng tên hoặc mã",
      ],
    });
  });

  test("numbers of rows are no codes, whatever stands over them", () => {
    const rows = [
      [1, "Phan Thiết", 7],
      [2, "BHXH Bắc Bình", 8],
    ];
    const { changes, errors } = pasted(["Mã số", "Đơn vị", "BHYT chỉ tiêu năm"], ...rows);
    expect([changes, errors]).toEqual([
      [
        ["id-593", 7n],
        ["id-596", 8n],
      ],
      [],
    ]);
  });
});
