import { describe, expect, test } from "vitest";
import { sheetOfPaste, type Sheet } from "@/lib/domain/sheet";
import { readHeading } from "@/lib/domain/sheet-heading";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import { sheetIssueText, type SheetContext } from "@/lib/domain/target-sheet";
import { receiver } from "@/tests/support/sheets";

const CONTEXT: SheetContext = {
  receivers: [receiver("594", "Thị xã La Gi"), receiver("593", "Thành phố Phan Thiết")],
  outsiders: [],
  current: [],
};

function pasted(...rows: readonly string[]): Sheet {
  const paste = sheetOfPaste(rows.join("\n").replaceAll(" | ", "\t"));
  if (!paste.ok) throw new Error(paste.message);
  return paste.sheet;
}

function read(...rows: readonly string[]) {
  const sheet = pasted(...rows);
  const { guess, firstRow, columns } = readHeading(sheet, CONTEXT);
  if (!guess) throw new Error("The heading was not understood");
  const reading = readTargetSheet(sheet, { columns: guess, firstRow, lastRow: null }, CONTEXT);
  const errors = reading.issues.filter(({ level }) => level === "error").map(sheetIssueText);
  return {
    firstRow,
    label: columns[1]?.label,
    errors,
    canWrite: reading.canWrite,
    changes: reading.changes.length,
  };
}

const HEADING = "Đơn vị | BHXH tự nguyện, Chỉ tiêu năm 2024";

describe("the first row of data is an error where nobody knows its unit, and nothing is written", () => {
  test.each([
    ["a name that nobody has", "Huyện Không Có"],
    ["a name with something added", "TP. Phan Thiết (mới)"],
    ["what looks like a formula", "=cmd|calc!A1"],
  ])("%s", (_, name) => {
    const found = read(HEADING, `${name} | 4321`, "Thị xã La Gi | 5000");
    expect(found).toMatchObject({ firstRow: 2, canWrite: false });
    expect(found.errors).toEqual([`A2: không có đơn vị “${name}” được giao ở đây`]);
    expect(found.label).toBe("B: BHXH tự nguyện, Chỉ tiêu năm 2024");
  });

  test("a number without a name", () => {
    expect(read(HEADING, " | 4321", "Thị xã La Gi | 5000").errors).toEqual([
      "A2: dòng có số nhưng không ghi đơn vị",
    ]);
  });

  test("more of them than a heading has rows", () => {
    const unknown = Array.from({ length: 8 }, (_, at) => `Huyện Không Có ${at} | 4321`);
    expect(read(HEADING, ...unknown, "Thị xã La Gi | 5000").errors).toHaveLength(8);
  });

  test("with a row of a group between it and the first known one", () => {
    const found = read(HEADING, "Huyện Không Có | 4321", "Khối thị xã | ", "Thị xã La Gi | 5000");
    expect(found).toMatchObject({ firstRow: 2, canWrite: false });
  });

  test("above a total that stands above the units", () => {
    const found = read(HEADING, "Huyện Không Có | 4321", "Tổng cộng | 5000", "Thị xã La Gi | 5000");
    expect(found).toMatchObject({ firstRow: 2, canWrite: false });
  });

  test("with a number that could be a year", () => {
    expect(read(HEADING, "Huyện Không Có | 2024", "Thị xã La Gi | 5000")).toMatchObject({
      firstRow: 2,
      canWrite: false,
    });
  });
});

describe("numbers in a heading stay in the heading", () => {
  test("years of the columns", () => {
    const found = read(
      "Đơn vị | BHXH tự nguyện, chỉ tiêu | BHYT, chỉ tiêu",
      " | 2024 | 2024",
      "Thị xã La Gi | 5000 | 6000",
    );
    expect(found).toMatchObject({ firstRow: 3, canWrite: true, changes: 2 });
  });

  test("years beside the word for the unit", () => {
    const heading = readHeading(pasted("Đơn vị | 2023 | 2024", "Thị xã La Gi | 4000 | 5000"), CONTEXT);
    expect(heading).toMatchObject({ firstRow: 2, columns: [{}, { label: "B: 2023" }, { label: "C: 2024" }] });
  });

  test("numbers of the columns", () => {
    const found = read(
      "STT | Đơn vị | BHXH tự nguyện, chỉ tiêu",
      "A | 1 | 2",
      "1 | Thị xã La Gi | 5000",
      "2 | Thành phố Phan Thiết | 6000",
    );
    expect(found).toMatchObject({ firstRow: 3, canWrite: true, changes: 2 });
  });
});
