import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Sheet } from "@/lib/domain/sheet";
import { readHeading } from "@/lib/domain/sheet-heading";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import {
  sheetColumnsSchema,
  sheetIssueText,
  sheetMappingSchema,
  type SheetColumns,
  type SheetContext,
} from "@/lib/domain/target-sheet";
import { COLUMNS, formula, receiver, sheet } from "@/tests/support/sheets";

const CONTEXT: SheetContext = {
  receivers: [receiver("288", "Thành phố Hải Dương"), receiver("291", "Huyện Nam Sách")],
  outsiders: [{ ...receiver("300", "Huyện Thanh Miện"), reason: "đã kết thúc ngày 30/06/2025" }],
  current: [],
};
const mapping = { columns: COLUMNS, firstRow: 7, lastRow: null };
const read = (one: Sheet, columns: SheetColumns = COLUMNS, context = CONTEXT) =>
  readTargetSheet(one, { ...mapping, columns }, context);
const issuesOf = (one: Sheet, columns?: SheetColumns) =>
  read(one, columns).issues.map((issue) => `${issue.level}: ${sheetIssueText(issue)}`);
const errorsOf = (one: Sheet) => issuesOf(one).filter((text) => text.startsWith("error"));

const SECOND = ["291", "Nam Sách", 3551, 1437, 4988] as const;

describe("a row that is wrong is an error at its cell, and nothing may be written", () => {
  test.each([
    ["a negative number", ["288", null, 1, null, -5], "E7: số âm “-5”, cần số từ 0 trở lên"],
    ["a fraction", ["288", null, 1, null, 12.5], "E7: “12.5” là số lẻ hoặc quá lớn, cần số nguyên"],
    [
      "words",
      ["288", null, 1, null, "nhiều"],
      "E7: “nhiều” không phải số: nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062",
    ],
    [
      "a wrong base",
      ["288", null, "5,792", null, 7593],
      "C7: “5,792” dùng dấu phẩy ngăn nghìn; viết 1052062 hoặc 1.052.062",
    ],
    [
      "a formula",
      ["288", null, 1, null, formula(5)],
      "E7: ô chứa công thức (đang hiện “5”); sao chép rồi dán giá trị thay cho công thức",
    ],
    [
      "a code by formula",
      [formula(288), null, 1, null, 5],
      "A7: mã hoặc tên đơn vị là công thức; sao chép rồi dán giá trị thay cho công thức",
    ],
    [
      "a rate with three decimals",
      ["288", null, null, null, 5, "92,255"],
      "F7: “92,255” không phải tỷ lệ có tối đa hai số lẻ, ví dụ 92,25",
    ],
    [
      "a rate beyond all",
      ["288", null, null, null, 5, "1000"],
      "F7: “1000” lớn quá, tỷ lệ nhiều nhất là 999,99",
    ],
    [
      "an unknown code",
      ["999", null, null, null, 5],
      "A7: không có đơn vị nào mang mã “999” được giao ở đây",
    ],
    ["an unknown name", [null, "Huyện Lạ", null, null, 5], "B7: không có đơn vị “Huyện Lạ” được giao ở đây"],
    ["no unit", [null, null, null, null, 5], "A7: dòng có số nhưng không ghi đơn vị"],
    [
      "a unit that has ended",
      [null, "H. Thanh Miện", null, null, 5],
      "B7: Huyện Thanh Miện không được giao ở đây: đã kết thúc ngày 30/06/2025",
    ],
    [
      "a code and a name of two units",
      ["288", "Huyện Nam Sách", null, null, 5],
      "B7: tên là Huyện Nam Sách nhưng mã là của Thành phố Hải Dương",
    ],
    [
      "a number that begins with =",
      ["288", null, null, null, "=1+1"],
      "E7: “=1+1” không phải số: nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062",
    ],
  ])("%s", (_what, row, message) => {
    const reading = read(sheet([row, SECOND], 7));
    expect(reading.canWrite).toBe(false);
    expect(reading.issues.filter(({ level }) => level === "error").map(sheetIssueText)).toEqual([message]);
    expect(reading.changes).toContainEqual(expect.objectContaining({ receiverId: "id-291", value: 4988n }));
  });

  test("a unit that stands twice", () => {
    const rows = [["288", null, null, null, 5], SECOND, [null, "TP Hải Dương", null, null, 6]];
    expect(errorsOf(sheet(rows, 7))).toEqual([
      "error: B9: Thành phố Hải Dương đã có ở ô A7; mỗi đơn vị chỉ một dòng",
    ]);
  });

  test("merged cells among the numbers, but not those above them or in the total", () => {
    const merges = [
      { top: 1, left: 0, bottom: 1, right: 5 },
      { top: 7, left: 4, bottom: 8, right: 4 },
      { top: 9, left: 0, bottom: 9, right: 1 },
    ];
    const rows = [["288", null, null, null, 5], SECOND, ["Tổng cộng", null, null, null, 4993]];
    expect(errorsOf(sheet(rows, 7, merges))).toEqual([
      "error: E7:E8: ô gộp trong bảng số liệu; bỏ gộp ô rồi điền từng dòng",
    ]);
  });

  test("a table in which nobody is found", () => {
    expect(issuesOf(sheet([["x", "y"]], 7))).toEqual(["error: không đọc được đơn vị nào ở cột B từ dòng 7"]);
  });
});

describe("what may be meant is a warning", () => {
  const first = (...cells: (string | number | null)[]) =>
    sheet([["288", "TP Hải Dương", ...cells], SECOND], 7);

  test.each([
    [
      "numbers that do not add up",
      first(5792, 1800, 7593),
      "D7: chỉ tiêu năm 7.593 trừ thực hiện 5.792 là 1.801, không phải 1.800; lấy chỉ tiêu năm",
    ],
    ["a rate above 100", first(null, null, 5, "101,5"), "F7: tỷ lệ trên 100%; vẫn ghi như văn bản"],
    ["a unit without a target", first(5792), "E7: Thành phố Hải Dương để trống chỉ tiêu BHXH tự nguyện"],
    ["a missing unit", sheet([SECOND], 7), "bảng thiếu 1 đơn vị: Thành phố Hải Dương"],
    [
      "a name that is not the code's",
      sheet([["288", "Cụm I", null, null, 5], SECOND], 7),
      "B7: tên “Cụm I” khác với đơn vị của mã: Thành phố Hải Dương; lấy theo mã",
    ],
    [
      "a total that is another",
      sheet([["288", null, null, null, 5], SECOND, [null, "Tổng cộng", null, null, 5000]], 7),
      "E9: tổng chỉ tiêu năm BHXH tự nguyện ghi 5.000, cộng các dòng được 4.993",
    ],
  ])("%s", (_what, one, message) => {
    expect(issuesOf(one)).toEqual([`warning: ${message}`]);
    expect(read(one).canWrite).toBe(true);
  });
});

describe("totals", () => {
  test("are known by their words wherever these stand left of the numbers", () => {
    const rows = [
      ["288", "Hải Dương", null, null, 5],
      SECOND,
      [null, "Tổng cộng", null, null, formula(4993)],
    ];
    expect(errorsOf(sheet(rows, 7))).toEqual([]);
    const byCode = issuesOf(sheet(rows, 7), { ...COLUMNS, name: null });
    expect(byCode.filter((text) => text.startsWith("error"))).toEqual([]);
  });

  test("that sum all rows, or those since the last total, pass; a formula in a total is no matter", () => {
    const rows = [
      ["288", null, null, null, 5],
      ["Cộng", null, null, null, 5],
      SECOND,
      ["Cộng", null, 3551, 1437, 4988],
      ["Toàn tỉnh", null, null, null, formula(4993)],
    ];
    expect(issuesOf(sheet(rows, 7))).toEqual([]);
  });

  test("are no units", () => {
    expect(read(sheet([SECOND, ["I", "TỔNG CỘNG", null, null, 4988]], 7)).rows).toHaveLength(1);
  });
});

describe("what is proposed", () => {
  const numbers = (...cells: (string | number | null)[]) =>
    read(sheet([["288", null, ...cells]], 7)).changes.map(({ kind, value, cell }) => [kind, value, cell]);

  test("is the year's number where there is one, else the new people, and the rate besides", () => {
    expect(numbers(5792, 1801, 7593)).toEqual([["headcount", 7593n, "E7"]]);
    expect(numbers(5792, 1801)).toEqual([["increase", 1801n, "D7"]]);
    expect(numbers(null, null, null, "92,25")).toEqual([["rate", 9225n, "F7"]]);
    expect(numbers(null, null, "7.593", "92,25%")).toEqual([
      ["headcount", 7593n, "E7"],
      ["rate", 9225n, "F7"],
    ]);
    expect(numbers(null, null, 0)).toEqual([["headcount", 0n, "E7"]]);
  });

  test("is an amount where the indicator is money", () => {
    const columns: SheetColumns = {
      code: 0,
      name: null,
      indicators: [{ indicator: "THU", base: null, increase: null, target: 1, rate: null }],
    };
    expect(read(sheet([["288", 12_000_000_000_000]], 7), columns).changes).toMatchObject([
      { kind: "amount", value: 12_000_000_000_000n },
    ]);
  });

  test("holds what the decision gives now beside it, and leaves out what stays", () => {
    const current = [
      { receiverId: "id-288", indicator: "BHXH_TN", kind: "headcount", value: 5n },
      { receiverId: "id-291", indicator: "BHXH_TN", kind: "headcount", value: 4988n },
    ] as const;
    const reading = read(sheet([["288", null, null, null, 6], SECOND], 7), COLUMNS, { ...CONTEXT, current });
    expect(reading.changes).toMatchObject([{ receiverId: "id-288", before: 5n, value: 6n }]);
    expect(reading.unchanged).toBe(1);
  });

  test("leaves a locked number as it is: another one is an error at its cell, the same one is none", () => {
    const current = [
      { receiverId: "id-288", indicator: "BHXH_TN", kind: "headcount", value: 5n, isLocked: true },
    ] as const;
    const over = (value: number) =>
      read(sheet([["288", null, null, null, value], SECOND], 7), COLUMNS, { ...CONTEXT, current });
    const { changes, issues, canWrite } = over(6);
    expect(changes.map(({ receiverId }) => receiverId)).toEqual(["id-291"]);
    expect(issues.map(sheetIssueText)).toEqual(["E7: ô đã khóa; mở khóa trong bảng phân giao trước"]);
    expect(canWrite).toBe(false);
    expect(over(5)).toMatchObject({ unchanged: 1, issues: [], canWrite: true });
  });

  test("of any table is nothing once it is written", () => {
    const cell = fc.oneof(fc.constant(null), fc.nat(), fc.string(), fc.double({ noNaN: true }));
    const unit = fc.constantFrom("288", "291", "TP Hải Dương", "999", null);
    const row = fc.tuple(unit, unit, cell, cell, cell, cell);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const one = sheet(rows, 7);
        const reading = read(one);
        const again = read(one, COLUMNS, { ...CONTEXT, current: reading.changes });
        expect(again.changes).toEqual([]);
        expect(again.unchanged).toBe(reading.changes.length + reading.unchanged);
        expect(reading.canWrite).toBe(reading.issues.every(({ level }) => level === "warning"));
      }),
    );
  });
});

describe("rows outside", () => {
  test("those that were chosen are not read", () => {
    const rows = [["288", null, null, null, "tiêu đề"], SECOND, ["288", null, null, null, "ghi chú"]];
    const reading = readTargetSheet(sheet(rows, 6), { ...mapping, lastRow: 7 }, CONTEXT);
    expect(reading.rows.map(({ row }) => row)).toEqual([7]);
    expect(reading.canWrite).toBe(true);
  });

  test("headings of groups, numbers of columns and signatures are passed over", () => {
    const rows = [
      ["A", "B", 1, 2, "3"],
      ["I", "Khối các huyện"],
      ["288", "TP Hải Dương", 1, 1, 2],
      SECOND,
      [null, "Người lập biểu"],
    ];
    expect(issuesOf(sheet(rows, 7))).toEqual([]);
  });
});

describe("a mapping", () => {
  const [only] = COLUMNS.indicators;
  test.each([
    ["without a column of units", { ...COLUMNS, code: null, name: null }],
    ["without numbers", { ...COLUMNS, indicators: [] }],
    ["with one column twice", { ...COLUMNS, name: 4 }],
    [
      "with an indicator twice",
      { ...COLUMNS, indicators: [only, { ...only, base: null, increase: null, target: 8, rate: null }] },
    ],
    [
      "of nothing but what there was",
      { ...COLUMNS, indicators: [{ ...only, increase: null, target: null, rate: null }] },
    ],
    ["of new people for money", { ...COLUMNS, indicators: [{ ...only, indicator: "THU" }] }],
    ["of an indicator that does not exist", { ...COLUMNS, indicators: [{ ...only, indicator: "ABC" }] }],
    ["beyond the last column", { ...COLUMNS, name: 200 }],
  ])("%s is refused", (_what, columns) => expect(sheetColumnsSchema.safeParse(columns).success).toBe(false));

  test("ends below where it begins", () => {
    expect(sheetMappingSchema.safeParse({ ...mapping, lastRow: 6 }).success).toBe(false);
    expect(sheetMappingSchema.safeParse({ ...mapping, lastRow: 7 }).success).toBe(true);
  });
});

describe("a heading", () => {
  const guess = (rows: Parameters<typeof sheet>[0]) => readHeading(sheet(rows), CONTEXT);

  test("in one row", () => {
    const heading = guess([
      [
        "Mã",
        "Tên đơn vị",
        "Chỉ tiêu BHXH bắt buộc năm 2027",
        "Chỉ tiêu BHYT năm 2027",
        "Tỷ lệ bao phủ BHYT (%)",
      ],
      ["288", "TP Hải Dương", 1, 2, "92,5"],
    ]);
    expect(heading).toMatchObject({
      firstRow: 2,
      guess: {
        code: 0,
        name: 1,
        indicators: [
          { indicator: "BHXH_BB", target: 2 },
          { indicator: "BHYT", target: 3, rate: 4 },
        ],
      },
    });
  });

  test("that names an indicator alone names its target", () => {
    expect(
      guess([
        ["Đơn vị", "BHXH tự nguyện"],
        ["TP Hải Dương", 5],
      ]).guess?.indicators,
    ).toEqual([{ indicator: "BHXH_TN", base: null, increase: null, target: 1, rate: null }]);
  });

  test("of several years means the last one", () => {
    const heading = guess([
      ["Đơn vị", "BHYT", null, null, null],
      [null, "Thực hiện 2025", "Thực hiện 2026", "Kế hoạch 2026", "Kế hoạch 2027"],
      ["TP Hải Dương", 1, 2, 3, 4],
    ]);
    expect(heading.guess?.indicators).toMatchObject([{ indicator: "BHYT", base: 2, target: 4 }]);
  });

  test("that says nothing leaves the choice open", () => {
    expect(
      guess([
        ["a", "b"],
        ["TP Hải Dương", 5],
      ]),
    ).toMatchObject({ firstRow: 2, guess: null });
    expect(readHeading(sheet([]), CONTEXT)).toMatchObject({ columns: [], guess: null });
  });

  test("of any sheet is read without a fault", () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.nat(),
      fc.constantFrom("STT", "Đơn vị", "BHYT", "TP Hải Dương", "Tổng cộng", "1", "2"),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (rows) => {
        const filled = rows.filter((row) => row.some((one) => one !== null));
        const heading = readHeading(sheet(filled), CONTEXT);
        expect(heading.firstRow).toBeGreaterThan(0);
        expect(heading.guess === null || sheetColumnsSchema.safeParse(heading.guess).success).toBe(true);
      }),
    );
  });
});
