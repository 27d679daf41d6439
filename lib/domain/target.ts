/** Targets: which of them is in force on a day, which is the headline, and what a merged unit inherits. */
import { denominatorKind, type ChosenDenominator } from "./coverage";
import type { Day } from "./day";
import { grouped } from "./grouped";
import type { IndicatorId } from "./indicator";
import { divideRounded } from "./ratio";

/** `increase` is "chỉ tiêu phát triển mới", `rate` is in hundredths of a percent, `amount` in đồng. */
export const TARGET_KINDS = ["headcount", "increase", "rate", "amount"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** A target of an issued decision. */
export type Target = {
  unitId: string;
  indicator: IndicatorId;
  kind: TargetKind;
  /** People, đồng, or hundredths of a percent (9225n is 92,25%). */
  value: bigint;
  /** A year "2023", school year "SY2023", quarter "2023-Q4" or drive "D:…". */
  scope: string;
  issuer: string;
  /** Where the decision is found; null for a number made from those of several. */
  decisionId?: string | null;
  decisionNumber: string;
  decidedOn: Day;
  effectiveOn: Day;
  /** A correction under the same decision is a new version; the highest counts. */
  version: number;
  /** When this version was recorded: an instant as Date.toISOString() writes it. */
  recordedAt: string;
  /** Why this target is the headline against the rule; null if the rule decides. */
  headlineReason: string | null;
};

export type StandingTarget = Target & {
  /** "giao sau": nothing was in force yet, so the first later decision stands in. */
  isLater: boolean;
  isHeadline: boolean;
  /** The predecessors it was made from ("cộng từ 3 tỉnh"); empty for the unit's own. */
  madeFrom: readonly string[];
};

/** All that the issuer of this target ever gave the unit in its place, decision after decision, oldest first. */
export function targetSequence(targets: readonly Target[], of: Target): Target[] {
  const same = targets.filter((one) => assignment(one) === assignment(of) && one.scope === of.scope);
  return newestVersions(same).sort(byAge);
}

/** A whole predecessor with its standing targets and its denominators (at most one of a kind). */
export type Predecessor = {
  unitId: string;
  targets: readonly StandingTarget[];
  denominators: readonly ChosenDenominator[];
};

/** The agency itself, as decisions name it; its headcount is the headline. */
export const AGENCY: ReadonlySet<string> = new Set(["BHXH VN", "BHXH Việt Nam"]);

/** What was recorded by an instant ("what did we believe on …"); `instant` as Date.toISOString() writes it. */
export function recordedBy(targets: readonly Target[], instant: string): Target[] {
  return targets.filter((target) => target.recordedAt <= instant);
}

/** Of each target under each decision the highest version; a number is only of its year, and two years may meet in a scope. */
function newestVersions(targets: readonly Target[]): Target[] {
  const key = (one: Target) => `${assignment(one)} ${one.decisionNumber} ${one.decidedOn}`;
  return groups(targets, key).flatMap(
    (versions) => versions.toSorted((a, b) => b.version - a.version)[0] ?? [],
  );
}

/**
 * The targets of one scope that stand on a day, side by side, headlines first, then the newest: of each unit,
 * indicator, issuer and kind the one with the greatest effective day that is not later, else the first later one,
 * flagged.
 */
export function targetsInForce(targets: readonly Target[], scope: string, on: Day): StandingTarget[] {
  const ofScope = newestVersions(targets.filter((target) => target.scope === scope));
  const standing = groups(ofScope, assignment).flatMap((versions): StandingTarget[] => {
    const sorted = versions.toSorted(byAge);
    const target = sorted.findLast(({ effectiveOn }) => effectiveOn <= on) ?? sorted[0];
    return target ? [{ ...target, isLater: target.effectiveOn > on, isHeadline: false, madeFrom: [] }] : [];
  });
  return withHeadlines(standing);
}

/**
 * A merged unit's targets: its own in force; for an issuer and kind of which it has none, the sum of its
 * predecessors' if all have one (rates weighted by denominators of one basis); own and inherited are never added.
 */
export function inheritTargets(
  unitId: string,
  own: readonly StandingTarget[],
  predecessors: readonly Predecessor[],
): StandingTarget[] {
  const mine = (target: Target) => assignment({ ...target, unitId });
  const inForce = new Set(own.filter((target) => !target.isLater).map(mine));
  const inherited = groups(
    predecessors.flatMap(({ targets }) => targets),
    mine,
  )
    .filter(([first]) => first && !inForce.has(mine(first)))
    .flatMap((parts) => combined(unitId, parts, predecessors) ?? []);
  const taken = new Set(inherited.map(mine));
  return withHeadlines([...own.filter((target) => !taken.has(mine(target))), ...inherited]);
}

function combined(
  unitId: string,
  parts: readonly StandingTarget[],
  predecessors: readonly Predecessor[],
): StandingTarget | null {
  const newest = parts.toSorted(byAge).at(-1);
  if (!newest || parts.length < predecessors.length) return null;
  const value =
    newest.kind === "rate"
      ? weightedRate(parts, predecessors)
      : parts.reduce((sum, { value }) => sum + value, 0n);
  if (value === null) return null;
  return {
    ...newest,
    unitId,
    value,
    decisionId: parts.length === 1 ? (newest.decisionId ?? null) : null,
    decisionNumber: [...new Set(parts.map((part) => part.decisionNumber))].join("; "),
    isLater: parts.some((part) => part.isLater),
    headlineReason: null,
    madeFrom: parts.map((part) => part.unitId),
  };
}

/** Of a single predecessor as it is; null if a denominator is unknown or of another basis. */
function weightedRate(parts: readonly StandingTarget[], predecessors: readonly Predecessor[]): bigint | null {
  const [first] = parts;
  if (first && parts.length === 1) return first.value;
  const weighted = parts.map(({ unitId, indicator, value }) => {
    const kind = denominatorKind(indicator);
    const denominators = predecessors.find((one) => one.unitId === unitId)?.denominators;
    return { value, weight: denominators?.find((one) => one.kind === kind) };
  });
  let people = 0n;
  let total = 0n;
  for (const { value, weight } of weighted) {
    if (!weight || weight.basis !== weighted[0]?.weight?.basis) return null;
    people += value * weight.value;
    total += weight.value;
  }
  return divideRounded(people, total);
}

/** Marks one headline per unit, indicator and scope: the overriding one, else the agency's headcount, else the newest. */
function withHeadlines(targets: readonly StandingTarget[]): StandingTarget[] {
  const newestFirst = targets.toSorted((a, b) => Number(a.isLater) - Number(b.isLater) || byAge(b, a));
  const marked = groups(newestFirst, subject).flatMap((rivals) => {
    const headline =
      rivals.find((target) => target.headlineReason !== null) ??
      rivals.find((target) => target.kind === "headcount" && AGENCY.has(target.issuer)) ??
      rivals[0];
    return rivals.map((target) => ({ ...target, isHeadline: target === headline }));
  });
  return marked.sort((a, b) => Number(b.isHeadline) - Number(a.isHeadline));
}

const subject = ({ unitId, indicator, scope }: Target) => JSON.stringify([unitId, indicator, scope]);
const assignment = ({ unitId, indicator, scope, issuer, kind }: Target) =>
  JSON.stringify([unitId, indicator, scope, issuer, kind]);

/** Oldest first: by effective day, then by day of decision, then by the instant it was recorded. */
function byAge(a: Target, b: Target): number {
  const key = (target: Target) => [target.effectiveOn, target.decidedOn, target.recordedAt].join();
  return key(a) < key(b) ? -1 : Number(key(a) > key(b));
}

const groups = <T>(all: readonly T[], key: (one: T) => string) => [...grouped(all, key).values()];
