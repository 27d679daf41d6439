/** A report as a file, Word or Excel: what its page offers, and what is mailed. */
import "server-only";
import type { FoundReport } from "@/lib/data/report-editions";
import type { Day } from "@/lib/domain/day";
import { reportBrief } from "@/lib/domain/report-brief";
import { reportPaper } from "@/lib/domain/report-paper";
import { writeReport } from "@/lib/excel/write-report";
import { writePaper } from "@/lib/word/write-paper";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const WORD = { type: `${OFFICE}.wordprocessingml.document`, extension: "docx" };

const FILES = {
  word: { ...WORD, name: "bao-cao" },
  brief: { ...WORD, name: "tom-tat" },
  excel: { type: `${OFFICE}.spreadsheetml.sheet`, extension: "xlsx", name: "bao-cao" },
} as const;

export type ReportFileKind = keyof typeof FILES;
export type ReportFile = { name: string; type: string; bytes: Buffer };

export type ReportToWrite = Pick<FoundReport, "unit" | "period" | "issued" | "report">;

export function reportFileName(
  name: string,
  { unit, period, issued }: ReportToWrite,
  extension: string,
): string {
  const number = issued ? `_so-${issued.issue.number}` : "_nhap";
  return `bao-phu_${name}_${unit.id}_${period}${number}.${extension}`;
}

/** @param today the day of a draft */
export async function writeReportFile(
  kind: ReportFileKind,
  found: ReportToWrite,
  today: Day,
): Promise<ReportFile> {
  const { type, extension, name } = FILES[kind];
  return {
    name: reportFileName(name, found, extension),
    type,
    bytes: await write(kind, found, today),
  };
}

function write(kind: ReportFileKind, { report, issued }: ReportToWrite, today: Day): Promise<Buffer> {
  const issue = issued?.issue ?? null;
  if (kind === "excel") return writeReport(report, issue);
  if (kind === "brief") return writePaper(reportBrief(report, issue, today), "compact");
  return writePaper(reportPaper(report, issue, today));
}
