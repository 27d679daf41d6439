/** What a decision comes to before it is issued: its tables against the number to hand down, and what may have been forgotten. */
import { receivingDay } from "./decision";
import type { Day } from "./day";
import type { IndicatorId } from "./indicator";
import type { StandingTarget, TargetKind } from "./target";
import type { TargetScope } from "./target-scope";

/** One number of the decision. */
export type ReviewNumber = {
  unitId: string | null;
  recipientId: string | null;
  name: string;
  scope: TargetScope;
  indicator: IndicatorId;
  kind: TargetKind;
  value: bigint;
};

/** The number that is handed down: the decision's own for its unit, else what the unit was given before. */
type ParentNumber = { value: bigint; issuer: string; isOwn: boolean };

export type ReviewTable = {
  indicator: IndicatorId;
  kind: TargetKind;
  scope: TargetScope;
  /** Whom the numbers are for; a unit's own number stands apart. */
  to: "unit" | "recipient";
  /** For the unit of the decision itself. */
  own: bigint | null;
  numbers: readonly ReviewNumber[];
  /** For units further down, as loaded decisions give them at once: already within the numbers of those above them. */
  below: readonly ReviewNumber[];
  /** Null for rates, which are not summed, and where only the unit itself is given a number. */
  sum: bigint | null;
  /** Whom the decision does not name and who keep what the issuer gave them before: a re-issue may name a few. */
  kept: { count: number; sum: bigint };
  parent: ParentNumber | null;
  /** Of the sum with what is kept. Above 0: more is given than there is to give. */
  difference: bigint | null;
  /** Who might have been forgotten. */
  missing: readonly { id: string; name: string }[];
  /** Rates above 100%: they exist, but are looked at again. */
  above: readonly ReviewNumber[];
};

export type ReviewFacts = {
  unitId: string;
  numbers: readonly ReviewNumber[];
  /** What the unit stands to hand down, for each scope the headline of each indicator and kind first. */
  parents: readonly StandingTarget[];
  /** Who may receive a number of a scope. */
  units: ReadonlyMap<TargetScope, readonly { id: string; name: string }[]>;
  recipients: ReadonlyMap<TargetScope, readonly { id: string; name: string }[]>;
  /** What the same issuer gives the receivers when the decision takes effect, but for the decision itself. */
  standing: readonly Pick<StandingTarget, "unitId" | "indicator" | "kind" | "scope" | "value">[];
};

const FULL = 10_000n;

const tableKey = ({ indicator, kind, scope, recipientId }: ReviewNumber) =>
  [scope, indicator, kind, recipientId === null ? "unit" : "recipient"].join(" ");

/** In the order of the numbers. */
export function reviewTables(facts: ReviewFacts): ReviewTable[] {
  const tables = new Map<string, ReviewNumber[]>();
  for (const number of facts.numbers) {
    const table = tables.get(tableKey(number));
    if (table) table.push(number);
    else tables.set(tableKey(number), [number]);
  }
  return [...tables.values()].flatMap((numbers) => reviewTable(numbers, facts) ?? []);
}

function reviewTable(all: readonly ReviewNumber[], facts: ReviewFacts): ReviewTable | null {
  const [first] = all;
  if (!first) return null;
  const { indicator, kind, scope } = first;
  const to = first.recipientId === null ? "unit" : "recipient";
  const own = all.find(({ unitId }) => unitId === facts.unitId)?.value ?? null;
  const receivers = (to === "unit" ? facts.units : facts.recipients).get(scope) ?? [];
  const known = new Set(receivers.map(({ id }) => id));
  const others = all.filter(({ unitId }) => unitId !== facts.unitId);
  const isDirect = ({ unitId }: ReviewNumber) => unitId === null || known.has(unitId);
  const numbers = others.some(isDirect) ? others.filter(isDirect) : others;
  const isSummed = kind !== "rate" && numbers.length > 0;
  const sum = isSummed ? numbers.reduce((total, { value }) => total + value, 0n) : null;
  const stands = facts.parents.find(
    (one) => one.indicator === indicator && one.kind === kind && one.scope === scope,
  );
  const parent =
    own !== null
      ? { value: own, issuer: "", isOwn: true }
      : stands
        ? { value: stands.value, issuer: stands.issuer, isOwn: false }
        : null;
  const given = new Set(numbers.map(({ unitId, recipientId }) => unitId ?? recipientId));
  const unnamed = numbers.length === 0 ? [] : receivers.filter(({ id }) => !given.has(id));
  const before = new Map(
    facts.standing
      .filter((one) => one.indicator === indicator && one.kind === kind && one.scope === scope)
      .map(({ unitId, value }) => [unitId, value]),
  );
  const keeping = unnamed.flatMap(({ id }) => before.get(id) ?? []);
  const kept = { count: keeping.length, sum: isSummed ? keeping.reduce((a, b) => a + b, 0n) : 0n };
  return {
    indicator,
    kind,
    scope,
    to,
    own,
    numbers,
    below: others.filter((one) => !numbers.includes(one)),
    sum,
    kept,
    parent: numbers.length > 0 ? parent : null,
    difference: sum !== null && parent ? sum + kept.sum - parent.value : null,
    missing: unnamed.filter(({ id }) => !before.has(id)),
    above: kind === "rate" ? all.filter(({ value }) => value > FULL) : [],
  };
}

export type DayNote = "retroactive" | "before-decided" | "decided-later";

/** What is unusual about the days of a decision: it exists, but is said before it is issued. */
export function dayNotes(
  { decidedOn, effectiveOn }: { decidedOn: Day; effectiveOn: Day },
  today: Day,
): DayNote[] {
  return [
    ...(effectiveOn < today ? ["retroactive" as const] : []),
    ...(effectiveOn < decidedOn ? ["before-decided" as const] : []),
    ...(decidedOn > today ? ["decided-later" as const] : []),
  ];
}

/** The days on which the receivers are looked up, for each time that the decision has numbers for. */
export function receivingDays(
  effectiveOn: Day,
  numbers: readonly Pick<ReviewNumber, "scope">[],
): Map<TargetScope, Day> {
  return new Map(numbers.map(({ scope }) => [scope, receivingDay(effectiveOn, scope)]));
}
