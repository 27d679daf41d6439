/** Series that one indicator alone has: revenue against plan within the year, chậm đóng by each of its bases over time. */
import { debtRatios, type DebtBase } from "./attainment";
import { measureIn, type UnitFacts } from "./dashboard";
import { monthsUpTo, TREND_MONTHS } from "./dashboard-context";
import type { Measure } from "./dashboard-measure";
import { shareOfYear } from "./dashboard-progress";
import { drawRows, januariesOf, largestOf, plotted, scaleFor, type Chart } from "./dashboard-trend";
import type { IndicatorId } from "./indicator";
import { addMonths, asOfDay, monthOf, periodKind, shortPeriodName, yearOf, type PeriodId } from "./period";
import { divideRounded, percent, type Ratio } from "./ratio";

export type YearPlans = readonly { year: number; value: bigint }[];

export type YearPoint = {
  /** The month, of the page's own period the period itself. */
  period: PeriodId;
  /** Null in months that have not come. */
  measure: Measure | null;
  lastYear: Measure | null;
  /** The part of the year's plan for the days gone. */
  planned: bigint | null;
};

export type YearSeries = { plan: bigint | null; points: readonly YearPoint[]; chart: Chart | null };

/** January to December of what is counted from 1 January, beside last year and the plan spread over the year. */
export function shapeYear(facts: UnitFacts, id: IndicatorId, period: PeriodId, plans: YearPlans): YearSeries {
  const year = yearOf(period);
  const plan = plans.find((one) => one.year === year)?.value ?? null;
  const now = monthOf(period);
  const points = Array.from({ length: 12 }, (_, index): YearPoint => {
    const month = addMonths(`${year}-01` as PeriodId, index);
    const shown = month === now ? period : month;
    const gone = shareOfYear(asOfDay(shown));
    return {
      period: shown,
      measure: month <= now ? measureIn(facts, id, shown) : null,
      lastYear: measureIn(facts, id, addMonths(month, -12)),
      planned: plan === null ? null : divideRounded(plan * gone.numerator, gone.denominator),
    };
  });
  return { plan, points, chart: yearChart(id, points, period) };
}

function yearChart(id: IndicatorId, points: readonly YearPoint[], period: PeriodId): Chart | null {
  const drawn = points.map((point) => ({
    label: shortPeriodName(point.period),
    value: plotted(point.measure?.value),
    past: plotted(point.lastYear?.value),
    plan: plotted(point.planned),
  }));
  const last = points.findIndex((point) => point.period === period);
  if (drawn.every(({ value }) => value === null) || last < 0) return null;
  const scale = scaleFor(id, largestOf(drawn));
  const isSoft = points[last]?.measure?.isProvisional ?? false;
  return { ...drawRows(drawn, { scale, last, isSoft, fromZero: true }), januaries: [], steps: [] };
}

export type DebtPoint = {
  period: PeriodId;
  measure: Measure | null;
  ratios: Record<DebtBase, Ratio | null>;
  lastYear: Record<DebtBase, Ratio | null>;
};

export type DebtSeries = { points: readonly DebtPoint[]; charts: Record<DebtBase, Chart | null> };

const DEBT_BASES = ["plan", "due", "collected"] as const satisfies DebtBase[];

/** Of an incomplete sum no ratio is told: debt and base may miss different units. */
const whole = (one: Measure | null) => (one?.unknown === 0 ? one.value : null);

function ratiosIn(facts: UnitFacts, period: PeriodId, plans: YearPlans): DebtPoint["ratios"] {
  return debtRatios(whole(measureIn(facts, "NO", period)), {
    plan: plans.find(({ year }) => year === yearOf(period))?.value ?? null,
    due: whole(measureIn(facts, "PHAI_THU", period)),
    collected: whole(measureIn(facts, "THU", period)),
  });
}

/** Chậm đóng over the plan of its year, and over what was due and collected since January, month by month. */
export function shapeDebtSeries(facts: UnitFacts, period: PeriodId, plans: YearPlans): DebtSeries {
  const points = monthsUpTo(period, TREND_MONTHS).map((month): DebtPoint => ({
    period: month,
    measure: measureIn(facts, "NO", month),
    ratios: ratiosIn(facts, month, plans),
    lastYear: ratiosIn(facts, addMonths(monthOf(month), -12), plans),
  }));
  const charts = Object.fromEntries(DEBT_BASES.map((base) => [base, ratioChart(points, base)]));
  return { points, charts: charts as DebtSeries["charts"] };
}

/** For drawing only. */
const points100 = (exact: Ratio | null) => exact && Number(percent(exact).scaled) / 100;

function ratioChart(points: readonly DebtPoint[], base: DebtBase): Chart | null {
  const drawn = points.map(({ period, ratios, lastYear }) => ({
    label: shortPeriodName(period),
    value: points100(ratios[base]),
    past: points100(lastYear[base]),
    plan: null,
  }));
  if (drawn.filter(({ value }) => value !== null).length < 2) return null;
  const scale = { divisor: 1, unit: "%", decimals: 1 };
  const isSoft = points.at(-1)?.measure?.isProvisional ?? false;
  return {
    ...drawRows(drawn, { scale, last: points.length - 1, isSoft }),
    januaries: januariesOf(points.map(({ period }) => period)),
    steps: [],
  };
}

/** What the series of chậm đóng is read from beside itself. */
export function debtSeriesPeriods(period: PeriodId): PeriodId[] {
  if (periodKind(period) === "month") return monthsUpTo(period, TREND_MONTHS + 12);
  return [...monthsUpTo(monthOf(period), TREND_MONTHS + 12), period];
}
