/** Reads what a dashboard is shaped from: units with what they came from, cells, targets and denominators. */
import "server-only";
import type { Comparator } from "@/lib/domain/comparison";
import type { UnitFacts } from "@/lib/domain/dashboard";
import {
  dashboardContext,
  TREND_MONTHS,
  wantedPeriods,
  HEADLINE,
  type DashboardContext,
} from "@/lib/domain/dashboard-context";
import { detailPeriods } from "@/lib/domain/dashboard-detail";
import type { Between } from "@/lib/domain/dashboard-payers";
import { plansOfYears, standingTargets } from "@/lib/domain/dashboard-targets";
import { lacksDenominator, type ChildFacts, type DashboardFacts } from "@/lib/domain/dashboard-view";
import { grouped } from "@/lib/domain/grouped";
import { INDICATOR_IDS, type IndicatorId } from "@/lib/domain/indicator";
import { addMonths, asOfDay, monthOf, yearOf, type PeriodId } from "@/lib/domain/period";
import type { Day } from "@/lib/domain/day";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { membersOn } from "./dashboard-boundaries";
import { cellsOf, readNationCells, readUnitCells, type CellTable, type Wanted } from "./dashboard-cells";
import { listFlashPeriods } from "./dashboard-periods";
import { listDenominators, listTargets } from "./dashboard-plans";
import {
  listChildren,
  listLineages,
  listTerritories,
  listUnits,
  type LineageMember,
} from "./dashboard-units";
import { getSettings, listHolidays } from "./reference";

/** What all dashboards of a period share: its comparators, the rule of progress, and the holidays of both years. */
export async function readContext(period: PeriodId, comparator: Comparator): Promise<DashboardContext> {
  const year = period.slice(0, 4);
  const [flashes, settings, holidays] = await Promise.all([
    listFlashPeriods(),
    getSettings(),
    listHolidays(`${Number(year) - 1}-01-01`, `${year}-12-31`),
  ]);
  return dashboardContext({ period, comparator }, flashes, {
    rule: { okPercent: settings.paceOkPercent, riskPercent: settings.paceRiskPercent },
    holidays: new Set(holidays.map(({ day }) => day)),
  });
}

const HEADLINES: ReadonlySet<IndicatorId> = new Set(HEADLINE);

/** Of every indicator what its numbers need; of those that are drawn, and of the chosen one, the months of that too. */
function wantedOfUnit(
  drawn: { chosen: IndicatorId; between: Between } | null,
  context: DashboardContext,
): Wanted {
  const more = drawn && detailPeriods(drawn.chosen, context.period, drawn.between);
  return INDICATOR_IDS.map((id) => {
    const reach = id === drawn?.chosen ? "trend" : drawn && HEADLINES.has(id) ? "spark" : "figures";
    return { id, periods: [...new Set([...wantedPeriods(id, context, reach), ...(more?.get(id) ?? [])])] };
  });
}

const baseOf = ({ bases, comparator }: DashboardContext) => bases[comparator].periodId;

type Loaded = {
  lineages: ReadonlyMap<string, LineageMember[]>;
  plans: Awaited<ReturnType<typeof readPlans>>;
};

function unitFacts(
  unit: Unit,
  table: CellTable,
  { lineages, plans }: Loaded,
  context: DashboardContext,
): UnitFacts {
  const lineage = lineages.get(unit.id) ?? [];
  const { denominators, territories, targets } = plans;
  const members = new Set(lineage.map(({ id }) => id));
  const below = new Set(territories.filter(({ parentId }) => parentId === unit.id).map(({ id }) => id));
  return {
    unit,
    lineage,
    cells: cellsOf(lineage, table),
    targets: standingTargets(unit.id, lineage, targets, denominators, context.asOf),
    targetsBefore: standingTargets(unit.id, lineage, targets, denominators, asOfDay(baseOf(context))),
    denominators: denominators.filter(({ unitId }) => members.has(unitId) || below.has(unitId)),
    territories: [...below],
  };
}

/** Targets and denominators of these units; where a unit has no denominator, those of its children. */
async function readPlans(
  root: Unit,
  units: readonly Unit[],
  members: readonly LineageMember[],
  chosen: IndicatorId,
  context: DashboardContext,
) {
  const years = trendYears(context.period);
  const [targets, own] = await Promise.all([
    // Of the unit itself every indicator is shown, also what it inherits; of its children one.
    listTargets(members, years, {
      indicator: chosen,
      whole: members.filter(({ rootId }) => rootId === root.id).map(({ id }) => id),
    }),
    listDenominators(members, context.year, {
      newestBefore: yearOf(context.bases[context.comparator].periodId),
    }),
  ]);
  const lacking = units.filter(
    ({ id, reportingKind }) => reportingKind === null && lacksDenominator(id, own),
  );
  const territories = await listTerritories(
    lacking.map(({ id }) => id),
    context.asOf,
  );
  return {
    targets,
    denominators: [...own, ...(await listDenominators(territories, context.year, "all"))],
    territories,
  };
}

const readOwnCells = (unit: Unit, members: readonly LineageMember[], wanted: Wanted) =>
  unit.level === "nation" ? readNationCells(wanted) : readUnitCells(members, wanted);

const byRoot = (members: readonly LineageMember[]) => grouped(members, ({ rootId }) => rootId);

/** Those that stood in the place of a unit that had not begun, as far as whoever sees it may see them. */
async function listBefore(unit: Unit, day: Day, withChildren: boolean): Promise<Unit[]> {
  if (existsOn(unit, day) || (unit.level !== "province" && !withChildren)) return [];
  return listUnits(membersOn(await listLineages([unit.id]), day).map(({ id }) => id));
}

/**
 * Everything the page of a unit needs.
 * @param withChildren whether the reader may see them
 * @param tree the day of whose tree they are: that of the period, or a later one, into which history is summed
 */
export async function readDashboardFacts(
  unit: Unit,
  chosen: IndicatorId,
  between: Between,
  context: DashboardContext,
  withChildren: boolean,
  tree: Day,
): Promise<DashboardFacts> {
  const [children, before] = await Promise.all([
    withChildren ? listChildren(unit, tree) : [],
    listBefore(unit, context.asOf, withChildren),
  ]);
  const members = await listLineages([unit, ...children, ...before].map(({ id }) => id));
  const lineages = byRoot(members);
  const own = lineages.get(unit.id) ?? [];
  const others = members.filter(({ rootId }) => rootId !== unit.id);
  const [ownCells, childCells, plans] = await Promise.all([
    readOwnCells(unit, own, wantedOfUnit({ chosen, between }, context)),
    readUnitCells(others, [{ id: chosen, periods: wantedPeriods(chosen, context, "row") }]),
    readPlans(unit, [unit, ...children, ...before], members, chosen, context),
  ]);
  const loaded = { lineages, plans };
  const plansOf = (id: IndicatorId) =>
    plansOfYears(unit.id, own, plans.targets, id, trendYears(context.period));
  return {
    unit,
    own: unitFacts(unit, ownCells, loaded, context),
    children: children.map((child) => childFacts(child, childCells, loaded, context)),
    before: before.map((one) => childFacts(one, childCells, loaded, context)),
    plans: plansOf(chosen),
    detail: { between, collection: plansOf("THU") },
  };
}

function childFacts(child: Unit, table: CellTable, loaded: Loaded, context: DashboardContext): ChildFacts {
  const parents = (loaded.lineages.get(child.id) ?? []).filter(({ intoId }) => intoId === child.id);
  return {
    unit: child,
    mergedFrom: parents.length > 1 ? parents.map(({ shortName }) => shortName) : [],
    facts: unitFacts(child, table, loaded, context),
  };
}

const trendYears = (period: PeriodId) => {
  const first = yearOf(addMonths(monthOf(period), 1 - TREND_MONTHS));
  return Array.from({ length: yearOf(period) - first + 1 }, (_, index) => first + index);
};

/** The unit's own numbers without children and trend, as the summary needs them. */
export async function readUnitFacts(unit: Unit, context: DashboardContext): Promise<UnitFacts> {
  const members = await listLineages([unit.id]);
  const [cells, plans] = await Promise.all([
    readOwnCells(unit, members, wantedOfUnit(null, context)),
    readPlans(unit, [unit], members, "BHYT", context),
  ]);
  return unitFacts(unit, cells, { lineages: byRoot(members), plans }, context);
}
