/** A report as a file, Word or Excel: what its page offers, and what is mailed. */
import "server-only";
import type { FoundReport } from "@/lib/data/report-editions";
import type { Day } from "@/lib/domain/day";
import { fold } from "@/lib/domain/search";
import { reportBrief } from "@/lib/domain/report-brief";
import { reportPaper } from "@/lib/domain/report-paper";
import { writeReport } from "@/lib/excel/write-report";
import { writePaper } from "@/lib/word/write-paper";

const FILES = {
  word: { format: "docx", name: "bao-cao" },
  brief: { format: "docx", name: "tom-tat" },
  excel: { format: "xlsx", name: "bao-cao" },
} as const;

export type ReportFileKind = keyof typeof FILES;
export type ReportFile = { name: string; format: "docx" | "xlsx" | "pdf"; bytes: Buffer };

export type ReportToWrite = Pick<FoundReport, "unit" | "period" | "standing" | "report">;

/** "bao-phu_bao-cao_lam-dong_68-2025_2026-10_so-1.docx": a person finds the name, the id is exact. */
export function reportFileName(
  name: string,
  { unit, period, standing }: ReportToWrite,
  format: ReportFile["format"],
): string {
  const isIssued = standing !== null && standing !== "untold";
  const number = isIssued ? `_so-${standing.number}` : standing === null ? "_nhap" : "";
  const place = fold(unit.shortName).replaceAll(" ", "-");
  return `bao-phu_${name}_${place}_${unit.id}_${period}${number}.${format}`;
}

/** @param today the day of a draft */
export async function writeReportFile(
  kind: ReportFileKind,
  found: ReportToWrite,
  today: Day,
): Promise<ReportFile> {
  const { format, name } = FILES[kind];
  return { name: reportFileName(name, found, format), format, bytes: await write(kind, found, today) };
}

function write(kind: ReportFileKind, { report, standing }: ReportToWrite, today: Day): Promise<Buffer> {
  if (kind === "excel") return writeReport(report, standing);
  if (kind === "brief") return writePaper(reportBrief(report, standing, today), "compact");
  return writePaper(reportPaper(report, standing, today));
}
