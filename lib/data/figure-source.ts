/** Where an approved figure comes from: the submission, who submitted and who approved it. */
import "server-only";
import { z } from "zod";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { submissionId } from "@/lib/domain/submission";
import { submissionSubjectSql } from "./audit";
import { READABLE, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { actingSql, personSchema, type Person } from "./person";
import { IS_REOPENED } from "./submissions";

export type FigureSource = {
  submissionId: string;
  version: number;
  submittedBy: Person | null;
  submittedAt: Date | null;
  approvedBy: Person | null;
  approvedAt: Date | null;
  /** Reopened: still counted with this version until the next approval. */
  isReopened: boolean;
};

const rowSchema = z.object({
  provinceId: z.string(),
  version: z.number(),
  submittedBy: personSchema.nullable(),
  submittedAt: z.date().nullable(),
  approvedBy: personSchema.nullable(),
  approvedAt: z.date().nullable(),
  isReopened: z.boolean(),
});

/** The audit entry says who did it, also after the submission moved on; for what was loaded the submission's own columns do. */
const entry = (event: string) => `
  LEFT JOIN LATERAL (
    SELECT a.at, a.actor_id, a.on_behalf_of FROM audit_entries a
    WHERE a.province_id = s.province_id AND a.event = 'submission.${event}'
      AND a.subject = ${submissionSubjectSql("s")}
      AND (a.after->>'version')::int = s.approved_version
    ORDER BY a.at DESC LIMIT 1
  ) ${event} ON true`;

/** $1 path prefixes of the reader, $2 unit, $3 period. */
const SOURCE = `
  SELECT s.province_id AS "provinceId", s.approved_version AS version,
    ${actingSql(
      "coalesce(submit.actor_id, CASE WHEN s.status = 'approved' THEN s.submitted_by END)",
      "coalesce(submit.on_behalf_of, CASE WHEN s.status = 'approved' THEN s.submitted_for END)",
    )} AS "submittedBy",
    coalesce(submit.at, CASE WHEN s.status = 'approved' THEN s.submitted_at END) AS "submittedAt",
    ${actingSql(
      "coalesce(approve.actor_id, CASE WHEN s.status = 'approved' THEN s.decided_by END)",
      "coalesce(approve.on_behalf_of, CASE WHEN s.status = 'approved' THEN s.decided_for END)",
    )} AS "approvedBy",
    s.approved_at AS "approvedAt", ${IS_REOPENED} AS "isReopened"
  FROM units u
  JOIN submissions s ON s.province_id = u.province_id AND s.unit_id = u.id AND s.period_id = $3
  ${entry("submit")} ${entry("approve")}
  WHERE u.id = $2 AND s.approved_version IS NOT NULL AND ${READABLE}`;

/** For everybody who may see the figure itself; null if nothing is approved. */
export async function getFigureSource(
  reader: Pick<Actor, "scope">,
  unitId: string,
  periodId: PeriodId,
): Promise<FigureSource | null> {
  const found = await db.$queryRawUnsafe(SOURCE, readablePaths(reader), unitId, periodId);
  const [row] = z.array(rowSchema).parse(found);
  if (!row) return null;
  const { provinceId, ...source } = row;
  return { submissionId: submissionId({ provinceId, unitId, periodId }), ...source };
}
