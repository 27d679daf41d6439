/** Attainment: where a value stands against a target, for one unit and over several. */
import { coverage, type ChosenDenominator } from "./coverage";
import type { Indicator } from "./indicator";
import { divideUp, percent, ratio, type Ratio, type Rounded } from "./ratio";
import type { Target } from "./target";

export type Attainment =
  | {
      kind: "headcount" | "increase" | "amount";
      /** Null against a target of 0. */
      pctOfPlan: Ratio | null;
      /** Below 0 where the target is passed. */
      remaining: bigint | null;
    }
  | {
      kind: "rate";
      /** Rounded coverage less target, in percentage points. */
      points: Rounded | null;
      /** The people that the rate means. */
      headcount: bigint | null;
      remaining: bigint | null;
    };

/** What a target is held against. */
export type Facts = {
  value: bigint | null;
  /** The value of last December; asked for by targets of kind `increase`. */
  yearEndBefore: bigint | null;
  /** Asked for by targets of kind `rate`. */
  denominator: ChosenDenominator | null;
  /** Units of it are missing, but not of the denominator: there are no points. */
  isIncomplete?: boolean;
};

type Direction = Indicator["direction"];

export function attainment(target: Pick<Target, "kind" | "value">, facts: Facts): Attainment {
  if (target.kind === "rate") return rateAttainment(target.value, facts);
  const base = target.kind === "increase" ? facts.yearEndBefore : 0n;
  const reached = minus(facts.value, base);
  return {
    kind: target.kind,
    pctOfPlan: ratio(reached, target.value),
    remaining: minus(target.value, reached),
  };
}

function rateAttainment(rate: bigint, { value, denominator, isIncomplete = false }: Facts): Attainment {
  const rounded = isIncomplete ? null : percent(coverage(value, denominator)?.ratio ?? null);
  const headcount = denominator && headcountOfRate(rate, denominator.value);
  return {
    kind: "rate",
    points: rounded && { ...rounded, scaled: rounded.scaled - rate },
    headcount,
    remaining: minus(headcount, value),
  };
}

/** The least number of people whose coverage reaches the rate. @param rate in hundredths of a percent */
export function headcountOfRate(rate: bigint, denominator: bigint): bigint {
  return divideUp(rate * denominator, 10_000n);
}

/** Whether the target is missed: too few, or too much where lower is better. */
export function isShort(remaining: bigint, direction: Direction): boolean {
  return direction === "higher" ? remaining > 0n : remaining < 0n;
}

/**
 * What remains over several units that have both a target and a value. `net` lets one unit's surplus fill another's
 * gap; `gross` counts only the units that miss their target, so it has the sign of a miss. Null where no unit counts.
 */
export function remainingOver(
  units: readonly { target: bigint | null; value: bigint | null }[],
  direction: Direction,
): { net: bigint; gross: bigint; counted: number } | null {
  const each = units.map(({ target, value }) => minus(target, value)).filter((one) => one !== null);
  if (each.length === 0) return null;
  const sum = (all: readonly bigint[]) => all.reduce((total, one) => total + one, 0n);
  return { net: sum(each), gross: sum(each.filter((one) => isShort(one, direction))), counted: each.length };
}

/** What chậm đóng is measured by; a ratio of it always names which: plan, due or collected. */
export type DebtBase = "plan" | "due" | "collected";

/** Chậm đóng over each base that is known, all in đồng of the same unit and day. */
export function debtRatios(
  debt: bigint | null,
  bases: Record<DebtBase, bigint | null>,
): Record<DebtBase, Ratio | null> {
  return {
    plan: ratio(debt, bases.plan),
    due: ratio(debt, bases.due),
    collected: ratio(debt, bases.collected),
  };
}

function minus(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a - b;
}
