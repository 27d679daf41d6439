/** All targets of a unit for one time, side by side: what stands on a day, what it replaced, what comes after it. */
import { headcountOfRate } from "./attainment";
import { chooseDenominator, denominatorKind, type ChosenDenominator, type Denominator } from "./coverage";
import { standingTargets, type Ancestor } from "./dashboard-targets";
import type { Day } from "./day";
import { INDICATOR_IDS, type IndicatorId } from "./indicator";
import { targetSequence, type StandingTarget, type Target } from "./target";
import type { TargetScope } from "./target-scope";

export type ListedTarget = {
  target: StandingTarget;
  /** The people that a rate means; null for other kinds, and where there is no denominator. */
  means: { people: bigint; denominator: ChosenDenominator } | null;
  /** What the same issuer had given in its place before. */
  replaced: Target | null;
  /** What the same issuer gives in its place from a later day. */
  next: Target | null;
  /** What each predecessor was given, where the number is made from theirs. */
  parts: readonly StandingTarget[];
};

export type TargetGroup = { indicator: IndicatorId; targets: readonly ListedTarget[] };

export type TargetListFacts = {
  unitId: string;
  lineage: readonly Ancestor[];
  /** Of the whole lineage, in all versions. */
  targets: readonly Target[];
  denominators: readonly Denominator[];
  /** Its children that are territories. */
  childIds: readonly string[];
};

/** The indicators in their order, of each the headline first. */
export function targetList(facts: TargetListFacts, scope: TargetScope, on: Day): TargetGroup[] {
  const { unitId, lineage, targets, denominators } = facts;
  const standing = standingTargets(unitId, lineage, targets, denominators, on, scope);
  return INDICATOR_IDS.map((indicator) => ({
    indicator,
    targets: standing
      .filter((target) => target.indicator === indicator)
      .map((target) => listed(target, facts, scope, on)),
  })).filter((group) => group.targets.length > 0);
}

function listed(target: StandingTarget, facts: TargetListFacts, scope: TargetScope, on: Day): ListedTarget {
  const sequence = target.madeFrom.length > 0 ? [] : targetSequence(facts.targets, target);
  const at = sequence.findIndex(({ version, decisionNumber, decidedOn }) => {
    return (
      version === target.version && decisionNumber === target.decisionNumber && decidedOn === target.decidedOn
    );
  });
  return {
    target,
    means: meaning(target, facts, on),
    replaced: sequence[at - 1] ?? null,
    next: sequence[at + 1] ?? null,
    parts: target.madeFrom.flatMap((id) => partOf(id, target, facts, scope, on) ?? []),
  };
}

function partOf(
  unitId: string,
  { indicator, issuer, kind }: Target,
  { lineage, targets, denominators }: TargetListFacts,
  scope: TargetScope,
  on: Day,
): StandingTarget | undefined {
  return standingTargets(unitId, lineage, targets, denominators, on, scope).find(
    (one) => one.indicator === indicator && one.issuer === issuer && one.kind === kind,
  );
}

/** With the newest denominator up to the year of the day. */
function meaning(
  { kind, value, indicator }: Target,
  { unitId, denominators, childIds }: TargetListFacts,
  on: Day,
): ListedTarget["means"] {
  const measuredBy = denominatorKind(indicator);
  if (kind !== "rate" || measuredBy === null) return null;
  const denominator = chooseDenominator(denominators, unitId, childIds, measuredBy, Number(on.slice(0, 4)));
  return denominator && { people: headcountOfRate(value, denominator.value), denominator };
}

/** How many numbers stand, by how many issuers, and what of them is not in force yet or made from others. */
export function targetListSummary(groups: readonly TargetGroup[]) {
  const all = groups.flatMap(({ targets }) => targets);
  return {
    indicators: groups.length,
    targets: all.length,
    issuers: [...new Set(all.map(({ target }) => target.issuer))],
    later: all.filter(({ target }) => target.isLater).length,
    inherited: all.filter(({ target }) => target.madeFrom.length > 0).length,
  };
}
