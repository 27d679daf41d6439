/** What a report is written from: the same shaped views that the dashboard of its unit shows. */
import type { CommunicationView } from "./dashboard-communication";
import type { DashboardContext } from "./dashboard-context";
import type { DebtView } from "./dashboard-debt";
import type { IndicatorView } from "./dashboard";
import { territories, type ChildRow } from "./dashboard-rows";
import type { DashboardView } from "./dashboard-view";
import type { IndicatorId } from "./indicator";
import type { ReportDrive } from "./report-drives";
import { isReportingUnit, type Unit } from "./unit";

/** For whom a sentence is written. */
export const REPORT_SCOPES = ["nation", "province", "unit"] as const;
export type ReportScope = (typeof REPORT_SCOPES)[number];

/** Whose reports tell of the units below. */
export const UNIT_INDICATORS = ["BHYT", "BHXH_TN", "THU"] as const satisfies IndicatorId[];
export type UnitIndicator = (typeof UNIT_INDICATORS)[number];

export type ReportFacts = {
  unit: Unit;
  scope: ReportScope;
  context: DashboardContext;
  views: ReadonlyMap<IndicatorId, IndicatorView>;
  debt: DebtView;
  communication: CommunicationView;
  /** The units below by indicator; empty for whoever may not see them, and for a reporting unit. */
  children: ReadonlyMap<UnitIndicator, readonly ChildRow[]>;
  /** Of the month, as far as the reader may see them. */
  drives: readonly ReportDrive[];
};

/** Null for what no report is written of. */
export function scopeOf(unit: Pick<Unit, "level" | "reportingKind">): ReportScope | null {
  if (unit.level === "nation" || unit.level === "province") return unit.level;
  return isReportingUnit(unit) ? "unit" : null;
}

/** @param dashboards of one unit and period, one for each of UNIT_INDICATORS or only the first where nothing is below */
export function reportFacts(
  scope: ReportScope,
  first: DashboardView,
  dashboards: ReadonlyMap<UnitIndicator, DashboardView>,
  drives: readonly ReportDrive[] = [],
): ReportFacts {
  const views = first.groups.flatMap((group) => group.views);
  return {
    unit: first.unit,
    scope,
    context: first.context,
    views: new Map(views.map((view) => [view.id, view])),
    debt: first.debt,
    communication: first.detail.communication,
    children: new Map([...dashboards].map(([id, view]) => [id, view.children])),
    drives,
  };
}

/** Those that a rank is made of: the national offices and a province's own office are no places. */
export function placesOf({ unit, children }: ReportFacts, id: UnitIndicator): ChildRow[] {
  const rows = territories({ unit, children: children.get(id) ?? [] });
  return rows.filter((row) => row.unit.level !== "office");
}
