/** The appendix of Hải Dương's decision of 2024, as it was published, laid out as it was. */
import { writeXlsx, type CellValue } from "hucre/xlsx";
import type { SheetContext, SheetReceiver } from "@/lib/domain/target-sheet";
import { RECORDS } from "@/tests/unit/published/records";

const receiver = (code: string, name: string, shortName: string): SheetReceiver => ({
  id: code,
  code,
  name,
  shortName,
  level: "district",
});

/** All twelve; the published copy ends within the ninth. */
export const HAI_DUONG: SheetContext = {
  receivers: [
    receiver("288", "Thành phố Hải Dương", "Hải Dương"),
    receiver("290", "Thành phố Chí Linh", "Chí Linh"),
    receiver("291", "Huyện Nam Sách", "Nam Sách"),
    receiver("292", "Thị xã Kinh Môn", "Kinh Môn"),
    receiver("293", "Huyện Kim Thành", "Kim Thành"),
    receiver("294", "Huyện Thanh Hà", "Thanh Hà"),
    receiver("295", "Huyện Cẩm Giàng", "Cẩm Giàng"),
    receiver("296", "Huyện Bình Giang", "Bình Giang"),
    receiver("297", "Huyện Gia Lộc", "Gia Lộc"),
    receiver("298", "Huyện Tứ Kỳ", "Tứ Kỳ"),
    receiver("299", "Huyện Ninh Giang", "Ninh Giang"),
    receiver("300", "Huyện Thanh Miện", "Thanh Miện"),
  ],
  outsiders: [],
  current: [],
};

export type HaiDuongRow = { name: string; voluntary: number[]; household: number[] };

/** As they stand in the sentences: what there was, the year's number, the new people. */
export const ROWS: readonly HaiDuongRow[] = [
  ...new Map(
    RECORDS.filter((one) => one.case === "HD2024" && /^\d/.test(one.quote)).map(({ quote }) => [
      quote,
      quote,
    ]),
  ).values(),
].map((quote) => {
  const [, name = "", numbers = ""] = /^\d+(\D+?)\s*(\d.*)$/.exec(quote) ?? [];
  const found = [...numbers.matchAll(/\d{1,2},\d{3}|\d+/g)].map(([text]) => Number(text.replace(",", "")));
  return { name, voluntary: found.slice(0, 3), household: found.slice(3, 6) };
});

const sum = (rows: readonly HaiDuongRow[], kind: "voluntary" | "household", at: number) =>
  rows.reduce((total, row) => total + (row[kind][at] ?? 0), 0);

export const FIRST_ROW = 7;

/** Title, two rows of heading with merged groups, numbers of columns, the rows, their total, who signs. */
export function appendixRows(rows: readonly HaiDuongRow[]): CellValue[][] {
  return [
    ["PHỤ LỤC GIAO CHỈ TIÊU PHÁT TRIỂN NGƯỜI THAM GIA BHXH TỰ NGUYỆN, BHYT HỘ GIA ĐÌNH NĂM 2024"],
    ["(Kèm theo Quyết định của Trưởng Ban Chỉ đạo thực hiện chính sách BHXH, BHYT tỉnh)"],
    [],
    ["STT", "Đơn vị", "BHXH tự nguyện", null, null, "BHYT hộ gia đình", null, null],
    [
      null,
      null,
      ...Array.from({ length: 2 }, () => [
        "Thực hiện đến 31/12/2023",
        "Chỉ tiêu năm 2024",
        "Chỉ tiêu phát triển mới năm 2024",
      ]).flat(),
    ],
    ["A", "B", 1, 2, "3=2-1", 4, 5, "6=5-4"],
    ...rows.map(({ name, voluntary, household }, at) => [
      at + 1,
      name,
      ...Array.from({ length: 3 }, (_, one) => voluntary[one] ?? null),
      ...Array.from({ length: 3 }, (_, one) => household[one] ?? null),
    ]),
    [
      "Tổng cộng",
      null,
      ...[0, 1, 2].map((at) => sum(rows, "voluntary", at)),
      ...[0, 1, 2].map((at) => sum(rows, "household", at)),
    ],
    [null, "Nơi nhận: các đơn vị"],
  ];
}

const MERGES = [
  [0, 0, 0, 7],
  [1, 0, 1, 7],
  [3, 0, 4, 0],
  [3, 1, 4, 1],
  [3, 2, 3, 4],
  [3, 5, 3, 7],
].map(([startRow = 0, startCol = 0, endRow = 0, endCol = 0]) => ({ startRow, startCol, endRow, endCol }));

export async function appendix(rows: readonly HaiDuongRow[]): Promise<Uint8Array> {
  const total = rows.length + FIRST_ROW - 1;
  return writeXlsx({
    sheets: [
      {
        name: "Phụ lục 1",
        rows: appendixRows(rows),
        merges: [...MERGES, { startRow: total, startCol: 0, endRow: total, endCol: 1 }],
      },
    ],
  });
}
