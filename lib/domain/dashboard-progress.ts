/** Where a value should be by now, and whether it is: growth so far against growth needed and the time that has gone. */
import { daysBetween, type Day } from "./day";
import type { Indicator } from "./indicator";
import { divideRounded, ratio, type Ratio } from "./ratio";

type ProgressStatus = "ok" | "risk" | "behind" | "over";

/** In percent of growth needed by now: on track from, at risk from. Settings of the installation. */
export type ProgressRule = { okPercent: number; riskPercent: number };

export type Progress = {
  status: ProgressStatus;
  /** The target is reached exactly: "Hoàn thành" rather than "Vượt". */
  isExact: boolean;
  /** The year is over: what is not reached is missed, and nothing is "at risk" any more. */
  isFinal: boolean;
  /** Where the value should stand by now; null where lower is better: there the target is a limit all year. */
  expected: bigint | null;
  /** Growth so far of growth needed; null where nothing needs to grow. */
  grown: Ratio | null;
};

type Facts = {
  value: bigint;
  /** Where the year began: December for a stock, 0 for what is counted from 1 January. Null if unknown. */
  base: bigint | null;
  target: bigint;
  direction: Indicator["direction"];
  asOf: Day;
};

/** The share of the year that has gone by the end of the day. */
export function shareOfYear(asOf: Day): Ratio {
  const year = Number(asOf.slice(0, 4));
  const lastYear = `${String(year - 1).padStart(4, "0")}-12-31`;
  const days = daysBetween(lastYear, `${asOf.slice(0, 4)}-12-31`);
  return { numerator: BigInt(daysBetween(lastYear, asOf)), denominator: BigInt(days) };
}

/** Its last day has come: nothing can be made up for. */
export const isYearOver = (asOf: Day) => asOf.endsWith("-12-31");

/** Null where it cannot be said: the beginning of the year is not known and the target is not reached. */
export function progress(facts: Facts, rule: ProgressRule): Progress | null {
  const { value, base, target, direction, asOf } = facts;
  const isFinal = isYearOver(asOf);
  if (direction === "lower") return underLimit(value, target, isFinal, rule);
  const gone = shareOfYear(asOf);
  const needed = base === null ? null : target - base;
  const expected =
    base === null || needed === null
      ? null
      : needed <= 0n
        ? target
        : base + divideRounded(needed * gone.numerator, gone.denominator);
  const grown = base === null || needed === null || needed <= 0n ? null : ratio(value - base, needed);
  if (value >= target) return { status: "over", isExact: value === target, isFinal, expected, grown };
  if (isFinal) return { status: "behind", isExact: false, isFinal, expected, grown };
  if (needed === null) return null;
  if (grown === null) return { status: "behind", isExact: false, isFinal, expected, grown };
  return { status: statusAgainst(grown, gone, rule), isExact: false, isFinal, expected, grown };
}

/** What has grown, of what has to, against the share of the time that has gone. */
export function statusAgainst(grown: Ratio, gone: Ratio, rule: ProgressRule): "ok" | "risk" | "behind" {
  const reaches = (percent: number) =>
    grown.numerator * gone.denominator * 100n >= BigInt(percent) * grown.denominator * gone.numerator;
  if (reaches(rule.okPercent)) return "ok";
  return reaches(rule.riskPercent) ? "risk" : "behind";
}

/** Lower is better: within the limit, somewhat above it, or far above it; when the year is over within or above it. */
function underLimit(value: bigint, limit: bigint, isFinal: boolean, rule: ProgressRule): Progress {
  const isNear = limit * 100n >= value * BigInt(rule.okPercent);
  const status = value <= limit ? "ok" : isNear && !isFinal ? "risk" : "behind";
  return { status, isExact: value === limit, isFinal, expected: null, grown: null };
}
