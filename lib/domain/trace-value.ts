/** How a value came about: parts of a derived indicator, months of a flow, units of a sum; each list adds up to it. */
import type { UnitFacts } from "./dashboard";
import { measureIn } from "./dashboard";
import { periodsOfYear } from "./dashboard-context";
import type { Measure } from "./dashboard-measure";
import type { ChildRow, RowUnit } from "./dashboard-rows";
import type { DashboardView } from "./dashboard-view";
import { DERIVED, INDICATORS, type IndicatorId } from "./indicator";
import { derivedParts, isDerivedId } from "./rollup";
import type { PeriodId } from "./period";
import { sum, whole, type Formula } from "./trace-formula";
import { isReportingUnit, type Unit } from "./unit";

/** A unit whose number goes into the sum. */
export type TracePart = {
  unit: RowUnit;
  /** What it adds; of a flow from 1 January. Null is missing, not 0. */
  adds: bigint | null;
  /** Of a flow: what the period itself brought. */
  inPeriod: bigint | null;
  /** Its published number, where that is shown for it but does not go into the sum. */
  beside: bigint | null;
  measure: Measure;
};

export type TraceParts = {
  /** The units below, or those that stood in the place of a unit that had not begun. */
  kind: "children" | "predecessors";
  rows: readonly TracePart[];
  /** What the rows do not explain: parts of units that were split up, published numbers. */
  rest: bigint;
  restInPeriod: bigint;
  total: bigint | null;
  totalInPeriod: bigint | null;
};

type TraceMonth = { period: PeriodId; measure: Measure | null };

export type ValueTrace = {
  measure: Measure;
  /** Of a derived indicator. */
  derived: Formula | null;
  /** Of a flow: the periods since 1 January, oldest first. */
  months: readonly TraceMonth[];
  parts: TraceParts | null;
  /** A reporting unit whose own figure it is. */
  isLeaf: boolean;
};

type Views = Pick<DashboardView, "unit" | "chosen" | "children" | "before" | "groups" | "context">;

export function traceValue(view: Views, facts: UnitFacts): ValueTrace {
  const { chosen, unit, context } = view;
  const isFlow = INDICATORS[chosen.id].nature === "flow";
  return {
    measure: chosen.measure,
    derived: derivedFormula(view),
    months: isFlow
      ? periodsOfYear(context.period).map((period) => ({
          period,
          measure: measureIn(facts, chosen.id, period),
        }))
      : [],
    parts: partsOf(view),
    isLeaf: isReportingUnit(unit) && view.before.length === 0,
  };
}

const known = (values: readonly (bigint | null)[]) =>
  values.reduce<bigint>((total, value) => total + (value ?? 0n), 0n);

function partsOf({ unit, chosen, children, before }: Views): TraceParts | null {
  const isBefore = before.length > 0;
  if (!isBefore && (isReportingUnit(unit) || children.length === 0)) return null;
  const isFlow = INDICATORS[chosen.id].nature === "flow";
  // In the place of a young unit what is shown of its predecessors counts; a sum counts only what was reported.
  const rows = (isBefore ? before : children).map((row) => partOf(row, isBefore || isFlow));
  const total = isBefore || isFlow ? chosen.measure.value : chosen.measure.sum;
  const totalInPeriod = isFlow ? chosen.measure.inPeriod : null;
  return {
    kind: isBefore ? "predecessors" : "children",
    rows,
    total,
    totalInPeriod,
    rest: (total ?? 0n) - known(rows.map(({ adds }) => adds)),
    restInPeriod: (totalInPeriod ?? 0n) - (isFlow ? known(rows.map(({ inPeriod }) => inPeriod)) : 0n),
  };
}

function partOf({ unit, view: { measure } }: Pick<ChildRow, "unit" | "view">, asShown: boolean): TracePart {
  return {
    unit,
    measure,
    adds: asShown ? measure.value : measure.sum,
    inPeriod: measure.inPeriod,
    beside: !asShown && measure.isStated ? measure.value : null,
  };
}

/** What a derived indicator is made of for this unit; its value at the head may lack units that lack one of its parts. */
export function componentsOf(id: IndicatorId, unit: Pick<Unit, "reportingKind">) {
  if (!isDerivedId(id)) return [];
  return unit.reportingKind === null ? DERIVED[id] : derivedParts(id, unit.reportingKind);
}

function derivedFormula({ unit, chosen, groups }: Views): Formula | null {
  const { value } = chosen.measure;
  const views = new Map(groups.flatMap(({ views: all }) => all.map((one) => [one.id, one] as const)));
  const terms = componentsOf(chosen.id, unit).flatMap(([id, sign]) => {
    const part = views.get(id)?.measure.value ?? null;
    const to = { indicator: id, section: "value" } as const;
    const direction: 1n | -1n = sign < 0n ? -1n : 1n;
    return part === null ? [] : [{ sign: direction, operand: whole(part, INDICATORS[id].name, to) }];
  });
  if (value === null || terms.length === 0) return null;
  const rest = value - terms.reduce((all, { sign, operand }) => all + sign * operand.number.scaled, 0n);
  const left: typeof terms =
    rest === 0n
      ? terms
      : [
          ...terms,
          {
            sign: rest < 0n ? -1n : 1n,
            operand: whole(rest < 0n ? -rest : rest, "đơn vị thiếu một trong các số trên, hoặc số công bố"),
          },
        ];
  return sum(left, INDICATORS[chosen.id].name);
}
