/** The selection of a dashboard, and the periods that its numbers need. */
import {
  COMPARATORS,
  comparisonBase,
  decemberBefore,
  type Comparator,
  type ComparisonBase,
} from "./comparison";
import type { Day } from "./day";
import { INDICATORS, type IndicatorId } from "./indicator";
import { recentBase } from "./pace";
import { addMonths, asOfDay, monthOf, periodKind, yearOf, type PeriodId } from "./period";
import type { ProgressRule } from "./dashboard-progress";

/** The indicators of the cards, in their order. */
export const HEADLINE = ["BHXH_BB", "BHXH_TN", "BHTN", "BHYT", "THU", "NO"] as const satisfies IndicatorId[];

/** Months that a trend shows, and with the year before each of them. */
export const TREND_MONTHS = 36;
const TREND_REACH = TREND_MONTHS + 12;

/** Months of the small line of a card. */
export const SPARK_MONTHS = 36;

export type DashboardContext = {
  period: PeriodId;
  asOf: Day;
  year: number;
  comparator: Comparator;
  bases: Record<Comparator, ComparisonBase>;
  rule: ProgressRule;
  /** Working days are Monday to Friday less these. */
  holidays: ReadonlySet<Day>;
};

/** @param flashes the flash periods that exist */
export function dashboardContext(
  selection: { period: PeriodId; comparator: Comparator },
  flashes: readonly PeriodId[],
  rest: Pick<DashboardContext, "rule" | "holidays">,
): DashboardContext {
  const { period, comparator } = selection;
  const bases = Object.fromEntries(
    COMPARATORS.map((one) => [one, comparisonBase(period, one, flashes)]),
  ) as Record<Comparator, ComparisonBase>;
  return { period, comparator, asOf: asOfDay(period), year: yearOf(period), bases, ...rest };
}

/** From January to the period itself, oldest first. */
export function periodsOfYear(period: PeriodId): PeriodId[] {
  const months = Number(period.slice(5, 7)) - 1;
  const january = `${period.slice(0, 4)}-01` as PeriodId;
  return [...Array.from({ length: months }, (_, index) => addMonths(january, index)), period];
}

/** The last `count` months up to the period, oldest first; a flash period stands last, in place of its month. */
export function monthsUpTo(period: PeriodId, count: number): PeriodId[] {
  const months = Array.from({ length: count }, (_, index) => addMonths(monthOf(period), index - count + 1));
  return periodKind(period) === "flash" ? [...months.slice(0, -1), period] : months;
}

/** The periods that the numbers of an indicator ask for. @param reach how much of it is shown */
export function wantedPeriods(
  id: IndicatorId,
  context: DashboardContext,
  reach: "row" | "figures" | "spark" | "trend",
): PeriodId[] {
  const { period, bases, comparator } = context;
  const compared = reach === "row" ? [comparator] : COMPARATORS;
  const points = [period, decemberBefore(period), ...compared.map((one) => bases[one].periodId)];
  const pace = reach === "row" ? [] : [recentBase(period)];
  const all = [...points, ...pace];
  const years = INDICATORS[id].nature === "flow" ? all.flatMap(periodsOfYear) : all;
  const months = reach === "trend" ? TREND_REACH : reach === "spark" ? SPARK_MONTHS : 0;
  return [...new Set([...years, ...monthsUpTo(period, months)])];
}
