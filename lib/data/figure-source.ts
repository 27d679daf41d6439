/** Where an approved figure comes from: the submission, who submitted and who approved it. */
import "server-only";
import { z } from "zod";
import type { PeriodId } from "@/lib/domain/period";
import { canReadRollup, type Actor } from "@/lib/domain/policy";
import { REPORTING_KINDS } from "@/lib/domain/indicator";
import { submissionId } from "@/lib/domain/submission";
import { UNIT_LEVELS } from "@/lib/domain/unit";
import { db } from "./db";
import type { Person } from "./submissions";

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

const personSchema = z.object({ id: z.string(), displayName: z.string() });
const rowSchema = z.object({
  provinceId: z.string(),
  level: z.enum(UNIT_LEVELS),
  path: z.string(),
  reportingKind: z.enum(REPORTING_KINDS).nullable(),
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
    SELECT a.at, a.actor_id FROM audit_entries a
    WHERE a.province_id = s.province_id AND a.event = 'submission.${event}'
      AND a.subject = 'submission:' || s.province_id || '.' || s.unit_id || '.' || s.period_id
      AND (a.after->>'version')::int = s.approved_version
    ORDER BY a.at DESC LIMIT 1
  ) ${event} ON true`;
const person = (id: string) => `
  (SELECT jsonb_build_object('id', us.id, 'displayName', us.display_name) FROM users us WHERE us.id = ${id})`;

const SOURCE = `
  SELECT s.province_id AS "provinceId", u.level::text, u.path, u.reporting_kind::text AS "reportingKind",
    s.approved_version AS version,
    ${person("coalesce(submit.actor_id, CASE WHEN s.status = 'approved' THEN s.submitted_by END)")} AS "submittedBy",
    coalesce(submit.at, CASE WHEN s.status = 'approved' THEN s.submitted_at END) AS "submittedAt",
    ${person("coalesce(approve.actor_id, CASE WHEN s.status = 'approved' THEN s.decided_by END)")} AS "approvedBy",
    coalesce(approve.at, CASE WHEN s.status = 'approved' THEN s.decided_at END) AS "approvedAt",
    s.status <> 'approved' AS "isReopened"
  FROM units u
  JOIN submissions s ON s.province_id = u.province_id AND s.unit_id = u.id AND s.period_id = $2
  ${entry("submit")} ${entry("approve")}
  WHERE u.id = $1 AND s.approved_version IS NOT NULL`;

/** For everybody who may see the figure itself; null if nothing is approved. */
export async function getFigureSource(
  actor: Actor,
  unitId: string,
  periodId: PeriodId,
): Promise<FigureSource | null> {
  const row = z.array(rowSchema).parse(await db.$queryRawUnsafe(SOURCE, unitId, periodId))[0];
  if (!row || !canReadRollup(actor, row)) return null;
  const { provinceId, version, submittedBy, submittedAt, approvedBy, approvedAt, isReopened } = row;
  const id = submissionId({ provinceId, unitId, periodId });
  return { submissionId: id, version, submittedBy, submittedAt, approvedBy, approvedAt, isReopened };
}
