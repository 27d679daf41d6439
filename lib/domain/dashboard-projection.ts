/** The end of the year of one indicator of a unit, from what is stored of it and of what went into it whole. */
import { decemberBefore } from "./comparison";
import { measureIn, valueIn, type IndicatorView, type UnitFacts } from "./dashboard";
import { periodsOfYear, type DashboardContext } from "./dashboard-context";
import type { DebtView } from "./dashboard-debt";
import { carriedIn, isWhole, type Measure } from "./dashboard-measure";
import { INDICATORS, isValidOn, type IndicatorId } from "./indicator";
import { addMonths, asOfDay, periodKind, type PeriodId } from "./period";
import {
  chanceToReach,
  LEAST_YEARS,
  project,
  type Chance,
  type PastYear,
  type Projection,
} from "./projection";
import type { StandingTarget } from "./target";

/** Years that are looked back to; older ones say little about the next one. */
const PAST_YEARS = 5;

type Goal = { target: StandingTarget; goal: bigint; chance: Chance };

export type ProjectionView =
  | {
      kind: "projection";
      projection: Projection;
      goals: readonly Goal[];
      /** The newest period of which nothing is missing and next to nothing carried, and of how many units it is. */
      from: PeriodId;
      units: { carried: number; expected: number };
      /** Of the page's own period what keeps it from being told from, null if it is told from. */
      held: { carried: number; missing: number } | null;
    }
  | { kind: "none"; reason: string };

const isFromZero = (id: IndicatorId) => {
  const { nature } = INDICATORS[id];
  return nature === "flow" || nature === "cumulative";
};

const pastYears = Array.from({ length: PAST_YEARS }, (_, index) => PAST_YEARS - index);

/** Figures are carried over so many months at most: one of them is complete, or nothing is told. */
const LOOK_BACK = 3;

/** Of hundreds of units some are always late: so few of them, in percent, move no sum that is rounded to be told. */
const CARRIED_PERCENT = 2;

const isNearlyWhole = (one: Measure) => carriedIn(one) * 100 <= CARRIED_PERCENT * one.reporting.expected;

/** The period and the months before it within its year, newest first. */
const starts = (period: PeriodId) =>
  periodsOfYear(period)
    .toReversed()
    .slice(0, LOOK_BACK + 1);

/** Of each past year the months that may be told from and December, of a flow all months. */
export function projectionPeriods(id: IndicatorId, period: PeriodId): PeriodId[] {
  if (periodKind(period) === "flash") return [];
  const { nature } = INDICATORS[id];
  return pastYears.flatMap((back) => {
    const same = starts(period).map((start) => addMonths(start, -12 * back));
    const december = decemberBefore(addMonths(period, 12 - 12 * back));
    if (nature === "flow") return periodsOfYear(december);
    return nature === "cumulative" ? [...same, december] : [decemberBefore(december), ...same, december];
  });
}

const whole = (one: Measure | null) => (one !== null && isWhole(one) ? one.value : null);

/** A past year counts where all of it is known. */
function pastYear(facts: UnitFacts, id: IndicatorId, same: PeriodId): PastYear | null {
  const december = decemberBefore(addMonths(same, 12));
  const base = isFromZero(id) ? 0n : whole(measureIn(facts, id, decemberBefore(same)));
  const [value, end] = [whole(valueIn(facts, id, same)), whole(valueIn(facts, id, december))];
  if (base === null || value === null || end === null) return null;
  return { year: Number(same.slice(0, 4)), base, value, december: end };
}

export function shapeProjection(
  facts: UnitFacts,
  view: IndicatorView,
  debt: DebtView,
  { period }: DashboardContext,
): ProjectionView {
  const { id, measure } = view;
  const base = isFromZero(id) ? 0n : whole(measureIn(facts, id, decemberBefore(period)));
  const start = startOf(facts, id, period);
  const why = refusal(id, period, measure, base, start);
  if (why !== null || start === null || base === null) return { kind: "none", reason: why ?? UNKNOWN };
  const past = pastYears.flatMap((back) => pastYear(facts, id, addMonths(start.period, -12 * back)) ?? []);
  const projection = project({ base, value: start.value }, Number(start.period.slice(5, 7)), past);
  if (projection === null)
    return {
      kind: "none",
      reason: `Không đủ năm: có ${past.length} năm trước đủ số liệu, cần ít nhất ${LEAST_YEARS} năm`,
    };
  const { direction } = INDICATORS[id];
  const goals = view.targets.flatMap((one) => {
    const goal = goalOf(one, base, debt, id);
    return goal === null
      ? []
      : [{ target: one.target, goal, chance: chanceToReach(projection, goal, direction) }];
  });
  const held = start.period === period ? null : { carried: carriedIn(measure), missing: measure.unknown };
  return { kind: "projection", projection, goals, from: start.period, units: start.units, held };
}

/** The newest period that misses no figure and holds next to no earlier one: who is late must not move the end of the year. */
function startOf(facts: UnitFacts, id: IndicatorId, period: PeriodId) {
  for (const one of starts(period)) {
    const its = valueIn(facts, id, one);
    const value = whole(its);
    if (its !== null && value !== null && isNearlyWhole(its))
      return {
        period: one,
        value,
        units: { carried: carriedIn(its), expected: its.reporting.expected },
      };
  }
  return null;
}

const UNKNOWN = "Chưa có số liệu của kỳ này";

/** Why nothing is foretold; null if it can be tried. */
function refusal(
  id: IndicatorId,
  period: PeriodId,
  measure: Measure,
  base: bigint | null,
  start: { value: bigint } | null,
): string | null {
  const december = decemberBefore(addMonths(period, 12));
  if (periodKind(period) === "flash") return "Chỉ dự báo từ số liệu cuối tháng, không từ báo cáo nhanh";
  if (period === december) return "Đã hết năm, không còn gì để dự báo";
  if (!isValidOn(id, asOfDay(december))) return "Chỉ tiêu này kết thúc trước cuối năm";
  if (start === null) return incomplete(measure);
  return base === null ? "Chưa có đủ số liệu tháng 12 năm trước" : null;
}

/** Of this period, and no month before it was complete either. */
function incomplete(measure: Measure): string {
  if (measure.unknown > 0) return `Kỳ này còn thiếu số liệu của ${measure.unknown} đơn vị`;
  if (measure.absent.length > 0) return `Chưa có số liệu của ${measure.absent.length} tháng trong năm`;
  if (measure.value === null) return UNKNOWN;
  return `Kỳ này có ${carriedIn(measure)} đơn vị lấy số kỳ trước, các tháng trước cũng chưa đủ`;
}

/** What the December must reach: people for a rate, what stood in December before for an increase. */
function goalOf(
  { target, attainment }: IndicatorView["targets"][number],
  base: bigint,
  debt: DebtView,
  id: IndicatorId,
): bigint | null {
  if (id === "NO" && target.kind === "rate") return debt.limit?.allowed ?? null;
  if (attainment.kind === "rate") return attainment.headcount;
  return target.kind === "increase" ? base + target.value : target.value;
}
