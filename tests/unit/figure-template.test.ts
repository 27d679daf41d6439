import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { readFigureSheet } from "@/lib/domain/figure-sheet";
import { provinceTemplate, readNotes, unitTemplate } from "@/lib/domain/figure-template";
import { readWorkbook } from "@/lib/excel/read-workbook";
import { writeFigureTemplate } from "@/lib/excel/write-figure-template";
import { contextOf, figureForm } from "@/tests/support/figure-forms";

const form = figureForm({
  held: { BHXH_BB: 100n, BHYT: { value: 500n, isEstimate: true, note: "chờ đối chiếu" } },
  lastMonth: { BHYT: 480n },
});

async function opened(bytes: Buffer) {
  const read = await readWorkbook(bytes);
  if (!read.ok) throw new Error(read.message);
  return read.sheet;
}

test("a unit's workbook is read back as it was written", async () => {
  const sheet = await opened(await writeFigureTemplate(unitTemplate(contextOf(form), form)));
  const answer = readFigureSheet(sheet, "workbook", contextOf(form));
  expect(answer).toMatchObject({ ok: true, reading: { changes: [], unchanged: 2, kept: 0, issues: [] } });
});

test("a province's workbook is read back as it was written, its sums left aside", async () => {
  const forms = [
    form,
    figureForm({ code: "594", name: "Huyện Hàm Thuận Bắc", lock: "approved", held: { BHYT: 7n } }),
  ];
  const sheet = await opened(await writeFigureTemplate(provinceTemplate(contextOf(...forms), forms)));
  const answer = readFigureSheet(sheet, "workbook", contextOf(...forms));
  expect(answer).toMatchObject({
    ok: true,
    reading: { changes: [], unchanged: 3, issues: [], canWrite: true },
  });
});

test("only what may be typed is unlocked; numbers take whole ones from 0 up, and show no decimals", async () => {
  const closed = figureForm({ code: "594", name: "Huyện Hàm Thuận Bắc", lock: "waiting" });
  const forms = [form, closed];
  const bytes = await writeFigureTemplate(provinceTemplate(contextOf(...forms), forms));
  const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
  const isLocked = (at: string) => sheet?.cells?.get(at)?.style?.protection?.locked !== false;
  // The sixth row is open: code, name and state, the first number, last month beside it.
  expect(["5,0", "5,1", "5,2", "5,3", "5,4"].map(isLocked)).toEqual([true, true, true, false, true]);
  expect(isLocked("6,3")).toBe(true);
  expect(sheet?.protection?.sheet).toBe(true);
  expect(sheet?.cells?.get("5,3")?.style?.numFmt).toBe("#,##0");
  expect(sheet?.dataValidations?.[0]).toMatchObject({
    type: "whole",
    operator: "greaterThanOrEqual",
    formula1: "0",
    range: "D6:D6",
    errorMessage: "Nhập số nguyên từ 0 trở lên",
  });
  expect(sheet?.freezePane).toMatchObject({ rows: 5, columns: 2 });
});

test("notes of a province's row name their indicators", () => {
  expect([...(readNotes("BHYT: rà soát; còn thẻ trùng; THU: chờ kho bạc") ?? [])]).toEqual([
    ["BHYT", "rà soát; còn thẻ trùng"],
    ["THU", "chờ kho bạc"],
  ]);
  expect(readNotes("rà soát")).toBeNull();
  expect(readNotes("")?.size).toBe(0);
});
