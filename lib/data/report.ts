/** The report of a unit and period as a draft: read through its dashboard, written by the sentences that hold now. */
import "server-only";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import type { Reader } from "@/lib/domain/policy";
import { shapeReport, type Report, type Templates } from "@/lib/domain/report";
import { reportFacts, scopeOf, UNIT_INDICATORS, type ReportFacts } from "@/lib/domain/report-facts";
import { getUnitDashboard, type NoDashboard, type UnitDashboard } from "./dashboard";
import { listReportDrives } from "./report-drives";
import { getReportTemplates } from "./report-templates";

export type DraftReport = {
  kind: "report";
  dashboard: UnitDashboard;
  facts: ReportFacts;
  report: Report;
};

const [FIRST, ...OTHERS] = UNIT_INDICATORS;

async function readFacts(
  reader: Reader,
  unitId: string,
  period: PeriodId | null,
): Promise<{ facts: ReportFacts; dashboard: UnitDashboard } | NoDashboard> {
  const ask = (indicator: (typeof UNIT_INDICATORS)[number], of: PeriodId | null) =>
    getUnitDashboard(reader, { unitId, period: of, indicator, comparator: "yoy" });
  const drivesOf = (of: PeriodId) => listReportDrives(reader, { unitId, period: of, asOf: asOfDay(of) });
  // Side by side where the period is known: none of them waits for the other.
  const [first, known] = await Promise.all([ask(FIRST, period), period === null ? null : drivesOf(period)]);
  if (first.kind !== "dashboard") return first;
  const scope = scopeOf(first.view.unit);
  if (scope === null) return { kind: "not-found" };
  const isAlone = scope === "unit" || !first.hasReadableChildren;
  const [drives, ...rest] = await Promise.all([
    known ?? drivesOf(first.period.id),
    ...(isAlone ? [] : OTHERS.map((one) => ask(one, first.period.id))),
  ]);
  const views = rest.flatMap((one) => (one.kind === "dashboard" ? [one.view] : []));
  const all = isAlone ? [] : [first.view, ...views];
  const byIndicator = new Map(
    UNIT_INDICATORS.flatMap((one) => {
      const view = all.find(({ chosen }) => chosen.id === one);
      return view ? [[one, view] as const] : [];
    }),
  );
  return { facts: reportFacts(scope, first.view, byIndicator, drives), dashboard: first };
}

/** What a template is tried on: the facts themselves. */
export async function getReportFacts(
  reader: Reader,
  unitId: string,
  period: PeriodId | null,
): Promise<ReportFacts | null> {
  const read = await readFacts(reader, unitId, period);
  return "facts" in read ? read.facts : null;
}

/** @param period null: the newest of the unit with data */
export async function getDraftReport(
  reader: Reader,
  unitId: string,
  period: PeriodId | null,
): Promise<DraftReport | NoDashboard> {
  const [read, templates] = await Promise.all([readFacts(reader, unitId, period), getReportTemplates()]);
  return "facts" in read ? { kind: "report", ...read, report: written(read, templates) } : read;
}

function written(
  { facts, dashboard }: Pick<DraftReport, "facts" | "dashboard">,
  templates: Templates,
): Report {
  const parent = dashboard.crumbs.at(-1);
  return shapeReport(facts, templates, {
    parentName: parent?.name ?? null,
    isSample: dashboard.isDemo,
    updatedAt: dashboard.updatedAt,
  });
}
