/** The report of a unit and period as a draft: read through its dashboard, written by the sentences that hold now. */
import "server-only";
import { z } from "zod";
import { comparisonBase, decemberBefore } from "@/lib/domain/comparison";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import { carryWindow, type PeriodId } from "@/lib/domain/period";
import type { Reader } from "@/lib/domain/policy";
import { isEmptyReport, shapeReport, type Report, type Templates } from "@/lib/domain/report";
import { reportFacts, scopeOf, UNIT_INDICATORS, type ReportFacts } from "@/lib/domain/report-facts";
import type { Unit } from "@/lib/domain/unit";
import { getUnitDashboard, type NoDashboard, type UnitDashboard } from "./dashboard";
import { listFlashPeriods } from "./dashboard-periods";
import { lineSql } from "./dashboard-units";
import { db } from "./db";
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
  const first = await ask(FIRST, period);
  if (first.kind !== "dashboard") return first;
  const scope = scopeOf(first.view.unit);
  if (scope === null) return { kind: "not-found" };
  const isAlone = scope === "unit" || !first.hasReadableChildren;
  const { unit, context } = first.view;
  const [drives, ...rest] = await Promise.all([
    listReportDrives(reader, { unit, period: first.period.id, asOf: context.asOf }),
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
  if (!("facts" in read)) return read;
  const updatedAt = await findNewestApproval(read.facts.unit, read.facts.context.period);
  return { kind: "report", ...read, report: written(read, templates, updatedAt) };
}

function written(
  { facts, dashboard }: Pick<DraftReport, "facts" | "dashboard">,
  templates: Templates,
  updatedAt: Date | null,
): Report {
  const parent = dashboard.crumbs.at(-1);
  const around = { parentName: parent?.name ?? null, isSample: dashboard.isDemo };
  const report = shapeReport(facts, templates, { ...around, updatedAt });
  // What tells no number rests on no approval, whatever was approved in other months.
  return isEmptyReport(report) ? { ...report, updatedAt: null } : report;
}

/** $1 path of the unit, $2 periods. */
const NEWEST_BELOW = `
  WITH RECURSIVE ${lineSql("$1")}
  SELECT max(s.approved_at) AS at
  FROM submissions s JOIN units u ON u.id = s.unit_id
  WHERE s.period_id = ANY ($2::text[]) AND s.province_id IN (SELECT province_id FROM line)
    AND EXISTS (SELECT FROM line WHERE starts_with(u.path, line.path))`;

/** $1 periods: ranges of an index, whose units need not be looked up. */
const NEWEST_OF_ALL = `SELECT max(s.approved_at) AS at FROM submissions s WHERE s.period_id = ANY ($1::text[])`;

const newestSchema = z.array(z.object({ at: z.date().nullable() }));

/**
 * When something that the numbers rest on was last approved: not only in the report's own period, also in the months that
 * its sums from January hold, in those that it carries from and in those that it compares with. Two drafts with different
 * numbers must not bear the same time.
 */
async function findNewestApproval(unit: Unit, period: PeriodId): Promise<Date | null> {
  const lastYear = comparisonBase(period, "yoy", await listFlashPeriods()).periodId;
  const shown = [period, lastYear, decemberBefore(period)];
  const periods = [
    ...new Set([period, lastYear].flatMap(periodsOfYear).concat(shown, shown.flatMap(carryWindow))),
  ];
  const rows =
    unit.level === "nation"
      ? await db.$queryRawUnsafe(NEWEST_OF_ALL, periods)
      : await db.$queryRawUnsafe(NEWEST_BELOW, unit.path, periods);
  return newestSchema.parse(rows)[0]?.at ?? null;
}
