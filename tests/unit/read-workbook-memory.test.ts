import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { MAX_SHEET_ROWS } from "@/lib/domain/sheet";
import { packedStream, sheetXml, workbookParts, zip } from "@/tests/support/pack";

const MB = 1024 * 1024;
const ALLOWED_MB = 512;
const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-workbook-"));
const root = path.resolve(import.meta.dirname, "../..");
const answerSchema = z.object({
  reason: z.string().nullable(),
  rows: z.number(),
  ms: z.number(),
  peakMb: z.number(),
});

afterAll(() => rmSync(folder, { recursive: true }));

/** In a process of its own, so that what it needs is seen. */
async function readApart(bytes: Buffer): Promise<z.infer<typeof answerSchema>> {
  const file = path.join(folder, "tệp.xlsx");
  writeFileSync(file, bytes);
  const args = [
    "--conditions=react-server",
    "--import",
    "tsx",
    "tests/support/read-workbook-process.ts",
    file,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return answerSchema.parse(JSON.parse(stdout));
}

const [head = "", tail = ""] = sheetXml("|").split("|");

function* rows(count: number, row: (at: number) => string): Generator<Buffer> {
  yield Buffer.from(head);
  const step = 500;
  for (let at = 1; at <= count; at += step)
    yield Buffer.from(
      Array.from({ length: Math.min(step, count - at + 1) }, (_, more) => row(at + more)).join(""),
    );
  yield Buffer.from(tail);
}

function* repeated(piece: Buffer, bytes: number): Generator<Buffer> {
  for (let size = 0; size < bytes; size += piece.length) yield piece;
}

const sheet = async (pieces: Iterable<Buffer>) =>
  zip([...workbookParts(), await packedStream("xl/worksheets/sheet1.xml", pieces)]);
const number = (at: number) => `<row r="${at}"><c r="A${at}"><v>${at}</v></c></row>`;

test("more than 1 GB of one letter is refused while it is inflated", { timeout: 120_000 }, async () => {
  const { reason, peakMb } = await readApart(await sheet(repeated(Buffer.alloc(MB, "a"), 1200 * MB)));
  expect(reason).toBe("too-large-inside");
  expect(peakMb).toBeLessThan(ALLOWED_MB);
});

test("a part of more than 4 GB is refused by what its archive says of it", async () => {
  const small = await packedStream("xl/worksheets/sheet1.xml", rows(3, number));
  const { reason } = await readApart(zip([...workbookParts(), { ...small, size: 0xffffffff }]));
  expect(reason).toBe("too-large-inside");
});

test("more than 1 GB of empty tags is refused while it is inflated", { timeout: 120_000 }, async () => {
  const piece = Buffer.from('<c r="A1" s="1"/>'.repeat(60_000));
  const { reason, peakMb } = await readApart(await sheet(repeated(piece, 1100 * MB)));
  expect(reason).toBe("too-large-inside");
  expect(peakMb).toBeLessThan(ALLOWED_MB);
});

test("a list of texts of more than 1 GB is refused", { timeout: 120_000 }, async () => {
  const texts = await packedStream("xl/styles.xml", repeated(Buffer.alloc(MB, " "), 1100 * MB));
  const small = await packedStream("xl/worksheets/sheet1.xml", rows(3, number));
  const parts = workbookParts().filter(({ name }) => name !== "xl/styles.xml");
  for (const declared of [texts.size, 100]) {
    const { reason, peakMb } = await readApart(zip([...parts, small, { ...texts, size: declared }]));
    expect(reason).toBe("too-large-inside");
    expect(peakMb).toBeLessThan(ALLOWED_MB);
  }
});

test("1.000.000 rows are refused as too many", { timeout: 120_000 }, async () => {
  const { reason, peakMb } = await readApart(await sheet(rows(1_000_000, number)));
  expect(reason).toBe("too-many-rows");
  expect(peakMb).toBeLessThan(ALLOWED_MB);
});

test("the largest table that is allowed is read", { timeout: 120_000 }, async () => {
  const wide = (at: number) =>
    `<row r="${at}">${Array.from("ABCDEFGHI", (column) => `<c r="${column}${at}" s="0"><v>${at * 1000}</v></c>`).join("")}` +
    `<c r="GR${at}" t="inlineStr"><is><t>Xã Tân Thành số ${at}</t></is></c></row>`;
  const { reason, rows: count, peakMb } = await readApart(await sheet(rows(MAX_SHEET_ROWS, wide)));
  expect([reason, count]).toEqual([null, MAX_SHEET_ROWS]);
  expect(peakMb).toBeLessThan(ALLOWED_MB);
});

test("a million merged ranges are refused", { timeout: 120_000 }, async () => {
  const merges = function* () {
    yield Buffer.from(`${head}${number(1)}</sheetData><mergeCells>`);
    yield* repeated(Buffer.from('<mergeCell ref="A1:B1"/>'.repeat(1000)), 24 * MB);
    yield Buffer.from("</mergeCells></worksheet>");
  };
  const { reason, peakMb } = await readApart(await sheet(merges()));
  expect(reason).toBe("too-large-inside");
  expect(peakMb).toBeLessThan(ALLOWED_MB);
});
