/** The one thing that the explanation of a number reads: the dashboard's own numbers, and where each of them comes from. */
import "server-only";
import { shapeTrace, type TraceView } from "@/lib/domain/trace";
import { componentsOf } from "@/lib/domain/trace-value";
import { carriedFrom, type CarriedMonth } from "@/lib/domain/trace-history";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { existsOn, isReportingUnit, type Unit } from "@/lib/domain/unit";
import { listFigureCorrections, type Correction } from "./corrections";
import { getUnitDashboard, type DashboardQuery, type NoDashboard, type UnitDashboard } from "./dashboard";
import { readUnitFacts } from "./dashboard-facts";
import { listTargets } from "./dashboard-plans";
import { listLineages, type LineageMember } from "./dashboard-units";
import { inState } from "./dashboard-version";
import { listHolidays } from "./reference";
import {
  findMonthState,
  listCarriedMonths,
  listRecentChanges,
  readFigureHistory,
  type FigureHistory,
  type MonthState,
  type RecentChange,
} from "./trace-history";
import {
  findStatedTotal,
  listDenominatorVersions,
  listLoadedFiles,
  listPapers,
  type DenominatorVersion,
  type LoadedFile,
  type Paper,
} from "./trace-papers";

export type UnitTrace = {
  kind: "trace";
  dashboard: UnitDashboard;
  view: TraceView;
  /** Short names of the unit and of what it came from. */
  names: ReadonlyMap<string, string>;
  papers: readonly Paper[];
  denominators: readonly DenominatorVersion[];
  stated: { recordedAt: Date } | null;
  files: readonly LoadedFile[];
  holidays: ReadonlyMap<string, string>;
  /** By unit: the months from which its value was carried. */
  carried: ReadonlyMap<string, readonly CarriedMonth<PeriodId>[]>;
  /** Of a reporting unit's own figure. */
  history: FigureHistory | null;
  /** The latest approvals below; null where they are told by province, or not for this reader. */
  changes: readonly RecentChange[] | null;
  month: MonthState | null;
  /** Late corrections of this figure, or of those below that it sums; newest first. */
  corrections: readonly Correction[];
  /** Notes and what is not approved are for this reader too. */
  readsDrafts: boolean;
};

export async function getTrace(reader: Actor, query: DashboardQuery): Promise<UnitTrace | NoDashboard> {
  const dashboard = await getUnitDashboard(reader, query);
  if (dashboard.kind !== "dashboard") return dashboard;
  const { view, state, hasReadableChildren } = dashboard;
  const { unit, context, chosen } = view;
  const { id } = chosen;
  const { period, year, asOf } = context;
  const key = ["trace", unit.id, period, context.comparator].join("|");
  const [facts, members] = await Promise.all([
    inState(key, state, () => readUnitFacts(unit, context)),
    listLineages([unit.id]),
  ]);
  const parts = componentsOf(id, unit).map(([one]) => one);
  const read = parts.length > 0 ? parts : [id];
  const isLeaf = isReportingUnit(unit) && existsOn(unit, asOf);
  const isProvince = unit.level === "province" && existsOn(unit, asOf);
  const denominator = chosen.coverage?.denominator ?? null;
  const place = { id: unit.id, provinceId: unit.provinceId };
  const [targets, papers, versions, stated, carried, holidays, history, changes, month, corrections] =
    await Promise.all([
      listTargets(members, [year], { indicator: id, whole: [] }),
      listPapers(members, year, id),
      denominator && !denominator.isSum
        ? listDenominatorVersions(place, denominator.kind, denominator.year)
        : [],
      findStatedTotal(place, period, id),
      listCarried(dashboard, members, read),
      listHolidays(asOf, `${year}-12-31`),
      isLeaf ? readFigureHistory(reader, unit, period, read) : null,
      isProvince && hasReadableChildren ? listRecentChanges(reader, unit.provinceId, period, read) : null,
      unit.level === "nation" ? null : findMonthState(unit.provinceId, period),
      listFigureCorrections(reader, unit, period, id),
    ]);
  const [figureFiles, targetFiles, denominatorFiles] = await Promise.all([
    listLoadedFiles("figures", stated ? [stated.recordedAt] : []),
    listLoadedFiles(
      "targets",
      papers.flatMap(({ recordedBy, recordedAt }) => (recordedBy ? [] : [recordedAt])),
    ),
    listLoadedFiles(
      "denominators",
      versions.map(({ recordedAt }) => recordedAt),
    ),
  ]);
  const names = namesOf(members, dashboard);
  return {
    kind: "trace",
    dashboard,
    view: shapeTrace(view, facts, targets, names),
    names,
    papers,
    denominators: versions,
    stated,
    files: [...figureFiles, ...targetFiles, ...denominatorFiles],
    holidays: new Map(holidays.map((one) => [one.day, one.name])),
    carried,
    history,
    changes,
    month,
    corrections,
    readsDrafts: can(reader, "draft.read", unit),
  };
}

function namesOf(members: readonly LineageMember[], { view }: UnitDashboard): Map<string, string> {
  return new Map([
    ...members.map(({ id, shortName }) => [id, shortName] as const),
    ...[...view.children, ...view.before].map(({ unit }) => [unit.id, unit.shortName] as const),
    [view.unit.id, view.unit.shortName],
  ]);
}

/** Of the unit itself, and of the reporting units below that are shown with a carried value. */
async function listCarried(
  { view }: UnitDashboard,
  members: readonly LineageMember[],
  indicators: readonly IndicatorId[],
): Promise<Map<string, CarriedMonth<PeriodId>[]>> {
  const { unit, chosen, children, context } = view;
  const rows = [{ unit, view: chosen }, ...children];
  const units = rows
    .filter((row) => isReportingUnit(row.unit) && row.view.measure.reporting.carried > 0)
    .filter((row) => existsOn(row.unit, context.asOf))
    .map((row): Pick<Unit, "id"> => row.unit);
  if (units.length === 0) return new Map();
  const others = units.filter(({ id }) => id !== unit.id).map(({ id }) => id);
  const lineage = [...members, ...(others.length === 0 ? [] : await listLineages(others))];
  const months = await listCarriedMonths(distinct(lineage), indicators, context.period);
  return new Map(
    units.map(({ id }) => [
      id,
      indicators.flatMap((indicator) =>
        carriedFrom(
          id,
          indicator,
          lineage.filter(({ rootId }) => rootId === id),
          months,
        ),
      ),
    ]),
  );
}

const distinct = (members: readonly LineageMember[]) => [
  ...new Map(members.map((member) => [member.id, member])).values(),
];
