/** A whole dashboard, shaped: what the page of one unit, period, indicator and comparator shows. */
import { DENOMINATOR_KINDS, type Denominator } from "./coverage";
import { shapeIndicator, type IndicatorView, type UnitFacts } from "./dashboard";
import { HEADLINE, type DashboardContext } from "./dashboard-context";
import { before } from "./dashboard-ranks";
import { shapeDebt, type DebtView } from "./dashboard-debt";
import { shapeDetail, type DetailFacts, type DetailView } from "./dashboard-detail";
import { childRows, type ChildRow, type GapAxis, type GapBar, type RowUnit } from "./dashboard-rows";
import { shapeChart, shapeSpark, shapeTrend, type Chart, type Spark, type Trend } from "./dashboard-trend";
import { lede, type Phrase } from "./dashboard-words";
import { INDICATOR_IDS, INDICATORS, isValidOn, type IndicatorGroup, type IndicatorId } from "./indicator";
import type { Unit } from "./unit";

export type DashboardView = {
  unit: Unit;
  context: DashboardContext;
  chosen: IndicatorView;
  cards: readonly { view: IndicatorView; spark: Spark | null }[];
  debt: DebtView;
  groups: readonly { group: IndicatorGroup; views: readonly IndicatorView[] }[];
  lede: readonly Phrase[];
  trend: Trend;
  chart: Chart | null;
  detail: DetailView;
  children: readonly ChildRow[];
  /** Those in whose place the unit stands, in a period before it began. */
  before: readonly ChildRow[];
  axis: GapAxis | null;
  totalGap: GapBar | null;
  /** Nothing at all is stored of the unit in this period. */
  isEmpty: boolean;
};

export type ChildFacts = { unit: RowUnit; mergedFrom: readonly string[]; facts: UnitFacts };

/** What is read for a dashboard before anything is computed. */
export type DashboardFacts = {
  unit: Unit;
  own: UnitFacts;
  children: readonly ChildFacts[];
  /** Those that existed in place of a unit that had not begun. */
  before?: readonly ChildFacts[];
  plans: readonly { year: number; value: bigint }[];
  detail: DetailFacts;
};

export function shapeDashboard(
  facts: DashboardFacts,
  id: IndicatorId,
  context: DashboardContext,
): DashboardView {
  const { unit, own, children, before: predecessors = [], plans, detail } = facts;
  const views = new Map(INDICATOR_IDS.map((one) => [one, shapeIndicator(own, one, context)]));
  const viewOf = (one: IndicatorId) => views.get(one) ?? shapeIndicator(own, one, context);
  const chosen = viewOf(id);
  const trend = shapeTrend(own, id, context.period, plans);
  const shaped = ({ unit: one, mergedFrom, facts: its }: ChildFacts) => ({
    unit: one,
    mergedFrom,
    view: shapeIndicator(its, id, context),
    before: before(its, id, context),
  });
  const { rows, axis, totalGap } = childRows(children.map(shaped), chosen, context);
  const debt = shapeDebt({
    debt: viewOf("NO"),
    interest: viewOf("NO_TINH_LAI"),
    collected: viewOf("THU"),
    due: viewOf("PHAI_THU"),
  });
  const shown = INDICATOR_IDS.filter((one) => isValidOn(one, context.asOf)).map(viewOf);
  return {
    unit,
    context,
    chosen,
    cards: HEADLINE.map((one) => ({ view: viewOf(one), spark: shapeSpark(own, one, context.period) })),
    debt,
    groups: byGroup(shown),
    lede: lede(HEADLINE.map(viewOf), chosen, context.period),
    trend,
    chart: shapeChart(id, trend),
    detail: shapeDetail(unit, own, { view: chosen, debt }, detail, context),
    children: rows,
    before: childRows(predecessors.map(shaped), chosen, context).rows,
    axis,
    totalGap,
    isEmpty: shown.every(({ measure }) => measure.value === null && measure.reporting.expected === 0),
  };
}

function byGroup(views: readonly IndicatorView[]): DashboardView["groups"] {
  const groups = [...new Set(views.map(({ id }) => INDICATORS[id].group))];
  return groups.map((group) => ({ group, views: views.filter(({ id }) => INDICATORS[id].group === group) }));
}

/** Whether a unit has no denominator of its own of some kind, so that its children's are needed. */
export function lacksDenominator(unitId: string, rows: readonly Denominator[]): boolean {
  return DENOMINATOR_KINDS.some((kind) => !rows.some((row) => row.unitId === unitId && row.kind === kind));
}
