/** How a cell of the month's form stands against its target of the year, while it is typed. */
import { attainment, type Attainment } from "./attainment";
import type { ChosenDenominator } from "./coverage";
import { indicator, type IndicatorId } from "./indicator";
import type { Target } from "./target";

type Before = {
  /** Sum of the months before this one in its year; absent where a month has no figure. */
  yearSoFar: Partial<Record<IndicatorId, bigint>>;
  lastDecember: Partial<Record<IndicatorId, bigint>>;
};

/** A target with all that it is held against but the cell itself. */
export type EntryTarget = Pick<Target, "kind" | "value"> & {
  /** Of a flow what the months before brought, else 0; null while that is unknown. */
  reachedBefore: bigint | null;
  /** What an `increase` is counted from. */
  yearBase: bigint | null;
  denominator: ChosenDenominator | null;
};

export function entryTarget<T extends Pick<Target, "kind" | "value">>(
  id: IndicatorId,
  target: T,
  { yearSoFar, lastDecember }: Before,
  denominator: ChosenDenominator | null,
): T & EntryTarget {
  const { nature } = indicator(id);
  const startsAtZero = nature === "flow" || nature === "cumulative";
  return {
    ...target,
    reachedBefore: nature === "flow" ? (yearSoFar[id] ?? null) : 0n,
    yearBase: startsAtZero ? 0n : (lastDecember[id] ?? null),
    denominator,
  };
}

/** @param value of the cell; null while it is blank */
export function entryAttainment(target: EntryTarget, value: bigint | null): Attainment {
  const { reachedBefore, yearBase, denominator } = target;
  const reached = value === null || reachedBefore === null ? null : reachedBefore + value;
  return attainment(target, { value: reached, yearEndBefore: yearBase, denominator });
}
