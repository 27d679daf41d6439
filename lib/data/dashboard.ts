/** The one thing that the page of a unit reads. */
import "server-only";
import type { Comparator } from "@/lib/domain/comparison";
import { betweenOf, type Between } from "@/lib/domain/dashboard-payers";
import { shapeDashboard, type DashboardView } from "@/lib/domain/dashboard-view";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { can, isWithin, type Actor } from "@/lib/domain/policy";
import type { SubmissionStatus } from "@/lib/domain/submission";
import { existsOn, isReportingUnit, type Unit } from "@/lib/domain/unit";
import { asOfDay } from "@/lib/domain/period";
import { readContext, readDashboardFacts } from "./dashboard-facts";
import { findDefaultPeriod, listUnitPeriods, periodExists, type DashboardPeriod } from "./dashboard-periods";
import { findReadableUnit, listAncestors, listRelatives, type Relative } from "./dashboard-units";
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
  /** Periods between which payer groups are compared; from December before to the period unless said. */
  from?: PeriodId | null;
  to?: PeriodId | null;
};

type Shared = {
  view: DashboardView;
  crumbs: readonly Unit[];
  periods: readonly DashboardPeriod[];
  work: ReadonlyMap<string, ChildWork>;
  /** The figures are made up: what is foretold from them is too. */
  isDemo: boolean;
  /** When something that counts was last approved. */
  updatedAt: Date | null;
};

export type UnitDashboard = Shared & {
  kind: "dashboard";
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

/** Shaped once for all readers who see the same; what only some may know is added for each. */
export async function getUnitDashboard(
  reader: Actor,
  query: DashboardQuery,
): Promise<UnitDashboard | NoDashboard> {
  const unit = await findReadableUnit(reader, query.unitId);
  if (!unit) return { kind: "not-found" };
  const period = query.period ?? (await findDefaultPeriod(unit));
  if (period === null) return { kind: "no-period" };
  if (!existsOn(unit, asOfDay(period))) return notValid(unit, period);

  const canReadChildren = readsChildren(reader, unit);
  const state = await readState(unit, period);
  if (state === null) return { kind: "not-found" };
  const between = betweenOf(query.from, query.to, period);
  const parts = [
    unit.id,
    period,
    query.indicator,
    query.comparator,
    canReadChildren,
    ...Object.values(between),
  ];
  const shared = await inState(parts.join("|"), state, () =>
    readDashboard(unit, { ...query, period }, between, canReadChildren),
  );
  const current = shared.periods.find(({ id }) => id === period);
  if (!current) return { kind: "not-found" };
  return {
    kind: "dashboard",
    ...shared,
    period: current,
    hasReadableChildren: canReadChildren,
    statuses: visibleStatuses(reader, shared),
    submissionUnits: openSubmissions(reader, shared),
    source: isReportingUnit(unit) ? await getFigureSource(reader, unit.id, period) : null,
  };
}

/** Reads and shapes a dashboard, whatever is kept. */
async function readDashboard(
  unit: Unit,
  query: DashboardQuery & { period: PeriodId },
  between: Between,
  withChildren: boolean,
): Promise<Shared> {
  const context = await readContext(query.period, query.comparator);
  const [facts, crumbs, periods, work, demo] = await Promise.all([
    readDashboardFacts(unit, query.indicator, between, context, withChildren),
    listAncestors(unit),
    listUnitPeriods(unit),
    listWork(unit, query.period),
    isDemo(),
  ]);
  const moved = work.filter(({ unitId }) => !isReportingUnit(unit) || unitId === unit.id);
  const newest = Math.max(...moved.map(({ updatedAt }) => updatedAt?.getTime() ?? 0), 0);
  return {
    view: shapeDashboard(facts, query.indicator, context),
    crumbs,
    periods,
    work: new Map(work.map((one) => [one.unitId, one])),
    isDemo: demo,
    updatedAt: newest === 0 ? null : new Date(newest),
  };
}

/** Of another province than the own only the whole is for everybody. */
function readsChildren(reader: Actor, unit: Unit): boolean {
  if (unit.level === "nation") return true;
  return isWithin([...reader.scope.paths, ...reader.scope.provincePaths], unit.path);
}

/** A draft or a waiting version is known only in scope; that an approved month was reopened is for everybody. */
function visibleStatuses(reader: Actor, { view, work }: Shared): Map<string, SubmissionStatus> {
  return new Map(
    reportingUnits(view).flatMap(({ id, path }) => {
      const status = work.get(id)?.status;
      const isVisible = status === "reopened" || status === "approved" || can(reader, "draft.read", { path });
      return status && isVisible ? [[id, status] as const] : [];
    }),
  );
}

function openSubmissions(reader: Actor, { view, work }: Shared): Set<string> {
  const units = reportingUnits(view).filter(({ id }) => work.has(id));
  return new Set(units.filter(({ path }) => can(reader, "draft.read", { path })).map(({ id }) => id));
}

const reportingUnits = (view: DashboardView) =>
  [view.unit, ...view.children.map(({ unit }) => unit)].filter(isReportingUnit);

async function notValid(unit: Unit, period: PeriodId): Promise<NoDashboard> {
  if (!(await periodExists(period))) return { kind: "not-found" };
  const direction = asOfDay(period) > unit.validFrom ? "after" : "before";
  return { kind: "not-valid", unit, period, direction, relatives: await listRelatives(unit.id, direction) };
}
