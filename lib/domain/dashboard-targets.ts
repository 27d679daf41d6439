/** The targets that a dashboard holds a unit against: of its year, and of the years before for the steps of a trend. */
import { DENOMINATOR_KINDS, chooseDenominator, type ChosenDenominator, type Denominator } from "./coverage";
import type { Day } from "./day";
import type { IndicatorId } from "./indicator";
import { inheritTargets, targetsInForce, type StandingTarget, type Target } from "./target";
import { scopeDays, scopeYear, type TargetScope } from "./target-scope";
import type { Unit } from "./unit";

/** A unit or one that it came from, and into which of them it went whole; null for the unit itself. */
export type Ancestor = Pick<Unit, "id" | "validFrom" | "validTo"> & { intoId: string | null };

/**
 * The unit's targets on a day; one that began within the time they are for inherits those of its predecessors, and so do they.
 * @param scope the time they are for; the year of the day unless another is named
 */
export function standingTargets(
  unitId: string,
  lineage: readonly Ancestor[],
  targets: readonly Target[],
  denominators: readonly Denominator[],
  on: Day,
  scope = on.slice(0, 4) as TargetScope,
): StandingTarget[] {
  const began = lineage.find(({ id }) => id === unitId)?.validFrom ?? on;
  // Nobody was bound by a decision about a unit that had not begun: until then only what its predecessors had counts.
  const assigned = on < began ? [] : targets.filter((one) => one.unitId === unitId);
  const own = targetsInForce(assigned, scope, on);
  const parents = lineage.filter(({ intoId }) => intoId === unitId);
  const from = scopeDays(scope)?.from;
  if (parents.length === 0 || from === undefined || began <= from) return own;
  return inheritTargets(
    unitId,
    own,
    parents.map(({ id }) => ({
      unitId: id,
      targets: standingTargets(id, lineage, targets, denominators, on, scope),
      denominators: chosen(denominators, id, scopeYear(scope) ?? Number(on.slice(0, 4))),
    })),
  );
}

function chosen(rows: readonly Denominator[], unitId: string, year: number): ChosenDenominator[] {
  return DENOMINATOR_KINDS.flatMap((kind) => chooseDenominator(rows, unitId, [], kind, year) ?? []);
}

/**
 * The headline headcount or amount of each of these years, own or inherited, as it stood when the year ended; before the
 * unit began, and in the year it did, the sum of what its predecessors were given.
 */
export function plansOfYears(
  unitId: string,
  lineage: readonly Ancestor[],
  targets: readonly Target[],
  id: IndicatorId,
  years: readonly number[],
): { year: number; value: bigint }[] {
  const plans = targets.filter(
    ({ indicator, kind }) => indicator === id && (kind === "headcount" || kind === "amount"),
  );
  return years.flatMap((year) => {
    const ofYear = plans.filter(({ scope }) => scope === String(year));
    const [plan] = standingTargets(unitId, lineage, ofYear, [], `${year}-12-31`);
    return plan ? [{ year, value: plan.value }] : [];
  });
}
