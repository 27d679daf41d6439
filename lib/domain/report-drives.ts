/** What sentences of reports know of drives: those of the month, how much of goal and time, as the drive's own page says it. */
import type { DriveDays, DriveProgress } from "./drive";
import { daysWords, positionWords } from "./drive-words";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount } from "./number";
import type { Field } from "./report-fields";

/** A drive as it stood at the end of the period, by its first goal, for the unit of the report. */
export type ReportDrive = DriveDays & { name: string; indicator: IndicatorId; progress: DriveProgress };

export const DRIVE_FIELDS = ["số đợt", "các đợt"] as const;

/** "Tháng vận động 5 (từ ngày 01/05/2026 đến ngày 31/05/2026) đạt 17% mục tiêu khi đã qua 25% thời gian"; null for what says nothing. */
function driveWords({ name, indicator, progress, ...days }: ReportDrive): string | null {
  if (progress.time.numerator === 0n) return null;
  const { value } = progress;
  const result = value === null ? null : `${formatCount(value)} ${INDICATORS[indicator].unit}`;
  const reached = positionWords(progress) ?? result;
  return reached === null ? null : `${name} (${daysWords(days)}) đạt ${reached}`;
}

export function driveValues(drives: readonly ReportDrive[]): Field[] {
  const told = drives.flatMap((drive) => driveWords(drive) ?? []);
  return [
    ["số đợt", told.length === 0 ? null : `${told.length} đợt`],
    ["các đợt", told.length === 0 ? null : told.join("; ")],
  ];
}
