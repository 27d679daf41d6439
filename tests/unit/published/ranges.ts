/** Published values, plans and denominators as the ranges of whole numbers that their words allow. */
import { headcountOfRate } from "@/lib/domain/attainment";
import { DERIVED, type DerivedId } from "@/lib/domain/indicator";
import { claimsOf, valuesOf } from "./claims";
import { preimage } from "./existence";
import { record } from "./records";
import { allowed, scaled, UNKNOWN, type Range } from "./words";

/** The exact value of a record. */
export function value(id: string): bigint {
  const range = values(id);
  if (range.min !== range.max) throw new Error(`${id} is not exact`);
  return range.min;
}

/** The values that the words of a record allow. */
export function values(id: string): Range {
  const range = valuesOf(record(id));
  if (!range) throw new Error(`${id} has no value`);
  return range;
}

/** The derived indicator from exact published parts, in the order of its definition. */
export function derived(id: DerivedId, ...parts: readonly bigint[]): bigint {
  return DERIVED[id].reduce((sum, [, sign], at) => sum + sign * (parts[at] ?? 0n), 0n);
}

export const plus = (a: Range, b: Range): Range => ({ min: a.min + b.min, max: a.max + b.max });

/** The numbers that all ranges have in common; null if none. */
export function common(...ranges: readonly (Range | null)[]): Range | null {
  return ranges.reduce((a, b) => {
    if (!a || !b) return null;
    const min = a.min > b.min ? a.min : b.min;
    const max = a.max < b.max ? a.max : b.max;
    return min <= max ? { min, max } : null;
  });
}

/** The plans or denominators that a claim leaves possible, over all the values that the words allow. */
export function othersOf(id: string, name: RegExp): Range | null {
  const claim = claimsOf(record(id)).find((one) => name.test(one.name));
  if (!claim) throw new Error(`${id} claims no ${name}`);
  const { min, max } = values(id);
  const least = preimage(claim.other, (other) => claim.formula(min, other), claim.published);
  const most = preimage(claim.other, (other) => claim.formula(max, other), claim.published);
  return least && most && { min: least.min, max: most.max };
}

/** The denominators for which a rate in hundredths means one of these headcounts. */
export function denominatorsOf(rate: bigint, headcounts: Range): Range | null {
  const least = preimage(UNKNOWN, (people) => headcountOfRate(rate, people), headcounts.min);
  const most = preimage(UNKNOWN, (people) => headcountOfRate(rate, people), headcounts.max);
  return least && most && { min: least.min, max: most.max };
}

/** The denominators for which the target's rate means its headcount, which was published rounded. */
export function plannedDenominators(id: string): Range | null {
  const { target, target_coverage_pct } = record(id);
  return denominatorsOf(scaled(target_coverage_pct ?? 0, 2), allowed(BigInt(target ?? 0), "rounded"));
}
