/**
 * Where a year will end, told from the unit's own past years: this year's line with the season taken out of it. All sums
 * are exact; each answer is rounded once. The rule in words: what stands now is divided by how the same month stood to a
 * straight line in the past years, and the line through the result is drawn on to December.
 */
import type { Indicator } from "./indicator";
import { divideRounded, ratio, type Ratio } from "./ratio";

/** How a year began and what stood in its month: December before, or 0 for what is counted from 1 January. */
type Standing = { base: bigint; value: bigint };

/** A year that is over, at the same month. */
export type PastYear = Standing & { year: number; december: bigint };

/** Of fewer years neither a season nor a spread can be told. */
export const LEAST_YEARS = 3;

export type Projection = {
  december: bigint;
  /** December if this year is missed as each past year would have been, lowest first. */
  outcomes: readonly bigint[];
  /** The years it is told from, oldest first. */
  years: readonly number[];
  /** Mean of what the past years were missed by, each foretold from the others; of the value of December. */
  meanError: Ratio;
  /** The straight line through the beginning of the year and now, without any season. */
  line: bigint;
};

const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
const size = (value: bigint) => (value < 0n ? -value : value);

/** Twelve times where a straight line between two Decembers stands in the month. */
const lineTimes12 = ({ base, december }: PastYear, month: bigint) => base * (12n - month) + december * month;

export function straightLine({ base, value }: Standing, month: number): bigint {
  return base + divideRounded((value - base) * 12n, BigInt(month));
}

/** Null where the past years had nothing in this month. */
function seasonal({ base, value }: Standing, month: number, past: readonly PastYear[]): bigint | null {
  const stood = sumOf(past.map((year) => year.value));
  const line = sumOf(past.map((year) => lineTimes12(year, BigInt(month))));
  if (stood <= 0n || line <= 0n) return null;
  return base + divideRounded(value * line - 12n * base * stood, stood * BigInt(month));
}

/**
 * Null without enough years that can be foretold from the others.
 * @param month 1 to 11: in December nothing is left to foretell
 */
export function project(now: Standing, month: number, past: readonly PastYear[]): Projection | null {
  const december = seasonal(now, month, past);
  if (december === null || december < 0n) return null;
  const trials = past.flatMap((year) => {
    const others = past.filter((one) => one !== year);
    const told = seasonal(year, month, others);
    return told === null || told <= 0n || year.december <= 0n ? [] : [{ ...year, told }];
  });
  if (trials.length < LEAST_YEARS) return null;
  return {
    december,
    outcomes: trials
      .map((year) => divideRounded(december * year.december, year.told))
      .toSorted((a, b) => Number(a > b) - Number(a < b)),
    years: trials.map(({ year }) => year).toSorted((a, b) => a - b),
    meanError: meanOf(trials.map((year) => ({ off: size(year.told - year.december), of: year.december }))),
    line: straightLine(now, month),
  };
}

/** In millionths: a mean of ratios, which no sum of parts can say. */
function meanOf(errors: readonly { off: bigint; of: bigint }[]): Ratio {
  const parts = errors.map(({ off, of }) => divideRounded(off * 1_000_000n, of));
  return { numerator: sumOf(parts), denominator: 1_000_000n * BigInt(parts.length) };
}

/** The least and the greatest outcome. */
export function rangeOf({ outcomes, december }: Projection): { low: bigint; high: bigint } {
  return { low: outcomes[0] ?? december, high: outcomes.at(-1) ?? december };
}

/** How often the range holds if this year is one more like the past ones: (n - 1) of (n + 1). */
export function heldBy({ outcomes }: Projection): { times: number; of: number } {
  return { times: outcomes.length - 1, of: outcomes.length + 1 };
}

/** The chance lies between two ratios; n years can tell no more than n + 1 steps. */
export type Chance = { least: Ratio; most: Ratio; reached: number; of: number };

/** If this year is one more like the n past ones, each of the n + 1 gaps between their outcomes is equally likely. */
export function chanceToReach(
  { outcomes }: Projection,
  goal: bigint,
  direction: Indicator["direction"],
): Chance {
  const reaches = (one: bigint) => (direction === "higher" ? one >= goal : one <= goal);
  const reached = outcomes.filter(reaches).length;
  const steps = BigInt(outcomes.length + 1);
  return {
    least: part(BigInt(reached), steps),
    most: part(BigInt(reached + 1), steps),
    reached,
    of: outcomes.length,
  };
}

const part = (numerator: bigint, denominator: bigint): Ratio =>
  ratio(numerator, denominator) ?? { numerator: 0n, denominator: 1n };
