/** Communication counts of a unit and of those below it, from rollups, with whom they won and how many live there. */
import "server-only";
import {
  countPeriods,
  countRow,
  sortCounts,
  WON_INDICATORS,
  type CountRow,
} from "@/lib/domain/campaign-counts";
import { shapeCommunication, type CommunicationView } from "@/lib/domain/dashboard-communication";
import { periodsOfYear, type DashboardContext } from "@/lib/domain/dashboard-context";
import type { UnitFacts } from "@/lib/domain/dashboard";
import { COUNT_INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, periodKind, type PeriodId } from "@/lib/domain/period";
import { isWithin, type Reader } from "@/lib/domain/policy";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { cellsOf, readNationCells, readUnitCells, type CellTable, type Wanted } from "./dashboard-cells";
import { readContext } from "./dashboard-facts";
import { findDefaultPeriod, listUnitPeriods, type DashboardPeriod } from "./dashboard-periods";
import { listDenominators } from "./dashboard-plans";
import {
  findReadableUnit,
  listAncestors,
  listChildren,
  listLineages,
  readablePaths,
  type LineageMember,
} from "./dashboard-units";
import { inState, readState } from "./dashboard-version";

export type CampaignCounts = {
  unit: Unit;
  crumbs: readonly Unit[];
  /** Months of the unit's time, newest first. */
  periods: readonly DashboardPeriod[];
  context: DashboardContext;
  /** All counts of the unit itself. */
  own: CommunicationView;
  /** The chosen count of the unit itself and of the territories below; null where they are not for this reader. */
  total: CountRow;
  rows: readonly CountRow[] | null;
};

type Query = { unitId: string; period: PeriodId | null; indicator: IndicatorId };

/** Null where there is nothing to read: no such unit for this reader, no such month, or the unit did not exist then. */
export async function getCampaignCounts(
  reader: Pick<Reader, "scope">,
  { unitId, period: asked, indicator }: Query,
): Promise<CampaignCounts | null> {
  const unit = await findReadableUnit(reader, unitId);
  if (!unit || unit.level === "office") return null;
  const period = asked ?? (await findDefaultPeriod(unit));
  if (period === null || periodKind(period) !== "month" || !existsOn(unit, asOfDay(period))) return null;
  const state = await readState(unit, period);
  if (state === null) return null;
  const withChildren = unit.level === "nation" || isWithin(readablePaths(reader), unit.path);
  const key = ["campaign-counts", unit.id, period, indicator, withChildren].join("|");
  return inState(key, state, () => read(unit, period, indicator, withChildren));
}

async function read(
  unit: Unit,
  period: PeriodId,
  indicator: IndicatorId,
  withChildren: boolean,
): Promise<CampaignCounts> {
  const context = await readContext(period, "yoy");
  const below = withChildren ? await listChildren(unit, context.asOf) : [];
  const children = below.filter(({ level }) => level !== "office");
  const members = await listLineages([unit, ...children].map(({ id }) => id));
  const others = members.filter(({ rootId }) => rootId !== unit.id);
  const [ownCells, childCells, denominators, crumbs, periods] = await Promise.all([
    readOwn(unit, members, wanted(COUNT_INDICATORS, period)),
    readUnitCells(others, wanted([indicator], period)),
    listDenominators(members, context.year, "all"),
    listAncestors(unit),
    listUnitPeriods(unit),
  ]);
  const factsOf = (one: Unit, table: CellTable): UnitFacts => {
    const lineage = members.filter(({ rootId }) => rootId === one.id);
    const territories = one.id === unit.id ? children.map(({ id }) => id) : [];
    const ids = new Set([...lineage.map(({ id }) => id), ...territories]);
    return {
      unit: one,
      lineage,
      cells: cellsOf(lineage, table),
      targets: [],
      denominators: denominators.filter(({ unitId }) => ids.has(unitId)),
      territories,
    };
  };
  const own = factsOf(unit, ownCells);
  return {
    unit,
    crumbs,
    periods: periods.filter(({ id }) => periodKind(id) === "month"),
    context,
    own: shapeCommunication(unit, own, context),
    total: countRow(unit, own, indicator, context),
    rows: withChildren
      ? sortCounts(children.map((child) => countRow(child, factsOf(child, childCells), indicator, context)))
      : null,
  };
}

const wanted = (counts: readonly IndicatorId[], period: PeriodId): Wanted => [
  ...counts.map((id) => ({ id, periods: countPeriods(period) })),
  ...WON_INDICATORS.map((id) => ({ id, periods: periodsOfYear(period) })),
];

const readOwn = (unit: Unit, members: readonly LineageMember[], cells: Wanted) =>
  unit.level === "nation"
    ? readNationCells(cells)
    : readUnitCells(
        members.filter(({ rootId }) => rootId === unit.id),
        cells,
      );
