import { expect, test } from "vitest";
import { sheetOfPaste, type Sheet } from "@/lib/domain/sheet";
import { readHeading } from "@/lib/domain/sheet-heading";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import { growthWords, sheetIssueText, type SheetContext, type SheetReading } from "@/lib/domain/target-sheet";
import { readWorkbook } from "@/lib/excel/read-workbook";
import { appendix, appendixRows, FIRST_ROW, HAI_DUONG, ROWS } from "@/tests/support/hai-duong";
import { RECORDS } from "./published/records";

function read(sheet: Sheet, context: SheetContext = HAI_DUONG): SheetReading {
  const { guess, firstRow } = readHeading(sheet, context);
  if (!guess) throw new Error("The heading was not understood");
  return readTargetSheet(sheet, { columns: guess, firstRow, lastRow: null }, context);
}

async function sheetOf(rows = ROWS): Promise<Sheet> {
  const reading = await readWorkbook(await appendix(rows));
  if (!reading.ok) throw new Error(reading.message);
  return reading.sheet;
}

const WHOLE = ROWS.slice(0, 8);
const EIGHT: SheetContext = { ...HAI_DUONG, receivers: HAI_DUONG.receivers.slice(0, 8) };
const grouped = (count: number) => count.toLocaleString("vi-VN");
const plain = (rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => row.map((cell) => cell ?? "").join("\t")).join("\r\n");
const pasted = (text: string): Sheet => {
  const paste = sheetOfPaste(text);
  if (!paste.ok) throw new Error(paste.message);
  return paste.sheet;
};

test("the heading tells every column, and the first row of data stands below the numbers of the columns", async () => {
  const heading = readHeading(await sheetOf(), HAI_DUONG);
  expect(heading.firstRow).toBe(FIRST_ROW);
  expect(heading.guess).toEqual({
    code: null,
    name: 1,
    indicators: [
      { indicator: "BHXH_TN", base: 2, target: 3, increase: 4, rate: null },
      { indicator: "BHYT_HGD", base: 5, target: 6, increase: 7, rate: null },
    ],
  });
  expect(heading.columns[4]).toEqual({
    column: 4,
    label: "E: BHXH tự nguyện, Chỉ tiêu phát triển mới năm 2024",
    places: ["C4", "E5"],
    words: ["BHXH tự nguyện", "Chỉ tiêu phát triển mới năm 2024"],
  });
});

test("the heading of another year is the same heading", async () => {
  const sheet = await sheetOf();
  const later = pasted(plain(appendixRows(WHOLE)).replaceAll("2024", "2027").replaceAll("2023", "2026"));
  const [ours, theirs] = [readHeading(sheet, HAI_DUONG), readHeading(later, HAI_DUONG)];
  expect(theirs.text).toBe(ours.text);
  expect(theirs.guess).toEqual(ours.guess);
});

test("every published row is read, and reproduces its growth", async () => {
  const reading = read(await sheetOf(WHOLE), EIGHT);
  expect(reading.issues).toEqual([]);
  const published = RECORDS.filter(
    (one) => one.case === "HD2024" && one.value !== undefined && !/Gia Lộc/.test(one.place),
  );
  expect(published).toHaveLength(16);
  const said = published.map(({ place, indicator, value = 0, target = 0 }) => [
    place.replace(/ \(.*/, "").replace(/^TP /, ""),
    indicator === "BHYT" ? "BHYT_HGD" : indicator,
    BigInt(value),
    BigInt(target),
    BigInt(target - value),
  ]);
  const found = reading.rows.flatMap(({ receiver, values }) =>
    values.map(({ indicator, base, target, increase }) => [
      receiver.shortName,
      indicator,
      base,
      target,
      increase,
    ]),
  );
  expect(found).toEqual(said);
  expect(reading.changes).toHaveLength(16);
  expect(reading.changes[0]).toEqual({
    receiverId: "288",
    indicator: "BHXH_TN",
    kind: "headcount",
    value: 7593n,
    before: null,
    cell: "D7",
    said: { base: 5792n, growth: 1801n },
  });
  expect(reading.canWrite).toBe(true);
});

test("the preview shows what every published row had, and the growth that it was given", async () => {
  const { changes } = read(await sheetOf(WHOLE), EIGHT);
  const shown = changes.map(({ cell, said }) => [cell, growthWords(said)]);
  const published = WHOLE.flatMap(({ voluntary, household }, at) =>
    [voluntary, household].map(([base = 0, , increase = 0], side) => [
      `${side === 0 ? "D" : "G"}${FIRST_ROW + at}`,
      {
        base: grouped(base),
        growth: expect.stringMatching(`^\\+${grouped(increase)} \\(\\+\\d+(,\\d)?%\\)$`),
      },
    ]),
  );
  expect(shown).toEqual(published);
  expect(growthWords(changes[0]?.said ?? null)).toEqual({ base: "5.792", growth: "+1.801 (+31,1%)" });
});

test("the row that was cut off is taken as far as it goes, and what is missing is said", async () => {
  const reading = read(await sheetOf());
  expect(ROWS[8]).toEqual({ name: "Huyện Gia Lộc", voluntary: [4339, 5657, 1], household: [] });
  expect(reading.rows.at(-1)).toMatchObject({
    receiver: { code: "297" },
    values: [
      { base: 4339n, target: 5657n, increase: 1n },
      { base: null, target: null, increase: null },
    ],
  });
  const issues = reading.issues.map(sheetIssueText);
  expect(issues).toContain(
    "Phụ lục 1!E15: chỉ tiêu năm 5.657 trừ thực hiện 4.339 là 1.318, không phải 1; lấy chỉ tiêu năm",
  );
  expect(issues).toContain("Phụ lục 1!G15: Huyện Gia Lộc để trống chỉ tiêu Hộ gia đình");
  expect(issues.at(-1)).toBe("bảng thiếu 3 đơn vị: Huyện Tứ Kỳ, Huyện Ninh Giang, Huyện Thanh Miện");
  expect(reading.issues.every(({ level }) => level === "warning")).toBe(true);
  expect(reading.changes).toHaveLength(17);
});

test("pasted from the spreadsheet it gives the same numbers", async () => {
  const [uploaded, copied] = [
    read(await sheetOf(WHOLE), EIGHT),
    read(pasted(plain(appendixRows(WHOLE))), EIGHT),
  ];
  expect(copied.changes).toEqual(uploaded.changes);
  expect(copied.canWrite).toBe(true);
});

test("the same file a second time changes nothing", async () => {
  const sheet = await sheetOf();
  const first = read(sheet);
  const second = read(sheet, { ...HAI_DUONG, current: first.changes });
  expect([second.changes, second.unchanged]).toEqual([[], 17]);
});
