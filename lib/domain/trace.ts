/** The explanation of all numbers of one unit, indicator and period: of the value, and of everything told from it. */
import type { UnitFacts } from "./dashboard";
import type { DashboardView } from "./dashboard-view";
import type { Target } from "./target";
import {
  traceComparisons,
  traceCoverage,
  traceRate,
  type ComparisonTrace,
  type CoverageTrace,
  type RateTrace,
} from "./trace-compare";
import { tracePace, type PaceTrace } from "./trace-pace";
import { debtFormulas, tracePlan, type TargetTrace } from "./trace-plan";
import type { Formula } from "./trace-formula";
import { traceValue, type ValueTrace } from "./trace-value";

export type TraceView = {
  value: ValueTrace;
  targets: readonly TargetTrace[];
  /** Of chậm đóng: its three ratios, and the part that bears interest. */
  debt: readonly Formula[];
  coverage: CoverageTrace | null;
  comparisons: readonly ComparisonTrace[];
  rate: RateTrace | null;
  pace: PaceTrace;
};

/**
 * Explains the numbers of a dashboard, never others: formulas are made around what it shows.
 * @param names short names by id, of the unit and of what it came from
 * @param targets those of the year of the unit and of what it came from, in all versions
 */
export function shapeTrace(
  view: DashboardView,
  facts: UnitFacts,
  targets: readonly Target[],
  names: ReadonlyMap<string, string>,
): TraceView {
  const { chosen, context, debt } = view;
  return {
    value: traceValue(view, facts),
    targets: tracePlan(chosen, facts, { targets, debt, names }, context),
    debt: chosen.id === "NO" ? debtFormulas(chosen.measure.value, debt) : [],
    coverage: traceCoverage(chosen, facts, context.period),
    comparisons: traceComparisons(chosen, facts, context),
    rate: traceRate(chosen, facts, context),
    pace: tracePace(chosen, facts, view.children, context),
  };
}

/** Every formula of an explanation. */
export function formulasOf(view: TraceView): Formula[] {
  return [
    ...(view.value.derived ? [view.value.derived] : []),
    ...view.targets.flatMap(({ formulas, inherited }) => [...formulas, ...(inherited ? [inherited] : [])]),
    ...view.debt,
    ...(view.coverage ? [view.coverage.formula] : []),
    ...view.comparisons.flatMap(({ formulas }) => formulas),
    ...(view.rate?.formulas ?? []),
    ...view.pace.positions.flatMap(({ formulas }) => formulas),
    ...(view.pace.pace?.formulas ?? []),
  ];
}
