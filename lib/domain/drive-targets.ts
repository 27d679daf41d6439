/** Targets that decisions give for a drive, beside the goals that the drive has. */
import { INDICATOR_IDS, type IndicatorId } from "./indicator";
import type { StandingTarget } from "./target";

/** One number of each indicator for a unit, in the order of the product: the headline. */
export function driveHeadlines(targets: readonly StandingTarget[], unitId: string): StandingTarget[] {
  const own = targets.filter((target) => target.unitId === unitId && target.isHeadline);
  return own.toSorted((a, b) => INDICATOR_IDS.indexOf(a.indicator) - INDICATOR_IDS.indexOf(b.indicator));
}

/** What a unit's goal would be by the decisions: a number of people, for which a rate is none; null where none is given. */
export function goalOfTargets(
  targets: readonly StandingTarget[],
  unitId: string,
  indicator: IndicatorId,
): bigint | null {
  const own = targets.filter((target) => target.unitId === unitId && target.indicator === indicator);
  const counted = own.filter(({ kind }) => kind === "headcount" || kind === "increase");
  return (counted.find(({ isHeadline }) => isHeadline) ?? counted[0])?.value ?? null;
}
