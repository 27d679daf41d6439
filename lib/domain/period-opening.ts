/** What central decides when it opens periods: days, due days, what is asked of whom; and the defaults of each. */
import { addDays, quarterOf, weekdayOf, type Day, type Weekday } from "./day";
import { HEADLINE } from "./dashboard-context";
import { enteredIndicators, REPORTING_KINDS, type IndicatorId, type ReportingKind } from "./indicator";
import {
  addMonths,
  asOfDay,
  mayOpenOn,
  monthStart,
  periodKind,
  type PeriodId,
  type PeriodKind,
} from "./period";
import { scopeDays, scopeKind, targetScopeSchema } from "./target-scope";

export type Required = Record<ReportingKind, readonly IndicatorId[]>;

export type DueRule = { dueDay: number; flashDueDays: number };

/** By the rule of the installation, but never a day that is over: whoever opens late gives until tonight. */
export function defaultDueOn(id: PeriodId, { dueDay, flashDueDays }: DueRule, today: Day): Day {
  const due =
    periodKind(id) === "flash"
      ? addDays(id, flashDueDays)
      : addDays(monthStart(addMonths(id, 1)), dueDay - 1);
  return due < today ? today : due;
}

/** A month asks for all that a kind enters; a flash report for the six that are followed daily, as far as the kind enters them. */
export function defaultRequired(id: PeriodId): Required {
  const all = (kind: ReportingKind) => enteredIndicators(kind, asOfDay(id));
  const followed: readonly IndicatorId[] = HEADLINE;
  const of = (kind: ReportingKind) =>
    periodKind(id) === "month" ? all(kind) : all(kind).filter((one) => followed.includes(one));
  return {
    district: of("district"),
    province_office: of("province_office"),
    national_office: of("national_office"),
  };
}

export type Opening = { id: PeriodId; dueOn: Day; required: Required; asks: readonly string[] | null };

export type OpeningProblem =
  "too-early" | "due-before-as-of" | "day-in-past" | "no-indicator" | "not-entered" | "no-unit";

/** Why a period cannot be opened so today; null if it can. Whether it is open already, the database knows. */
export function openingProblem({ id, dueOn, required, asks }: Opening, today: Day): OpeningProblem | null {
  if (!mayOpenOn(id, today)) return "too-early";
  if (dueOn < asOfDay(id)) return "due-before-as-of";
  if (dueOn < today) return "day-in-past";
  if (asks !== null && asks.length === 0) return "no-unit";
  if (REPORTING_KINDS.every((kind) => required[kind].length === 0)) return "no-indicator";
  const isEntered = (kind: ReportingKind) => {
    const entered = enteredIndicators(kind, asOfDay(id));
    return required[kind].every((one) => entered.includes(one));
  };
  return REPORTING_KINDS.every(isEntered) ? null : "not-entered";
}

/**
 * The month to open next: the one after the newest; where there is none, the last that is over.
 * @param periods newest first
 */
export function nextMonth(periods: readonly { id: PeriodId; kind: PeriodKind }[], today: Day): PeriodId {
  const newest = periods.find(({ kind }) => kind === "month");
  return newest ? addMonths(newest.id, 1) : addMonths(today as PeriodId, -1);
}

export const quarterSchema = targetScopeSchema.refine(
  (scope) => scopeKind(scope) === "quarter",
  "Quý phải có dạng 2026-Q4",
);

/** First and last day of "2026-Q4". */
export function quarterDays(quarter: string): { from: Day; to: Day } {
  const days = scopeDays(quarterSchema.parse(quarter));
  if (!days) throw new RangeError(`${quarter} has no days of its own`);
  return days;
}

/** The quarter after this one. */
export function nextQuarter(quarter: string): string {
  return quarterOf(addDays(quarterDays(quarter).to, 1));
}

/** Every such day of a quarter that is not over, oldest first. */
export function weeklyDays(quarter: string, weekday: Weekday, today: Day): Day[] {
  const { from, to } = quarterDays(quarter);
  const first = today > from ? today : from;
  const start = addDays(first, (weekday - weekdayOf(first) + 7) % 7);
  const days: Day[] = [];
  for (let day = start; day <= to; day = addDays(day, 7)) days.push(day);
  return days;
}
