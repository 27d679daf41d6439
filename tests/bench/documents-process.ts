/** The inner end of documents.ts: writes a province's Word and Excel in turn with what the libraries alone take for them. */
import { findReport, type FoundReport } from "@/lib/data/report-editions";
import { dayInVietnam } from "@/lib/domain/day";
import { periodIdSchema } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { reportPaper } from "@/lib/domain/report-paper";
import { writeReportFile, type ReportFileKind } from "@/lib/report-file";
import { unzip } from "../support/zip";
import { bareExcel, bareWord, cellsOf } from "./bare-documents";

const RUNS = 40;
const WARM_UP = 10;

/** Milliseconds of each run. */
export type Times = { file: ReportFileKind; ours: number[]; bare: number[]; find: number[]; bytes: number };

const reader = {
  id: "00000000-0000-0000-0000-000000000000",
  role: "central",
  unit: { id: "VN", path: "/vn/", provinceId: "VN", level: "nation" },
  scope: { paths: ["/vn/"], provincePaths: [] },
} as unknown as Actor;

const [unit = "", month = ""] = process.argv.slice(2);
const today = dayInVietnam(new Date());

async function find(): Promise<FoundReport> {
  const found = await findReport(reader, unit, periodIdSchema.parse(month), "draft");
  if (found.kind !== "found") throw new Error(`There is no report of ${unit}: ${found.kind}`);
  return found;
}

/** From the found report to the file; to find it is what its page does too, and measured there. */
const answer = async (file: ReportFileKind) => (await writeReportFile(file, found, today)).bytes;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

const words = (document: Buffer) =>
  [...(unzip(document).get("word/document.xml") ?? "").matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) => (text ?? "").replaceAll("\u00a0", " "))
    // The short lines below the names in the head are drawn as text.
    .filter((text) => !/^―*$/.test(text))
    .toSorted()
    .join("\n");

const pictures = (document: Buffer) =>
  (unzip(document).get("word/document.xml") ?? "").split("<wp:extent").length;

const cells = (sheets: Awaited<ReturnType<typeof cellsOf>>) =>
  JSON.stringify(sheets.map(({ name, cells: all }) => [name, [...(all ?? [])]]));

async function measure(file: ReportFileKind, bare: () => Promise<unknown>, bytes: number): Promise<Times> {
  const times: Times = { file, ours: [], bare: [], find: [], bytes };
  for (let run = -WARM_UP; run < RUNS; run++) {
    const [search, ours, alone] = [await timed(find), await timed(() => answer(file)), await timed(bare)];
    if (run < 0) continue;
    times.find.push(search);
    times.ours.push(ours);
    times.bare.push(alone);
  }
  return times;
}

const found = await find();
const paper = reportPaper(found.report, null, today);
const [word, excel] = [await answer("word"), await answer("excel")];
const sheets = await cellsOf(excel);
const [bareDocument, bareWorkbook] = [await bareWord(paper), Buffer.from(await bareExcel(sheets))];
if (words(word) !== words(bareDocument) || pictures(word) !== pictures(bareDocument))
  throw new Error("The bare Word document holds something else");
if (cells(sheets) !== cells(await cellsOf(bareWorkbook)))
  throw new Error("The bare workbook holds something else");

const measured = [
  await measure("word", () => bareWord(paper), word.length),
  await measure("excel", () => bareExcel(sheets), excel.length),
];
process.send?.(measured, () => process.exit(0));
