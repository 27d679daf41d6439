/** The inner end of papers.ts: writes the files that the application offers into a folder, and says what must be found in them. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findDefaultPeriod } from "@/lib/data/dashboard-periods";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { findReport } from "@/lib/data/report-editions";
import { dayInVietnam } from "@/lib/domain/day";
import type { Paper } from "@/lib/domain/paper";
import type { Actor } from "@/lib/domain/policy";
import type { Report } from "@/lib/domain/report";
import { reportBrief } from "@/lib/domain/report-brief";
import { reportPaper, type Issue } from "@/lib/domain/report-paper";
import { writeReportFile, type ReportFileKind } from "@/lib/report-file";

/** What a person reads in a file, in pieces that stand on one page or run over to the next. */
export type WrittenPaper = { file: string; kind: ReportFileKind; unit: string; texts: string[] };

const UNITS = ["VN", "68-2025", "593-2025"];
const KINDS = ["word", "brief", "excel"] as const satisfies ReportFileKind[];

/** Of a paper as it is issued: it is the longest, as it ends with what proves it. */
const ISSUE: Issue = {
  number: 12,
  day: dayInVietnam(new Date()),
  proof: { seq: "40", mac: "ab".repeat(32), hash: "cd".repeat(32) },
};

const reader = {
  id: "00000000-0000-0000-0000-000000000000",
  role: "central",
  unit: { id: "VN", path: "/vn/", provinceId: "VN", level: "nation" },
  scope: { paths: ["/vn/"], provincePaths: [] },
} as unknown as Actor;

function textsOf({
  parentAgency,
  agency,
  title,
  subject,
  sections,
  receivers,
  footnotes = [],
}: Paper): string[] {
  const parts = sections.flatMap(({ heading, paragraphs, table, chart, notes = [] }) => [
    heading,
    ...paragraphs.map((one) => (typeof one === "string" ? one : `${one.lead} ${one.text}`)),
    ...(table ? [table.caption, ...table.rows.flat(), ...(table.total ?? []), table.note ?? ""] : []),
    ...(chart ? [chart.caption, ...chart.rows.flatMap(({ label, shown }) => [label, shown])] : []),
    ...notes,
  ]);
  return [parentAgency, agency, title, subject, ...parts, ...receivers, ...footnotes].filter(
    (text) => text !== "",
  );
}

const grouped = (digits: string | null) => (digits === null ? "" : Number(digits).toLocaleString("en-US"));

/** Numbers of the cells as a program of English shows them, and the sentences. */
const cellsOf = ({ summary, tables, paragraphs }: Report): string[] =>
  [
    ...summary.flatMap(({ plan, value, lastYear }) => [plan, value, lastYear].map(grouped)),
    ...tables.flatMap(({ rows, total }) =>
      [...rows, total].flatMap(({ name, plan, value }) => [name, grouped(plan), grouped(value)]),
    ),
    ...paragraphs.map(({ text }) => text),
  ].filter((text) => text !== "");

async function write(folder: string, id: string): Promise<WrittenPaper[]> {
  const unit = await findReadableUnit(reader, id);
  const period = unit && (await findDefaultPeriod(unit));
  const found = period && (await findReport(reader, id, period, "draft"));
  if (found?.kind !== "found") throw new Error(`The demo has no report of ${id}`);
  const { report } = found;
  const texts: Record<ReportFileKind, string[]> = {
    word: textsOf(reportPaper(report, ISSUE, ISSUE.day)),
    brief: textsOf(reportBrief(report, ISSUE, ISSUE.day)),
    excel: cellsOf(report),
  };
  const files: WrittenPaper[] = [];
  for (const kind of KINDS) {
    const { name, bytes } = await writeReportFile(kind, { ...found, standing: ISSUE }, ISSUE.day);
    // LibreOffice names what it makes by what it was given, without the extension.
    const file = `${id}_${kind}${path.extname(name)}`;
    writeFileSync(path.join(folder, file), bytes);
    files.push({ file, kind, unit: id, texts: texts[kind] });
  }
  return files;
}

const folder = z.string().parse(process.argv[2]);
const written: WrittenPaper[] = [];
for (const id of UNITS) written.push(...(await write(folder, id)));
process.send?.(written, () => process.exit(0));
