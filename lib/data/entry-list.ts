/** Which months somebody's units still owe, and which they have sent: the list behind /entry. */
import "server-only";
import { z } from "zod";
import { daySchema, type Day } from "@/lib/domain/day";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { SUBMISSION_STATUSES, submissionId } from "@/lib/domain/submission";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { CELLS_OF_S } from "./submission-cells";

const rowSchema = z.object({
  provinceId: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  periodId: periodIdSchema,
  status: z.enum(SUBMISSION_STATUSES),
  dueOn: daySchema,
  isLocked: z.boolean(),
  reason: z.string().nullable(),
  submittedAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  filled: z.number(),
  expected: z.number(),
});
export type OwnSubmission = z.infer<typeof rowSchema> & { id: string };

/** Locked: the period is, and central has not let this unit move until today. */
const ROWS = `
  SELECT s.province_id AS "provinceId", s.unit_id AS "unitId", u.short_name AS "unitName",
    s.period_id AS "periodId", s.status::text, to_char(coalesce(s.due_on, p.due_on), 'YYYY-MM-DD') AS "dueOn",
    p.locked_at IS NOT NULL AND coalesce(s.unlocked_until < $2::date, true) AS "isLocked",
    s.reason, s.submitted_at AS "submittedAt", s.decided_at AS "decidedAt",
    (SELECT count(c.value) FROM period_indicators i JOIN (${CELLS_OF_S}) c USING (indicator_id)
      WHERE i.period_id = s.period_id AND i.reporting_kind = u.reporting_kind)::int AS filled,
    (SELECT count(*) FROM period_indicators i WHERE i.period_id = s.period_id
      AND i.reporting_kind = u.reporting_kind)::int AS expected
  FROM submissions s
  JOIN units u ON u.province_id = s.province_id AND u.id = s.unit_id
  JOIN periods p ON p.id = s.period_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE ${inScopeSql()}`;

const OWED = `${ROWS} AND s.status IN ('draft', 'returned', 'reopened')
    AND (p.locked_at IS NULL OR s.unlocked_until >= $2::date)
  ORDER BY coalesce(s.due_on, p.due_on), s.period_id, s.unit_id LIMIT $3`;

const SENT = `${ROWS} AND s.status IN ('submitted', 'approved')
  ORDER BY p.as_of DESC, s.unit_id LIMIT $3 OFFSET $4`;

async function rows(text: string, actor: Actor, ...more: unknown[]): Promise<OwnSubmission[]> {
  if (!can(actor, "submission.enter", { path: actor.unit.path })) return [];
  const found = await db.$queryRawUnsafe(text, [...actor.scope.paths], ...more);
  return z.array(rowSchema.transform((row) => ({ ...row, id: submissionId(row) }))).parse(found);
}

/** Months that can be typed into today, the one due first at the top; at most `limit`. */
export async function listOwedSubmissions(actor: Actor, today: Day, limit: number): Promise<OwnSubmission[]> {
  return rows(OWED, actor, today, limit);
}

/** Months that were sent, newest first: one page, and one row more if there is another page. */
export async function listSentSubmissions(
  actor: Actor,
  today: Day,
  page: { offset: number; limit: number },
): Promise<OwnSubmission[]> {
  return rows(SENT, actor, today, page.limit, page.offset);
}

/** The id of a reporting unit's submission; null for a unit that is not there. It proves no right to read it. */
export async function findSubmissionId(unitId: string, periodId: PeriodId): Promise<string | null> {
  const unit = await db.unit.findUnique({ where: { id: unitId }, select: { provinceId: true } });
  return unit && submissionId({ provinceId: unit.provinceId, unitId, periodId });
}
