import { describe, expect, test } from "vitest";
import { readHeading } from "@/lib/domain/sheet-heading";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import type { SheetContext, SheetValues } from "@/lib/domain/target-sheet";
import type { TargetTemplate } from "@/lib/domain/target-template";
import { readWorkbook } from "@/lib/excel/read-workbook";
import { writeTargetTemplate } from "@/lib/excel/write-target-template";
import { HAI_DUONG } from "@/tests/support/hai-duong";
import { unzip } from "@/tests/support/zip";

const values = (
  indicator: SheetValues["indicator"],
  base: bigint | null,
  target: bigint | null,
): SheetValues => ({
  indicator,
  base,
  increase: null,
  target,
  rate: null,
});
const [first, second] = HAI_DUONG.receivers;
if (!first || !second) throw new Error("Hải Dương has too few districts");

const TEMPLATE: TargetTemplate = {
  title: "Chỉ tiêu năm 2027 của Tỉnh Hải Dương",
  baseDay: "31/12/2026",
  scopeName: "năm 2027",
  indicators: ["BHXH_TN", "BHYT_HGD", "THU"],
  rows: [
    { receiver: first, values: [values("BHXH_TN", 5792n, 7593n), values("THU", 12_000_000_000_000n, null)] },
    { receiver: second, values: [values("BHXH_TN", 3654n, null), values("BHYT_HGD", null, 0n)] },
  ],
};
const CONTEXT: SheetContext = { ...HAI_DUONG, receivers: [first, second] };

async function sheetXml(): Promise<string> {
  return unzip(await writeTargetTemplate(TEMPLATE)).get("xl/worksheets/sheet1.xml") ?? "";
}

describe("the form", () => {
  test("is read back by its own heading, and filled as it was written changes nothing but what is new", async () => {
    const reading = await readWorkbook(await writeTargetTemplate(TEMPLATE));
    if (!reading.ok) throw new Error(reading.message);
    const heading = readHeading(reading.sheet, CONTEXT);
    expect(heading.firstRow).toBe(5);
    expect(heading.guess).toEqual({
      code: 0,
      name: 1,
      indicators: [
        { indicator: "BHXH_TN", base: 2, increase: 3, target: 4, rate: null },
        { indicator: "BHYT_HGD", base: 5, increase: 6, target: 7, rate: null },
        { indicator: "THU", base: 8, increase: null, target: 9, rate: null },
      ],
    });
    if (!heading.guess) return;
    const mapping = { columns: heading.guess, firstRow: heading.firstRow, lastRow: null };
    const read = readTargetSheet(reading.sheet, mapping, {
      ...CONTEXT,
      current: [{ receiverId: "288", indicator: "BHXH_TN", kind: "headcount", value: 7593n }],
    });
    expect(read.issues.filter(({ level }) => level === "error")).toEqual([]);
    expect(read.unchanged).toBe(1);
    expect(read.changes).toEqual([
      {
        ...{
          receiverId: "290",
          indicator: "BHYT_HGD",
          kind: "headcount",
          value: 0n,
          before: null,
          cell: "H6",
        },
        said: null,
      },
    ]);
    expect(read.rows[0]?.values[2]?.base).toBe(12_000_000_000_000n);
  });

  test("takes whole numbers only, and only where numbers are to be filled", async () => {
    const xml = await sheetXml();
    expect(xml).toContain("<sheetProtection ");
    expect(
      [...xml.matchAll(/<dataValidation type="whole" sqref="([^"]+)" operator="greaterThanOrEqual"/g)].map(
        ([, range]) => range,
      ),
    ).toEqual(["D5:D6", "E5:E6", "G5:G6", "H5:H6", "J5:J6"]);
    const [, locked] = /<c r="C5" s="(\d+)"/.exec(xml) ?? [];
    const [, open] = /<c r="D5" s="(\d+)"/.exec(xml) ?? [];
    const styles = unzip(await writeTargetTemplate(TEMPLATE)).get("xl/styles.xml") ?? "";
    const formats = [
      ...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? "").matchAll(/<xf\b.*?(?:\/>|<\/xf>)/gs),
    ].map(([xf]) => xf);
    expect(formats[Number(open)]).toContain('locked="0"');
    expect(formats[Number(locked)]).not.toContain('locked="0"');
  });

  test("keeps its head in sight and sums as it is filled", async () => {
    const xml = await sheetXml();
    expect(xml).toContain('topLeftCell="C5"');
    expect(xml).toContain("SUM(E5:E6)");
    expect(xml).toContain('<mergeCell ref="C3:E3"/>');
  });

  test("for a parent without units below is a head alone", async () => {
    const reading = await readWorkbook(await writeTargetTemplate({ ...TEMPLATE, rows: [] }));
    expect(reading).toMatchObject({
      ok: true,
      sheet: { rows: [{ row: 1 }, { row: 2 }, { row: 3 }, { row: 4 }] },
    });
  });
});
