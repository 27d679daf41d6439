/** What sentences of reports know of drives: those of the month, how much of goal and time, as the drive's own page says it. */
import type { DriveDays, DriveProgress } from "./drive";
import { countWords, daysWords, positionWords, untoldWords } from "./drive-words";
import { INDICATORS, type IndicatorId } from "./indicator";
import type { Field } from "./report-fields";
import { uncapital } from "./wording";

/** A drive as it stood at the end of the period, by its first goal, for the unit of the report. */
export type ReportDrive = DriveDays & { name: string; indicator: IndicatorId; progress: DriveProgress };

export const DRIVE_FIELDS = ["số đợt", "các đợt"] as const;

/**
 * "Tháng vận động 5 (từ ngày 01/05/2026 đến ngày 31/05/2026): số người … đạt 17% mục tiêu khi đã qua 25% thời gian"; null
 * for what says nothing.
 */
function driveWords({ name, indicator, progress, ...days }: ReportDrive): string | null {
  const { value, goal, time } = progress;
  if (time.numerator === 0n || (value === null && goal === null)) return null;
  const reached =
    value === null
      ? untoldWords(indicator, goal)
      : `đạt ${positionWords(progress) ?? countWords(indicator, value)}`;
  return `${name} (${daysWords(days)}): ${uncapital(INDICATORS[indicator].name)} ${reached}`;
}

export function driveValues(drives: readonly ReportDrive[]): Field[] {
  const told = drives.flatMap((drive) => driveWords(drive) ?? []);
  return [
    ["số đợt", told.length === 0 ? null : `${told.length} đợt`],
    ["các đợt", told.length === 0 ? null : told.join("; ")],
  ];
}
