/** BHYT between two periods by who pays: whom it lost and whom it gained, drawn as a waterfall from one total to the other. */
import { decemberBefore } from "./comparison";
import { measureIn, type UnitFacts } from "./dashboard";
import type { Measure } from "./dashboard-measure";
import { indicator, isValidOn, PAYER_GROUPS, type IndicatorId } from "./indicator";
import { asOfDay, type PeriodId } from "./period";

export type Between = { from: PeriodId; to: PeriodId };

/** Two periods, the earlier first; from December before to the page's own unless others are asked for. */
export function betweenOf(
  from: PeriodId | null | undefined,
  to: PeriodId | null | undefined,
  period: PeriodId,
): Between {
  const [start, end] = [from ?? decemberBefore(period), to ?? period];
  return asOfDay(start) <= asOfDay(end) ? { from: start, to: end } : { from: end, to: start };
}

/** Everything a waterfall is made of; pupils are said beside the group that they are in. */
export const PAYER_INDICATORS = ["BHYT", ...PAYER_GROUPS, "BHYT_HSSV"] as const satisfies IndicatorId[];

type Step = {
  id: (typeof PAYER_GROUPS)[number] | "BHYT_HSSV" | null;
  from: bigint | null;
  to: bigint | null;
  /** Null where a side is unknown: "–", never 0. */
  change: bigint | null;
  /** The last day of a group that ended between the two periods: nobody is in it afterwards. */
  ended: string | null;
  /** Why there is no change. */
  reason: string | null;
};

/** A floating bar in percent of the drawing. */
type Bar = { at: number; width: number; isFall: boolean };

export type Waterfall = Between & {
  start: bigint | null;
  end: bigint | null;
  change: bigint | null;
  /** In the order of forms; one of no group is what the groups do not explain. */
  steps: readonly (Step & { bar: Bar | null })[];
  /** A part of a group, in words only. */
  pupils: Step | null;
  /** Positions of both totals; null where the bars cannot be joined. */
  ends: { start: number; end: number } | null;
  isProvisional: boolean;
};

const whole = (one: Measure | null) => (one?.unknown === 0 ? one.value : null);

function stepOf(facts: UnitFacts, id: (typeof PAYER_INDICATORS)[number], { from, to }: Between): Step | null {
  if (id === "BHYT") return null;
  const sides = [from, to].map((period) => measureIn(facts, id, period));
  const [before, after] = sides.map(whole);
  const isOver = !isValidOn(id, asOfDay(to));
  // Who never reports the group has no row of it.
  if (sides.every((one) => one === null || (one.value === null && one.reporting.expected === 0))) return null;
  if (!isValidOn(id, asOfDay(from))) return null;
  const end = isOver ? 0n : (after ?? null);
  const known = before !== null && before !== undefined;
  const missing = sides.find((one) => (one?.unknown ?? 0) > 0)?.unknown ?? 0;
  return {
    id,
    from: before ?? null,
    to: end,
    change: known && end !== null ? end - before : null,
    ended: isOver ? (indicator(id).validTo ?? null) : null,
    reason: known && end !== null ? null : missing > 0 ? `thiếu ${missing} đơn vị` : "chưa có số liệu",
  };
}

export function shapeWaterfall(facts: UnitFacts, between: Between): Waterfall {
  const sides = [between.from, between.to].map((period) => measureIn(facts, "BHYT", period));
  const [start = null, end = null] = sides.map(whole);
  const change = start === null || end === null ? null : end - start;
  const groups = PAYER_GROUPS.flatMap((id) => stepOf(facts, id, between) ?? []);
  const rest = unexplained(groups, start, end, change);
  const steps = rest ? [...groups, rest] : groups;
  const { bars, ends } = floating(steps, start, end);
  return {
    ...between,
    start,
    end,
    change,
    steps: steps.map((step, index) => ({ ...step, bar: bars[index] ?? null })),
    pupils: stepOf(facts, "BHYT_HSSV", between),
    ends,
    isProvisional: sides.some((one) => one?.isProvisional === true),
  };
}

/** What the totals changed by more than their groups did. Null where nothing is left. */
function unexplained(
  groups: readonly Step[],
  start: bigint | null,
  end: bigint | null,
  change: bigint | null,
): Step | null {
  if (change === null || start === null || end === null || groups.length === 0) return null;
  const left = groups.reduce((sum, { change: one }) => sum - (one ?? 0n), change);
  if (left === 0n) return null;
  const known = (side: "from" | "to", total: bigint) =>
    groups.some((one) => one[side] === null)
      ? null
      : groups.reduce((sum, one) => sum - (one[side] ?? 0n), total);
  return {
    id: null,
    from: known("from", start),
    to: known("to", end),
    change: left,
    ended: null,
    reason: null,
  };
}

/** For drawing only: each bar begins where the one before it ended; the axis spans what is touched, not 0. */
function floating(
  steps: readonly Step[],
  start: bigint | null,
  end: bigint | null,
): { bars: (Bar | null)[]; ends: Waterfall["ends"] } {
  if (start === null || end === null || steps.length === 0) return { bars: [], ends: null };
  let level = 0n;
  const spans = steps.map(({ change }) => {
    const from = level;
    level += change ?? 0n;
    return change === null ? null : { from: Number(from), to: Number(level), isFall: change < 0n };
  });
  const touched = spans.flatMap((span) => (span ? [span.from, span.to] : []));
  const [low, high] = [Math.min(0, ...touched), Math.max(0, ...touched)];
  const at = (value: number) => tenth(high === low ? 50 : ((value - low) / (high - low)) * 100);
  return {
    bars: spans.map(
      (span) =>
        span && {
          at: at(Math.min(span.from, span.to)),
          width: tenth(Math.abs(at(span.to) - at(span.from))),
          isFall: span.isFall,
        },
    ),
    ends: { start: at(0), end: at(Number(end - start)) },
  };
}

const tenth = (position: number) => Math.round(position * 10) / 10;
