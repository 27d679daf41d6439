/**
 * Sums up the tree, as rules over figures: what a unit's value of a period is (own, carried or missing), and how values
 * and their counters add up. The application stores the same by SQL; this is what that is checked against.
 */
import { existsOn, type Unit } from "./unit";
import {
  DERIVED,
  INDICATORS,
  indicator,
  type DerivedId,
  type IndicatorId,
  type IndicatorNature,
  type ReportingKind,
} from "./indicator";
import { asOfDay, carryWindow, yearOf, type PeriodId } from "./period";

export type ApprovedFigure = { value: bigint; isEstimate: boolean };

/** A unit that has, or once had, figures of its own. */
export type Leaf = Pick<Unit, "id" | "validFrom" | "validTo"> & { reportingKind: ReportingKind };

/** What the rules read. */
export type RollupFacts = {
  leaf: (unitId: string) => Leaf | undefined;
  /** The units that went whole to this one; empty if none did. */
  wholePredecessors: (unitId: string) => readonly string[];
  isRequired: (periodId: PeriodId, kind: ReportingKind, id: IndicatorId) => boolean;
  figure: (unitId: string, periodId: PeriodId, id: IndicatorId) => ApprovedFigure | undefined;
};

export type Effective =
  | { kind: "reported" | "carried"; value: bigint; isEstimate: boolean }
  /** Expected, and not there: never 0. */
  | { kind: "missing" };

/** One stored row: expected = reported + carried + missing; sum is null when nothing is reported or carried. */
export type Rollup = {
  sum: bigint | null;
  reported: number;
  carried: number;
  estimated: number;
  missing: number;
  expected: number;
};

type Part = readonly [component: IndicatorId, sign: bigint];

/**
 * The parts of a derived indicator for one kind of unit. A part that the kind never reports is left out: the national
 * offices have no voluntary participants, and without their BHXH and TONG the nation's would not be the sum of its parts.
 */
export function derivedParts(id: DerivedId, kind: ReportingKind): readonly Part[] {
  const parts: readonly Part[] = DERIVED[id];
  return parts.filter(([component]) => {
    const reportedBy: readonly ReportingKind[] | undefined = indicator(component).reportedBy;
    return reportedBy?.includes(kind) !== false;
  });
}

export function isDerivedId(id: IndicatorId): id is DerivedId {
  return INDICATORS[id].nature === "derived";
}

const MISSING: Effective = { kind: "missing" };

/** The value that counts for a reporting unit that exists on the as-of day; null if none is expected. */
export function effective(
  facts: RollupFacts,
  leaf: Leaf,
  periodId: PeriodId,
  id: IndicatorId,
): Effective | null {
  if (isDerivedId(id)) return derived(facts, leaf, periodId, id);
  const own = facts.figure(leaf.id, periodId, id);
  if (own) return { kind: "reported", ...own };
  if (!facts.isRequired(periodId, leaf.reportingKind, id)) return null;
  const carried = carriedFrom(facts, leaf.id, carriedMonths(periodId, INDICATORS[id].nature), id);
  return carried ? { kind: "carried", ...carried } : MISSING;
}

/** The months, oldest first, whose approved value a period may carry. Flows are never carried. */
function carriedMonths(periodId: PeriodId, nature: IndicatorNature): PeriodId[] {
  if (nature === "stock") return carryWindow(periodId);
  if (nature !== "cumulative") return [];
  return carryWindow(periodId).filter((month) => yearOf(month) === yearOf(periodId));
}

/** The latest own value in these months, else the sum over all whole predecessors, else nothing. */
function carriedFrom(
  facts: RollupFacts,
  unitId: string,
  months: readonly PeriodId[],
  id: IndicatorId,
): ApprovedFigure | null {
  const leaf = facts.leaf(unitId);
  if (!leaf) return null;
  const latest = months.findLast(
    (month) => existsOn(leaf, asOfDay(month)) && facts.figure(unitId, month, id) !== undefined,
  );
  if (latest !== undefined) return facts.figure(unitId, latest, id) ?? null;
  const predecessors = facts
    .wholePredecessors(unitId)
    .map((predecessor) => carriedFrom(facts, predecessor, months, id));
  if (predecessors.length === 0) return null;
  let sum: ApprovedFigure = { value: 0n, isEstimate: false };
  for (const part of predecessors) {
    if (!part) return null;
    sum = { value: sum.value + part.value, isEstimate: sum.isEstimate || part.isEstimate };
  }
  return sum;
}

/** Expected where all its parts are; missing if a part is missing, carried or an estimate if a part is. */
function derived(facts: RollupFacts, leaf: Leaf, periodId: PeriodId, id: DerivedId): Effective | null {
  let sum: Effective = { kind: "reported", value: 0n, isEstimate: false };
  for (const [component, sign] of derivedParts(id, leaf.reportingKind)) {
    const part = effective(facts, leaf, periodId, component);
    if (part === null) return null;
    sum = plus(sum, part, sign);
  }
  return sum;
}

function plus(sum: Effective, part: Effective, sign: bigint): Effective {
  if (sum.kind === "missing" || part.kind === "missing") return MISSING;
  return {
    kind: part.kind === "carried" ? "carried" : sum.kind,
    value: sum.value + sign * part.value,
    isEstimate: sum.isEstimate || part.isEstimate,
  };
}

/** The stored row of a reporting unit. */
export function leafRollup(one: Effective): Rollup {
  const isMissing = one.kind === "missing";
  return {
    sum: isMissing ? null : one.value,
    reported: Number(one.kind === "reported"),
    carried: Number(one.kind === "carried"),
    estimated: Number(!isMissing && one.isEstimate),
    missing: Number(isMissing),
    expected: 1,
  };
}

/** The row above these: a province over its reporting units, or the nation over its children at read time. */
export function sumRollups(rows: readonly Rollup[]): Rollup {
  const none: Rollup = { sum: null, reported: 0, carried: 0, estimated: 0, missing: 0, expected: 0 };
  return rows.reduce(
    (total, row) => ({
      sum: row.sum === null ? total.sum : (total.sum ?? 0n) + row.sum,
      reported: total.reported + row.reported,
      carried: total.carried + row.carried,
      estimated: total.estimated + row.estimated,
      missing: total.missing + row.missing,
      expected: total.expected + row.expected,
    }),
    none,
  );
}
