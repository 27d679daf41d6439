/** Months that were approved for the first time after something was told of them: what carried the month before has its own number now. */
import "server-only";
import { z } from "zod";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { submissionSubjectSql } from "./audit";
import { inScopeSql, lineSql, READABLE, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { actingNameSql } from "./person";

const lateFilingSchema = z.object({
  unitId: z.string(),
  unitName: z.string(),
  periodId: periodIdSchema,
  at: z.date(),
  /** "A (thay B)"; null for what came from a file. */
  by: z.string().nullable(),
});
export type LateFiling = z.infer<typeof lateFilingSchema>;

/**
 * Who approved a month first, and when: it may have been reopened or corrected since. Months that came from a file have no
 * such entry, or one of a later correction.
 */
const FIRST = `
  SELECT a.at, ${actingNameSql("a.actor_id", "a.on_behalf_of")} AS by FROM audit_entries a
  WHERE (a.province_id, a.subject) = (s.province_id, ${submissionSubjectSql("s")})
    AND a.event = 'submission.approve' AND a.before->>'approvedVersion' IS NULL
  ORDER BY a.at LIMIT 1`;

/** $1 path prefixes of the reader, $2 path of the unit, $3 whether it is all there is, $4 since, $5 periods. */
const SINCE = `
  WITH RECURSIVE ${lineSql("$2")}
  SELECT s.unit_id AS "unitId", u.short_name AS "unitName", s.period_id AS "periodId",
    coalesce(first.at, s.approved_at) AS at, first.by
  FROM submissions s
  LEFT JOIN LATERAL (${FIRST}) first ON true
  JOIN units u ON u.id = s.unit_id AND EXISTS (
    SELECT FROM line WHERE starts_with(u.path, line.path)
      AND (${READABLE} OR (line.is_before AND ${inScopeSql("$1", "$2")})))
  WHERE ($3 OR s.province_id IN (SELECT province_id FROM line)) AND s.period_id = ANY ($5::text[])
    AND s.approved_at > $4::timestamptz
    AND coalesce(first.at > $4::timestamptz, NOT s.is_adjusted OR s.first_submitted_at > $4::timestamptz)
  ORDER BY at, s.period_id, u.code`;

/**
 * Of the reporting units of a subtree, and of those that it came from, oldest first; none of units that the reader may not
 * see. What was approved before and again since is a correction (corrections.ts).
 */
export async function listLateFilings(
  reader: Pick<Actor, "scope">,
  { path, level }: { path: string; level: string },
  since: Date,
  periods: readonly PeriodId[],
): Promise<LateFiling[]> {
  const values = [readablePaths(reader), path, level === "nation", since.toISOString(), periods];
  return z.array(lateFilingSchema).parse(await db.$queryRawUnsafe(SINCE, ...values));
}
