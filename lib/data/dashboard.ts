/** The one thing that the page of a unit reads. */
import "server-only";
import type { Comparator } from "@/lib/domain/comparison";
import { treeDay, type Boundaries, type BoundarySwitch } from "@/lib/domain/boundaries";
import { shapeDashboard, type DashboardFacts, type DashboardView } from "@/lib/domain/dashboard-view";
import type { Day } from "@/lib/domain/day";
import { betweenOf, type Between } from "@/lib/domain/dashboard-payers";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { can, isWithin, type Reader } from "@/lib/domain/policy";
import type { SubmissionStatus } from "@/lib/domain/submission";
import { existsOn, isReportingUnit, type Unit } from "@/lib/domain/unit";
import { asOfDay } from "@/lib/domain/period";
import { listWorkOfToday, membersOn, readBoundarySwitch } from "./dashboard-boundaries";
import { readContext, readDashboardFacts } from "./dashboard-facts";
import { findDefaultPeriod, listUnitPeriods, periodExists, type DashboardPeriod } from "./dashboard-periods";
import {
  findReadableUnit,
  listAncestors,
  listLineages,
  listRelatives,
  type Relative,
} from "./dashboard-units";
import { inState, readState } from "./dashboard-version";
import { listWork, type ChildWork } from "./dashboard-work";
import { getFigureSource, type FigureSource } from "./figure-source";
import { isDemo } from "./reference";

export type DashboardQuery = {
  unitId: string;
  /** Null: the newest period of the unit with data. */
  period: PeriodId | null;
  indicator: IndicatorId;
  comparator: Comparator;
  /** Absent: the tree of the period. */
  boundaries?: { view: Boundaries; on: Day };
  /** Periods between which payer groups are compared; from December before to the period unless said. */
  from?: PeriodId | null;
  to?: PeriodId | null;
};

type Shared = {
  view: DashboardView;
  /** The tree whose units are listed; null where there is only one. */
  boundaries: BoundarySwitch | null;
  /** The day of that tree. */
  tree: Day;
  /** What went into the unit and what it went into, in whole or in part. */
  relatives: { before: readonly Relative[]; after: readonly Relative[] };
  crumbs: readonly Unit[];
  periods: readonly DashboardPeriod[];
  /** Those before it began, in which what went into it whole stands for it, in today's tree. */
  earlier: readonly DashboardPeriod[];
  work: ReadonlyMap<string, ChildWork>;
  /** The figures are made up: what is foretold from them is too. */
  isDemo: boolean;
  /** When something that counts was last approved. */
  updatedAt: Date | null;
};

export type UnitDashboard = Shared & {
  kind: "dashboard";
  /** Moves with everything that is shown here. */
  state: string;
  period: DashboardPeriod;
  /** The reader may see the units below. */
  hasReadableChildren: boolean;
  /** Status of a reporting unit's submission, as far as this reader may know it. */
  statuses: ReadonlyMap<string, SubmissionStatus>;
  /** Of a reporting unit's own figures. */
  source: FigureSource | null;
  /** Reporting units, itself or a child, whose submission this reader may open. */
  submissionUnits: ReadonlySet<string>;
};

/** Why there is no page: nothing to read here, or the unit did not exist on the period's as-of day. */
export type NoDashboard =
  | { kind: "not-found" }
  | { kind: "no-period" }
  | {
      kind: "not-valid";
      unit: Unit;
      period: PeriodId;
      direction: "after" | "before";
      relatives: readonly Relative[];
    };

/** A dashboard that can be read. */
export type FoundDashboard = {
  kind: "found";
  unit: Unit;
  period: PeriodId;
  /** Moves with everything the dashboard says; asking for it touches no rollup and no figure. */
  state: string;
  read: () => Promise<UnitDashboard | NoDashboard>;
};

/** With a period in the query nothing is summed and no figure is read until `read` is called. */
export async function findUnitDashboard(
  reader: Reader,
  query: DashboardQuery,
): Promise<FoundDashboard | NoDashboard> {
  const unit = await findReadableUnit(reader, query.unitId);
  if (!unit) return { kind: "not-found" };
  const period = query.period ?? (await findDefaultPeriod(unit));
  if (period === null) return { kind: "no-period" };
  const asOf = asOfDay(period);
  const boundaries = query.boundaries ?? { view: "then", on: asOf };
  const tree = treeDay(unit, asOf, boundaries);
  if (!existsOn(unit, asOf) && (tree === asOf || !(await hadPredecessors(unit, asOf))))
    return notValid(unit, period);
  // History in today's tree lies in several provinces: its state is that of all.
  const state = await readState(tree === asOf ? unit : { ...unit, level: "nation" }, period);
  if (state === null) return { kind: "not-found" };
  return {
    kind: "found",
    unit,
    period,
    state,
    read: () => shaped(reader, { ...query, period, boundaries }, unit, tree, state),
  };
}

export async function getUnitDashboard(
  reader: Reader,
  query: DashboardQuery,
): Promise<UnitDashboard | NoDashboard> {
  const found = await findUnitDashboard(reader, query);
  return found.kind === "found" ? found.read() : found;
}

/** Shaped once for all readers who see the same; what only some may know is added for each. */
async function shaped(
  reader: Reader,
  query: WholeQuery,
  unit: Unit,
  tree: Day,
  state: string,
): Promise<UnitDashboard | NoDashboard> {
  const { period, indicator, comparator, boundaries } = query;
  const canReadChildren = readsChildren(reader, unit);
  const between = betweenOf(query.from, query.to, period);
  const selected = [period, indicator, comparator, tree, boundaries.on, between.from, between.to];
  const key = [unit.id, canReadChildren, ...selected].join("|");
  const shared = await inState(key, state, () => readDashboard(unit, query, between, tree, canReadChildren));
  const current = shared.periods.find(({ id }) => id === period);
  if (!current) return { kind: "not-found" };
  return {
    kind: "dashboard",
    ...shared,
    state,
    period: current,
    hasReadableChildren: canReadChildren,
    statuses: visibleStatuses(reader, shared),
    submissionUnits: openSubmissions(reader, shared),
    source: isReportingUnit(unit) ? await getFigureSource(reader, unit.id, period) : null,
  };
}

type WholeQuery = DashboardQuery & { period: PeriodId; boundaries: { view: Boundaries; on: Day } };

/** Reads and shapes a dashboard, whatever is kept. */
async function readDashboard(
  unit: Unit,
  query: WholeQuery,
  between: Between,
  tree: Day,
  withChildren: boolean,
): Promise<Shared> {
  const context = await readContext(query.period, query.comparator);
  const isToday = tree > context.asOf;
  const [facts, crumbs, boundaries, before, after, demo] = await Promise.all([
    readDashboardFacts(unit, query.indicator, between, context, withChildren, tree),
    listAncestors(unit),
    readBoundarySwitch(unit, [context.asOf, query.boundaries.on], isToday ? "now" : "then"),
    listRelatives(unit.id, "before"),
    listRelatives(unit.id, "after"),
    isDemo(),
  ]);
  const { lineage } = facts.own;
  const since = lineage.map(({ validFrom }) => validFrom).toSorted()[0];
  const [all, work] = await Promise.all([
    listUnitPeriods(unit, since),
    isToday ? readWorkOfToday(unit, facts, query.period, context.asOf) : listWork(unit, query.period),
  ]);
  const earlier = all.filter(({ asOf }) => asOf < unit.validFrom);
  const moved = work.filter(({ unitId }) => !isReportingUnit(unit) || unitId === unit.id);
  const newest = Math.max(...moved.map(({ updatedAt }) => updatedAt?.getTime() ?? 0), 0);
  return {
    view: shapeDashboard(facts, query.indicator, context),
    boundaries,
    tree,
    relatives: { before, after },
    crumbs,
    periods: isToday ? all : all.filter(({ asOf }) => asOf >= unit.validFrom),
    earlier,
    work: new Map(work.map((one) => [one.unitId, one])),
    isDemo: demo,
    updatedAt: newest === 0 ? null : new Date(newest),
  };
}

const hadPredecessors = async (unit: Unit, day: Day) =>
  membersOn(await listLineages([unit.id]), day).length > 0;

async function readWorkOfToday(unit: Unit, facts: DashboardFacts, period: PeriodId, day: Day) {
  const children = facts.children.map((child) => ({ id: child.unit.id, lineage: child.facts.lineage }));
  const own = { id: unit.id, lineage: facts.own.lineage };
  const lineage = await listLineages([unit.id]);
  return listWorkOfToday(unit, lineage, isReportingUnit(unit) ? [own] : children, period, day);
}

/** Of another province than the own only the whole is for everybody. */
function readsChildren(reader: Reader, unit: Unit): boolean {
  if (unit.level === "nation") return true;
  return isWithin([...reader.scope.paths, ...reader.scope.provincePaths], unit.path);
}

/** A draft or a waiting version is known only in scope; that an approved month was reopened is for everybody. */
function visibleStatuses(reader: Reader, { view, work }: Shared): Map<string, SubmissionStatus> {
  return new Map(
    reportingUnits(view).flatMap(({ id, path }) => {
      const status = work.get(id)?.status;
      const isVisible = status === "reopened" || status === "approved" || can(reader, "draft.read", { path });
      return status && isVisible ? [[id, status] as const] : [];
    }),
  );
}

function openSubmissions(reader: Reader, { view, work }: Shared): Set<string> {
  const { asOf } = view.context;
  const units = reportingUnits(view).filter((one) => existsOn(one, asOf) && work.has(one.id));
  return new Set(units.filter(({ path }) => can(reader, "draft.read", { path })).map(({ id }) => id));
}

const reportingUnits = (view: DashboardView) =>
  [view.unit, ...view.children.map(({ unit }) => unit)].filter(isReportingUnit);

async function notValid(unit: Unit, period: PeriodId): Promise<NoDashboard> {
  if (!(await periodExists(period))) return { kind: "not-found" };
  const direction = asOfDay(period) > unit.validFrom ? "after" : "before";
  return { kind: "not-valid", unit, period, direction, relatives: await listRelatives(unit.id, direction) };
}
