/** What stands beside a cell while it is typed: its last 13 months, and the working days left to reach the year's target. */
import "server-only";
import type { IndicatorId } from "@/lib/domain/indicator";
import { workingDays } from "@/lib/domain/pace";
import { addMonths, yearOf, type PeriodId } from "@/lib/domain/period";
import { db } from "./db";
import { readLineageFigures } from "./lineage-figures";
import { listHolidays } from "./reference";
import type { Submission } from "./submissions";

/** A year back and the month before. */
const MONTHS = 12;

export type EntryHistory = {
  /** Oldest first: the 12 months before the submission's own. */
  months: PeriodId[];
  /** Approved values, one for each month; null where there is none. */
  values: Partial<Record<IndicatorId, (bigint | null)[]>>;
  /** From the day after the as-of day to the end of its year. */
  workingDaysLeft: number;
};

/** @param seen proves that the reader may see the unit's submission */
export async function getEntryHistory(seen: Submission): Promise<EntryHistory> {
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(seen.periodId, index - MONTHS));
  const yearEnd = `${yearOf(seen.periodId)}-12-31`;
  const [figures, holidays] = await Promise.all([
    readLineageFigures(db, seen.unitId, months),
    listHolidays(seen.asOf, yearEnd),
  ]);
  const ids = new Set([...figures.values()].flatMap((values) => Object.keys(values) as IndicatorId[]));
  return {
    months,
    values: Object.fromEntries(
      [...ids].map((id) => [id, months.map((month) => figures.get(month)?.[id] ?? null)]),
    ),
    workingDaysLeft: workingDays(seen.asOf, yearEnd, new Set(holidays.map(({ day }) => day))),
  };
}
