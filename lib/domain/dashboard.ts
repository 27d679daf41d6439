/** One indicator of one unit on a dashboard: value, plan, coverage, comparisons and pace, from what is stored. */
import { attainment, isShort, type Attainment } from "./attainment";
import {
  COMPARATORS,
  decemberBefore,
  growth,
  rateChange,
  type Comparator,
  type ComparisonBase,
  type Growth,
  type RateChange,
} from "./comparison";
import {
  chooseDenominator,
  coverage,
  denominatorKind,
  type ChosenDenominator,
  type Coverage,
  type Denominator,
} from "./coverage";
import { monthsUpTo, periodsOfYear, type DashboardContext } from "./dashboard-context";
import {
  carriedIn,
  isWhole,
  judged,
  measure,
  side,
  together,
  yearToDate,
  type Cell,
  type Measure,
} from "./dashboard-measure";
import { progress, type Progress } from "./dashboard-progress";
import type { Ancestor } from "./dashboard-targets";
import { INDICATORS, type IndicatorId } from "./indicator";
import { neededPerDay, recentBase, recentPace, workingDays } from "./pace";
import { asOfDay, yearOf, type PeriodId } from "./period";
import { ratio, type Ratio, type Rounded } from "./ratio";
import type { StandingTarget } from "./target";
import { existsOn, type Unit } from "./unit";

/** What is stored of a unit, as far as its dashboard needs it. */
export type UnitFacts = {
  unit: Pick<Unit, "id" | "validFrom" | "validTo">;
  /** The unit itself and its whole predecessors, theirs too. */
  lineage: readonly Ancestor[];
  /** By {@link cellKey}: the cells of the members of the lineage that were valid then. */
  cells: ReadonlyMap<string, readonly Cell[]>;
  /** The standing targets of the year, all indicators. */
  targets: readonly StandingTarget[];
  /** Those that stood in the period of the comparator. */
  targetsBefore?: readonly StandingTarget[];
  /** Of the lineage and of its children, as of the period and as of the base of comparison. */
  denominators: readonly Denominator[];
  /** The children that are territories. */
  territories: readonly string[];
};

export function cellKey(id: IndicatorId, period: PeriodId): string {
  return `${id} ${period}`;
}

export type TargetView = {
  target: StandingTarget;
  attainment: Attainment;
  /** Null also of a number that is no ground for a verdict. */
  progress: Progress | null;
  /** Where the value should be by now, of the target. */
  expectedOfPlan: Ratio | null;
};

export type Comparison = { base: ComparisonBase; growth: Growth };

/** Per working day: what the rest of the year must bring, and what the last three months brought. */
export type Pace = { daysLeft: number; needed: bigint | null; recent: Rounded | null };

export type IndicatorView = {
  id: IndicatorId;
  /** For a flow from 1 January. */
  measure: Measure;
  coverage: Coverage | null;
  /** Side by side, the headline first. */
  targets: readonly TargetView[];
  comparisons: Record<Comparator, Comparison>;
  /** Of the coverage, against the comparator of the page. */
  rateChange: RateChange;
  pace: Pace | null;
};

/** All that a value is made of. */
export type Stored = Pick<UnitFacts, "lineage" | "cells">;

/** What counts of the unit in a period: its own cell, before it began those of its whole predecessors. */
export function measureIn(facts: Stored, id: IndicatorId, period: PeriodId): Measure | null {
  const day = asOfDay(period);
  const isParent = new Set(facts.lineage.map(({ intoId }) => intoId));
  // A member that began later and came from nothing whole has no value then, and nobody in its place: unknown, not 0.
  const members = facts.lineage.filter(
    (member) => existsOn(member, day) || (day < member.validFrom && !isParent.has(member.id)),
  );
  return together(facts.cells.get(cellKey(id, period)) ?? [], members.length);
}

/** The value if nothing of it is missing. */
export const complete = (one: Measure | null) => (one?.unknown === 0 ? one.value : null);

function flowToDate(facts: Stored, id: IndicatorId, period: PeriodId): Measure {
  return yearToDate(periodsOfYear(period).map((one) => ({ id: one, measure: measureIn(facts, id, one) })));
}

/** Stock and cumulative: the period's own value; a flow: from 1 January. */
export function valueIn(facts: Stored, id: IndicatorId, period: PeriodId): Measure | null {
  return INDICATORS[id].nature === "flow" ? flowToDate(facts, id, period) : measureIn(facts, id, period);
}

/** What stands in December, if it is complete; what is counted from 1 January starts at 0. */
export function yearBase(facts: UnitFacts, id: IndicatorId, period: PeriodId): bigint | null {
  if (INDICATORS[id].nature === "flow" || INDICATORS[id].nature === "cumulative") return 0n;
  return complete(measureIn(facts, id, decemberBefore(period)));
}

export function shapeIndicator(facts: UnitFacts, id: IndicatorId, context: DashboardContext): IndicatorView {
  const { period } = context;
  const current = valueIn(facts, id, period) ?? measure();
  const denominator = denominatorIn(facts, id, period);
  const base = yearBase(facts, id, period);
  const targets = facts.targets
    .filter(({ indicator }) => indicator === id)
    .map((target): TargetView => {
      const reached = attainment(target, {
        value: current.value,
        yearEndBefore: base,
        denominator,
        isIncomplete: current.unknown > 0,
      });
      return { target, attainment: reached, ...position(target, reached, current, base, id, context) };
    });
  const covered = coverage(current.value, denominator);
  const comparisons = Object.fromEntries(
    COMPARATORS.map((comparator) => [comparator, compare(facts, id, context, comparator)]),
  ) as Record<Comparator, Comparison>;
  return {
    id,
    measure: current,
    coverage: covered,
    targets,
    comparisons,
    rateChange: compareRates(facts, id, covered, comparisons[context.comparator]),
    pace: pace(facts, id, context, current, targets[0]),
  };
}

/** Headcount, amount and increase are held against the value itself, a rate against the people it means. */
function position(
  target: StandingTarget,
  reached: Attainment,
  current: Measure,
  base: bigint | null,
  id: IndicatorId,
  { asOf, rule }: DashboardContext,
): Pick<TargetView, "progress" | "expectedOfPlan"> {
  const goal = reached.kind === "rate" ? reached.headcount : target.value;
  const value = judged(current);
  const isIncrease = target.kind === "increase";
  const start = isIncrease ? 0n : base;
  const counted = isIncrease && base !== null && value !== null ? value - base : isIncrease ? null : value;
  if (goal === null || counted === null) return { progress: null, expectedOfPlan: null };
  const { direction } = INDICATORS[id];
  const one = progress({ value: counted, base: start, target: goal, direction, asOf }, rule);
  return { progress: one, expectedOfPlan: ratio(one?.expected ?? null, goal) };
}

/** Why what is counted from 1 January is not compared across it. */
export const RESTARTS = "Số lũy kế tính lại từ tháng 1";

function compare(
  facts: UnitFacts,
  id: IndicatorId,
  { period, bases }: DashboardContext,
  comparator: Comparator,
): Comparison {
  const base = bases[comparator];
  const { nature } = INDICATORS[id];
  const restarts = nature === "flow" || nature === "cumulative";
  const sameYear = yearOf(base.periodId) === yearOf(period);
  if (restarts && (comparator === "ytd" || (comparator === "mom" && nature === "cumulative" && !sameYear)))
    return { base, growth: { kind: "none", reason: RESTARTS } };
  // A flow of the month against the month before; against last year from 1 January.
  const read = comparator === "mom" ? measureIn : valueIn;
  return { base, growth: growthBetween(id, read(facts, id, period), read(facts, id, base.periodId)) };
}

/** What came about between two values of an indicator, or why that cannot be told. */
export function growthBetween(id: IndicatorId, current: Measure | null, before: Measure | null): Growth {
  const told = gap(current) ?? gap(before) ?? growth(side(current), side(before));
  if (told.kind === "none" || INDICATORS[id].nature !== "cumulative") return told;
  return late(current, "") ?? late(before, "Kỳ so sánh có ") ?? told;
}

/** What is counted from 1 January grows each month: a part of an earlier one lacks what the time since has brought. */
function late(one: Measure | null, where: string): Growth | null {
  const carried = one === null ? 0 : carriedIn(one);
  return carried > 0 ? { kind: "none", reason: `${where}${carried} đơn vị lấy số kỳ trước` } : null;
}

/** Why a flow from 1 January cannot be compared: whole periods of the year are not there. */
function gap(one: Measure | null): Growth | null {
  const absent = one?.absent.length ?? 0;
  return absent > 0 ? { kind: "none", reason: `Chưa có số liệu của ${absent} tháng trong năm` } : null;
}

/** None where the values themselves may not be compared. */
function compareRates(
  facts: UnitFacts,
  id: IndicatorId,
  current: Coverage | null,
  { base, growth: change }: Comparison,
): RateChange {
  if (change.kind === "none") return change;
  const before = measureIn(facts, id, base.periodId)?.value ?? null;
  return rateChange(current, coverage(before, denominatorIn(facts, id, base.periodId)));
}

/** Its own of that year; of a unit that had not begun the sum of those of what it came from, where they have one basis. */
export function denominatorIn(facts: UnitFacts, id: IndicatorId, period: PeriodId): ChosenDenominator | null {
  const kind = denominatorKind(id);
  if (kind === null) return null;
  const { unit, lineage, denominators, territories } = facts;
  const [day, year] = [asOfDay(period), yearOf(period)];
  const choose = (rows: readonly Denominator[], parts: readonly string[]) =>
    chooseDenominator(rows, unit.id, parts, kind, year);
  if (existsOn(unit, day)) return choose(denominators, territories);
  const before = lineage.filter((member) => existsOn(member, day)).map((member) => member.id);
  const theirs = denominators.filter(({ unitId }) => unitId !== unit.id);
  return choose(theirs, before) ?? choose(denominators, []);
}

/** Only while something remains to be reached, and what was reached is known. */
function pace(
  facts: UnitFacts,
  id: IndicatorId,
  context: DashboardContext,
  current: Measure,
  headline: TargetView | undefined,
): Pace | null {
  const { direction } = INDICATORS[id];
  const { period, asOf, holidays } = context;
  const remaining = headline?.attainment.remaining ?? null;
  if (direction === "lower" || remaining === null || !isShort(remaining, direction)) return null;
  // What a missing unit or month has reached is not what is left to do.
  if (!isWhole(current)) return null;
  const daysLeft = workingDays(asOf, `${asOf.slice(0, 4)}-12-31`, holidays);
  return {
    daysLeft,
    needed: neededPerDay(remaining, daysLeft),
    recent: recentPace(period, broughtRecently(facts, id, period), holidays),
  };
}

/** What the time since the month three before brought, also across a turn of the year; null if a part of it is unknown. */
export function broughtRecently(facts: UnitFacts, id: IndicatorId, period: PeriodId): bigint | null {
  const { nature } = INDICATORS[id];
  const value = (one: PeriodId) => {
    const its = measureIn(facts, id, one);
    return nature === "cumulative" && its !== null && carriedIn(its) > 0 ? null : judged(its);
  };
  if (nature === "flow") return added(monthsUpTo(period, 3).map(value));
  const [before, now] = [value(recentBase(period)), value(period)];
  const grown = added([now, before === null ? null : -before]);
  const restarted = nature === "cumulative" && yearOf(recentBase(period)) !== yearOf(period);
  // What is counted from 1 January had reached December's value before it began anew.
  return restarted ? added([grown, value(decemberBefore(period))]) : grown;
}

/** Null if one is unknown. */
function added(values: readonly (bigint | null)[]): bigint | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0n);
}
