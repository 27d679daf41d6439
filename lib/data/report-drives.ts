/** The drives of a month for the report of a unit, as they stood at its end: nothing that was told of later days. */
import "server-only";
import { z } from "zod";
import { addDays, type Day } from "@/lib/domain/day";
import { driveProgress, standingDay, timeGone } from "@/lib/domain/drive";
import { periodKind, type PeriodId } from "@/lib/domain/period";
import type { Reader } from "@/lib/domain/policy";
import type { ReportDrive } from "@/lib/domain/report-drives";
import { inScopeSql, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { amountsSchema, goalsOf, takesPartSql, VISIBLE_DRIVE } from "./drives";
import { getSettings } from "./reference";

/**
 * $1 readable paths, $2 the unit of the report, $3 and $4 the first and the last day. Under way in these days, or closed
 * in them: of the nation all of its drives, of a province its own and those it takes part in, of a unit below those it takes
 * part in, for whoever may read it. Results are those of the unit and of all below it.
 */
const OF_MONTH = `
  SELECT d.name, d.starts_on::text AS "startsOn", d.ends_on::text AS "endsOn", d.closed_at AS "closedAt",
    ${goalsOf("u.province_id", "u.id", "d.id")} AS goals, ${goalsOf("x.province_id", "x.id", "d.id")} AS own,
    (SELECT jsonb_object_agg(t.indicator_id, t.value) FROM (
      SELECT r.indicator_id, sum(r.value)::text AS value FROM drive_results r
      WHERE r.drive_id = d.id AND r.day <= $4::date AND (x.level = 'nation' OR r.province_id = x.province_id)
        AND (x.level IN ('nation', 'province') OR r.unit_id = x.id)
      GROUP BY 1) t) AS values
  FROM units x, drives d JOIN units u ON u.id = d.unit_id
  WHERE x.id = $2 AND ${VISIBLE_DRIVE} AND d.starts_on <= $4::date
    AND (d.ends_on >= $3::date OR (d.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN $3::date AND $4::date)
    AND CASE x.level
      WHEN 'nation' THEN u.level = 'nation'
      WHEN 'province' THEN u.id = x.id OR EXISTS (SELECT FROM drive_units du
        WHERE (du.drive_id, du.province_id, du.unit_id) = (d.id, x.province_id, x.id))
      ELSE ${inScopeSql("$1", "x.path")} AND ${takesPartSql("x", "d.id")}
    END
  ORDER BY d.starts_on, d.id`;

const foundSchema = z.array(
  z.object({
    name: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    closedAt: z.date().nullable(),
    /** Of the whole drive, and of the unit. */
    goals: amountsSchema,
    own: amountsSchema,
    values: amountsSchema,
  }),
);

type Asked = { unitId: string; period: PeriodId; asOf: Day };

/** Those that the reader may see; of flash reports none, which are of a day. */
export async function listReportDrives(
  reader: Pick<Reader, "scope">,
  { unitId, period, asOf }: Asked,
): Promise<ReportDrive[]> {
  if (periodKind(period) !== "month") return [];
  const rows = await db.$queryRawUnsafe(OF_MONTH, readablePaths(reader), unitId, `${period}-01`, asOf);
  const found = foundSchema.parse(rows);
  if (found.length === 0) return [];
  const { paceOkPercent, paceRiskPercent } = await getSettings();
  const rule = { okPercent: paceOkPercent, riskPercent: paceRiskPercent };
  return found.flatMap(({ name, closedAt, goals, own, values, ...days }) => {
    const [indicator] = goals.keys();
    if (!indicator) return [];
    const time = timeGone(days, standingDay({ ...days, closedAt }, addDays(asOf, 1), null));
    const result = { goal: own.get(indicator) ?? null, value: values.get(indicator) ?? null };
    return [{ name, ...days, indicator, progress: driveProgress(result, time, rule) }];
  });
}
