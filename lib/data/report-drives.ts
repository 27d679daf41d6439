/** The drives of a month for the report of a unit, as they stood at its end: nothing that was told of later days. */
import "server-only";
import { z } from "zod";
import { addDays, type Day } from "@/lib/domain/day";
import { driveProgress, listDays, standingDay, timeGone } from "@/lib/domain/drive";
import type { IndicatorId } from "@/lib/domain/indicator";
import { periodKind, type PeriodId } from "@/lib/domain/period";
import type { Reader } from "@/lib/domain/policy";
import type { ReportDrive } from "@/lib/domain/report-drives";
import type { ReportScope } from "@/lib/domain/report-facts";
import type { Unit } from "@/lib/domain/unit";
import { db } from "./db";
import { getDrive, listDriveCells, type DriveDetail } from "./drives";
import { getSettings } from "./reference";

/** $1 the nation or a province, $2 and $3 the first and the last day. Under way in these days, or closed in them. */
const OF_MONTH = `
  SELECT d.id, u.level = 'nation' AS "isNational"
  FROM drives d JOIN units u ON u.id = d.unit_id
  WHERE (u.level = 'nation' OR u.id = $1) AND d.starts_on <= $3::date
    AND (d.ends_on >= $2::date OR (d.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN $2::date AND $3::date)
  ORDER BY d.starts_on, d.id`;

const foundSchema = z.array(z.object({ id: z.string(), isNational: z.boolean() }));

type Asked = { unit: Unit; scope: ReportScope; period: PeriodId; asOf: Day };

/** Those that the reader may see; of flash reports none, which are of a day. */
export async function listReportDrives(
  reader: Pick<Reader, "scope">,
  { unit, scope, period, asOf }: Asked,
): Promise<ReportDrive[]> {
  if (periodKind(period) !== "month") return [];
  const rows = await db.$queryRawUnsafe(OF_MONTH, unit.provinceId, `${period}-01`, asOf);
  const found = foundSchema.parse(rows);
  if (found.length === 0) return [];
  const { paceOkPercent, paceRiskPercent } = await getSettings();
  const rule = { okPercent: paceOkPercent, riskPercent: paceRiskPercent };
  const drives: ReportDrive[] = [];
  for (const { id, isNational } of found) {
    const detail = await getDrive(reader, id, isNational && scope !== "nation" ? unit.provinceId : null);
    const [indicator] = detail ? [...detail.drive.goals.keys()] : [];
    const own =
      detail && indicator && (await resultOf(detail, indicator, scope === "unit" ? unit : null, asOf));
    if (!detail || !indicator || !own) continue;
    const { name, startsOn, endsOn } = detail.drive;
    const days = { startsOn, endsOn };
    const time = timeGone(days, standingDay(days, addDays(asOf, 1), null));
    drives.push({ name, ...days, indicator, progress: driveProgress(own, time, rule) });
  }
  return drives;
}

type Result = { goal: bigint | null; value: bigint | null };

/** @param unit the reporting unit that is asked for; null: the whole, or the province, of which the detail is */
async function resultOf(
  { drive, goals, daily, rows }: DriveDetail,
  indicator: IndicatorId,
  unit: Unit | null,
  asOf: Day,
): Promise<Result | null> {
  const sum = (values: readonly bigint[]) =>
    values.length === 0 ? null : values.reduce((total, value) => total + value, 0n);
  if (unit === null) {
    const told = daily.filter(({ day }) => day <= asOf).flatMap(({ values }) => values.get(indicator) ?? []);
    return { goal: goals.get(indicator) ?? null, value: sum(told) };
  }
  const row = rows?.find(({ id }) => id === unit.id);
  if (!row) return null;
  const days = listDays(drive).filter((day) => day <= asOf);
  const cells = await listDriveCells(drive.id, unit, days);
  const told = cells.filter((cell) => cell.indicator === indicator).map(({ value }) => value);
  return { goal: row.goals.get(indicator) ?? null, value: sum(told) };
}
