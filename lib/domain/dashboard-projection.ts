/** The end of the year of one indicator of a unit, from what is stored of it and of what went into it whole. */
import { decemberBefore } from "./comparison";
import { measureIn, valueIn, type IndicatorView, type UnitFacts } from "./dashboard";
import { periodsOfYear, type DashboardContext } from "./dashboard-context";
import type { DebtView } from "./dashboard-debt";
import type { Measure } from "./dashboard-measure";
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
  | { kind: "projection"; projection: Projection; goals: readonly Goal[]; isProvisional: boolean }
  | { kind: "none"; reason: string };

const isFromZero = (id: IndicatorId) => {
  const { nature } = INDICATORS[id];
  return nature === "flow" || nature === "cumulative";
};

const pastYears = Array.from({ length: PAST_YEARS }, (_, index) => PAST_YEARS - index);

/** Of each past year the same month and December, of a flow all months. */
export function projectionPeriods(id: IndicatorId, period: PeriodId): PeriodId[] {
  if (periodKind(period) === "flash") return [];
  const { nature } = INDICATORS[id];
  return pastYears.flatMap((back) => {
    const same = addMonths(period, -12 * back);
    const december = decemberBefore(addMonths(same, 12));
    if (nature === "flow") return periodsOfYear(december);
    return nature === "cumulative" ? [same, december] : [decemberBefore(same), same, december];
  });
}

const whole = (one: Measure | null) =>
  one !== null && one.unknown === 0 && one.absent.length === 0 ? one.value : null;

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
  const value = whole(measure);
  const why = refusal(id, period, measure, base);
  if (why !== null || value === null || base === null) return { kind: "none", reason: why ?? UNKNOWN };
  const past = pastYears.flatMap((back) => pastYear(facts, id, addMonths(period, -12 * back)) ?? []);
  const projection = project({ base, value }, Number(period.slice(5, 7)), past);
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
  return { kind: "projection", projection, goals, isProvisional: measure.isProvisional };
}

const UNKNOWN = "Chưa có số liệu của kỳ này";

/** Why nothing is foretold; null if it can be tried. */
function refusal(id: IndicatorId, period: PeriodId, measure: Measure, base: bigint | null): string | null {
  const december = decemberBefore(addMonths(period, 12));
  if (periodKind(period) === "flash") return "Chỉ dự báo từ số liệu cuối tháng, không từ báo cáo nhanh";
  if (period === december) return "Đã hết năm, không còn gì để dự báo";
  if (!isValidOn(id, asOfDay(december))) return "Chỉ tiêu này kết thúc trước cuối năm";
  if (measure.unknown > 0) return `Kỳ này còn thiếu số liệu của ${measure.unknown} đơn vị`;
  if (measure.absent.length > 0) return `Chưa có số liệu của ${measure.absent.length} tháng trong năm`;
  if (measure.value === null) return UNKNOWN;
  return base === null ? "Chưa có đủ số liệu tháng 12 năm trước" : null;
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
