/** The reports of the units below one, of a period: which are issued, for taking them all at once. */
import "server-only";
import type { PeriodId } from "@/lib/domain/period";
import { asOfDay } from "@/lib/domain/period";
import { isWithin, type Reader } from "@/lib/domain/policy";
import { existsOn, isReportingUnit, type Unit } from "@/lib/domain/unit";
import { periodExists } from "./dashboard-periods";
import { findReadableUnit, listChildren, readablePaths } from "./dashboard-units";
import { db } from "./db";

type ListedReport = { unit: Unit; /** Of the newest edition; null: a draft. */ number: number | null };

export type ReportsBelow = { unit: Unit; period: PeriodId; reports: readonly ListedReport[] };

/** Null where there are none below, or where the reader may not read them. */
export async function listReportsBelow(
  reader: Reader,
  unitId: string,
  period: PeriodId,
): Promise<ReportsBelow | null> {
  const unit = await findReadableUnit(reader, unitId);
  const day = asOfDay(period);
  if (!unit || isReportingUnit(unit) || !existsOn(unit, day)) return null;
  const mayRead = unit.level === "nation" || isWithin(readablePaths(reader), unit.path);
  if (!mayRead || !(await periodExists(period))) return null;
  const units = await listChildren(unit, day);
  const rows = await db.issuedReport.findMany({
    where: { periodId: period, unitId: { in: units.map(({ id }) => id) } },
    orderBy: { edition: "asc" },
    select: { unitId: true, number: true },
  });
  // The number of a province's report is of everybody who may read that report, as its newest edition is.
  const readable = units.filter((one) => isWithin(readablePaths(reader), one.path));
  const known = new Set(readable.map(({ id }) => id));
  const numbers = new Map(rows.filter((row) => known.has(row.unitId)).map((row) => [row.unitId, row.number]));
  return { unit, period, reports: units.map((one) => ({ unit: one, number: numbers.get(one.id) ?? null })) };
}
