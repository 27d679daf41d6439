/** What stands below the table for the chosen indicator: end of the year, payer groups, revenue, debt, communication. */
import { shapeCommunication, type CommunicationView } from "./dashboard-communication";
import type { IndicatorView, UnitFacts } from "./dashboard";
import type { DashboardContext } from "./dashboard-context";
import type { DebtView } from "./dashboard-debt";
import { PAYER_INDICATORS, shapeWaterfall, type Between, type Waterfall } from "./dashboard-payers";
import { projectionPeriods, shapeProjection, type ProjectionView } from "./dashboard-projection";
import {
  debtSeriesPeriods,
  shapeDebtSeries,
  shapeYear,
  type DebtSeries,
  type YearPlans,
  type YearSeries,
} from "./dashboard-series";
import type { IndicatorId } from "./indicator";
import type { PeriodId } from "./period";
import type { Unit } from "./unit";

export type DetailView = {
  projection: ProjectionView;
  /** Of BHYT. */
  waterfall: Waterfall | null;
  /** Of what is collected. */
  year: YearSeries | null;
  /** Of chậm đóng. */
  debt: DebtSeries | null;
  communication: CommunicationView;
};

/** What was read for it beside the unit's facts. */
export type DetailFacts = {
  between: Between;
  /** What was to be collected in each year. */
  collection: YearPlans;
};

/** The periods that it needs of each indicator, beside those of the cards and the trend. */
export function detailPeriods(
  chosen: IndicatorId,
  period: PeriodId,
  { from, to }: Between,
): ReadonlyMap<IndicatorId, readonly PeriodId[]> {
  const wanted = new Map<IndicatorId, PeriodId[]>([[chosen, projectionPeriods(chosen, period)]]);
  const add = (id: IndicatorId, periods: readonly PeriodId[]) =>
    wanted.set(id, [...(wanted.get(id) ?? []), ...periods]);
  if (chosen === "BHYT") for (const id of PAYER_INDICATORS) add(id, [from, to]);
  if (chosen === "NO") for (const id of ["THU", "PHAI_THU"] as const) add(id, debtSeriesPeriods(period));
  return wanted;
}

export function shapeDetail(
  unit: Pick<Unit, "reportingKind">,
  facts: UnitFacts,
  { view, debt }: { view: IndicatorView; debt: DebtView },
  { between, collection }: DetailFacts,
  context: DashboardContext,
): DetailView {
  const { id } = view;
  const { period } = context;
  return {
    projection: shapeProjection(facts, view, debt, context),
    waterfall: id === "BHYT" ? shapeWaterfall(facts, between) : null,
    year: id === "THU" ? shapeYear(facts, id, period, collection) : null,
    debt: id === "NO" ? shapeDebtSeries(facts, period, collection) : null,
    communication: shapeCommunication(unit, facts, context),
  };
}
