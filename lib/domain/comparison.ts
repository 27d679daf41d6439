/** Comparisons with an earlier period: which period is the base, growth against it, and why a rate has moved. */
import { incomparable, type Coverage } from "./coverage";
import { daysBetween, type Day } from "./day";
import { addMonths, asOfDay, monthOf, periodKind, periodName, yearOf, type PeriodId } from "./period";
import { percent, rate, ratio, times, type Ratio, type Rounded } from "./ratio";

/** Same time last year; December last year; previous month. As in the URL. */
export const COMPARATORS = ["yoy", "ytd", "mom"] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** As a sentence goes on. */
export const COMPARATOR_NAMES = {
  yoy: "so với cùng kỳ",
  ytd: "so với cuối năm",
  mom: "so với tháng trước",
} as const satisfies Record<Comparator, string>;

export type ComparisonBase = {
  periodId: PeriodId;
  /** "so với cùng kỳ"; a flash period that has to take a month end says which. */
  label: string;
};

/** One side of a comparison. */
export type Side = {
  value: bigint | null;
  /** Reporting units without a value. */
  missing: number;
  /** A stated total stands in for the sum. */
  isStated: boolean;
};

/** `pct` is null unless the base is above 0: of a difference below 0 it would have the wrong sign. */
export type Growth = { kind: "growth"; delta: bigint; pct: Ratio | null } | { kind: "none"; reason: string };

/** In percentage points, 2 decimals; the effects add up to the points. */
export type RateChange =
  | {
      kind: "change";
      points: Rounded;
      peopleEffect: Rounded;
      denominatorEffect: Rounded;
      /** The effects are shown whenever it is. */
      isDenominatorChanged: boolean;
    }
  | { kind: "none"; reason: string };

/**
 * The period that a comparator looks back to.
 * @param flashes the flash periods that exist, in any order
 */
export function comparisonBase(
  period: PeriodId,
  comparator: Comparator,
  flashes: readonly PeriodId[],
): ComparisonBase {
  const label = COMPARATOR_NAMES[comparator];
  if (comparator === "ytd") return { periodId: decemberBefore(period), label };
  if (comparator === "mom") return { periodId: addMonths(period, -1), label };
  if (periodKind(period) === "month") return { periodId: addMonths(period, -12), label };
  const day = lastYear(period);
  const [flash] = nearest(flashes, day).filter((id) => distance(id, day) <= 3);
  if (flash) return { periodId: flash, label };
  const month = monthOf(day as PeriodId);
  const [end] = nearest([addMonths(month, -1), month], day) as [PeriodId, PeriodId];
  return { periodId: end, label: `${label} (${periodName(end)})` };
}

/** December of the year before. */
export function decemberBefore(period: PeriodId): PeriodId {
  return `${yearOf(period) - 1}-12` as PeriodId;
}

/** The same day a year earlier; 28 February for the 29th. */
function lastYear(day: Day): Day {
  const same = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return same.endsWith("-02-29") ? same.replace(/29$/, "28") : same;
}

const distance = (id: PeriodId, day: Day) => Math.abs(daysBetween(asOfDay(id), day));

/** Nearest as-of day first; of two equally near the earlier. */
function nearest(ids: readonly PeriodId[], day: Day): PeriodId[] {
  return ids.toSorted((a, b) => distance(a, day) - distance(b, day) || daysBetween(asOfDay(b), asOfDay(a)));
}

/** Growth = (value - base) / base; none, with what is missing, if a side is unknown or an incomplete sum. */
export function growth(current: Side, base: Side): Growth {
  const now = wholeValue(current, "Kỳ này");
  if (typeof now === "string") return { kind: "none", reason: now };
  const before = wholeValue(base, "Kỳ so sánh");
  if (typeof before === "string") return { kind: "none", reason: before };
  return { kind: "growth", delta: now - before, pct: before > 0n ? ratio(now - before, before) : null };
}

/** The value, or why it may not be compared. */
function wholeValue({ value, missing, isStated }: Side, name: string): bigint | string {
  if (missing > 0 && !isStated) return `${name} còn thiếu số liệu của ${missing} đơn vị`;
  return value ?? `${name} chưa có số liệu`;
}

/** For communication, "gấp 2,9 lần": value / base with 1 decimal; null against a base of 0. */
export function multiple(value: bigint, base: bigint): Rounded | null {
  return times(ratio(value, base));
}

/** Rate change = people effect (v1 - v0) / d0 + denominator effect (the rest); none between different bases. */
export function rateChange(current: Coverage | null, base: Coverage | null): RateChange {
  if (!current || !base) return { kind: "none", reason: "Chưa có tỷ lệ bao phủ để so sánh" };
  const reason = incomparable(current.denominator, base.denominator);
  if (reason !== null) return { kind: "none", reason };
  const points = percent(current.ratio).scaled - percent(base.ratio).scaled;
  const isDenominatorChanged = current.denominator.value !== base.denominator.value;
  const people = percent({
    numerator: current.ratio.numerator - base.ratio.numerator,
    denominator: base.ratio.denominator,
  });
  // Rounding leaves no effect to a denominator that has not changed.
  const peopleEffect = isDenominatorChanged ? people : rate(points);
  return {
    kind: "change",
    points: rate(points),
    peopleEffect,
    denominatorEffect: rate(points - peopleEffect.scaled),
    isDenominatorChanged,
  };
}
