/** Submissions as they are read: one by its id, and the queue of a period. Scope and role are inside every query. */
import "server-only";
import { z } from "zod";
import { daySchema, dayInVietnam, type Day } from "@/lib/domain/day";
import { REPORTING_KINDS } from "@/lib/domain/indicator";
import type { ToldSubmission } from "@/lib/domain/notification";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { can, type Reader } from "@/lib/domain/policy";
import { parseSubmissionId, submissionId, SUBMISSION_STATUSES } from "@/lib/domain/submission";
import { isOnTime, QUEUE_GROUPS, queueGroup, type QueueGroup } from "@/lib/domain/submission-queue";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { actingSql, personSchema } from "./person";
import { prepared, type RawTx } from "./raw";

const rowSchema = z
  .object({
    provinceId: z.string(),
    unitId: z.string(),
    periodId: periodIdSchema,
    status: z.enum(SUBMISSION_STATUSES),
    /** Path of the reporting unit. */
    unitPath: z.string(),
    unitExists: z.boolean(),
    periodLocked: z.boolean(),
    unlockedUntil: daySchema.nullable(),
    contributors: z.array(z.string()),
    centralApproves: z.boolean(),
    /** Optimistic lock: moves with every event, not with drafts. */
    lockVersion: z.number(),
    /** Number of submitted versions so far; 0 before the first. */
    version: z.number(),
    approvedVersion: z.number().nullable(),
    /** An earlier version had been approved before the approved one. */
    isAdjusted: z.boolean(),
    unit: z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      shortName: z.string(),
      reportingKind: z.enum(REPORTING_KINDS),
    }),
    provinceName: z.string(),
    asOf: daySchema,
    /** The reopening's due day if it has one, else the period's. */
    dueOn: daySchema,
    /** What "on time" is measured by: reopening makes nobody punctual. */
    periodDueOn: daySchema,
    firstSubmittedAt: z.date().nullable(),
    submittedAt: z.date().nullable(),
    submittedBy: personSchema.nullable(),
    decidedAt: z.date().nullable(),
    decidedBy: personSchema.nullable(),
    /** Why it was returned or reopened; null otherwise. */
    reason: z.string().nullable(),
    /** Cells of the latest version that carry a written explanation. */
    explanations: z.number(),
  })
  .transform((row) => ({ id: submissionId(row), ...row }));
/** Also the proof that the reader may see it: writes take this object, not an id. */
export type Submission = z.infer<typeof rowSchema>;

/** In SQL what isReopened says, of a submission `s`. */
export const IS_REOPENED = "(s.approved_version IS NOT NULL AND s.status <> 'approved')";

/**
 * $1 scope paths, $2 whether to ask if a manager is left who could approve (only central needs to know).
 * Managers reach, as scopes do, the subtrees of their units and of all whole predecessors of these; a
 * manager whose unit does not exist today has no rights. Today is the database's: who may approve is asked of now, always.
 */
const select = (submissions: string) => `
  WITH RECURSIVE reach AS (
    SELECT us.id AS user_id, un.id AS unit_id, un.path
    FROM users us JOIN units un ON un.id = us.unit_id
    WHERE $2 AND us.role = 'manager' AND us.is_active
      AND (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
    UNION
    SELECT r.user_id, b.id, b.path
    FROM reach r JOIN unit_successions w ON w.to_unit_id = r.unit_id AND w.is_whole JOIN units b ON b.id = w.from_unit_id
  )
  SELECT s.province_id AS "provinceId", s.unit_id AS "unitId", s.period_id AS "periodId", s.status::text,
    u.path AS "unitPath", p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity') AS "unitExists",
    p.locked_at IS NOT NULL AS "periodLocked", s.unlocked_until::text AS "unlockedUntil", made.contributors,
    $2 AND (u.reporting_kind = 'national_office' OR NOT EXISTS (
      SELECT FROM reach r WHERE starts_with(u.path, r.path) AND r.user_id::text <> ALL (made.contributors)
    )) AS "centralApproves",
    s.lock_version AS "lockVersion", s.version, s.approved_version AS "approvedVersion", s.is_adjusted AS "isAdjusted",
    jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'shortName', u.short_name,
      'reportingKind', u.reporting_kind) AS unit,
    pu.short_name AS "provinceName", p.as_of::text AS "asOf", coalesce(s.due_on, p.due_on)::text AS "dueOn",
    p.due_on::text AS "periodDueOn",
    s.first_submitted_at AS "firstSubmittedAt", s.submitted_at AS "submittedAt", ${actingSql("s.submitted_by", "s.submitted_for")} AS "submittedBy",
    s.decided_at AS "decidedAt", ${actingSql("s.decided_by", "s.decided_for")} AS "decidedBy", s.reason,
    (SELECT count(*) FROM figure_revisions f WHERE f.province_id = s.province_id AND f.unit_id = s.unit_id
      AND f.period_id = s.period_id AND f.version = s.version AND f.explanation <> '')::int AS explanations
  FROM ${submissions} s
  JOIN units u ON u.id = s.unit_id
  JOIN units pu ON pu.id = s.province_id
  JOIN periods p ON p.id = s.period_id
  CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT c.user_id::text FROM submission_contributors c WHERE c.province_id = s.province_id
      AND c.unit_id = s.unit_id AND c.period_id = s.period_id AND c.version = s.version) AS contributors
  ) made
  WHERE ${inScopeSql()}`;

/**
 * Those of a period are read by it before anything is asked of their units: the planner expects a scope to let next to
 * nothing through, and would look each unit of the country up by itself.
 */
export const submissionsSql = (condition: string) =>
  `(SELECT * FROM submissions WHERE ${condition} OFFSET 0)`;
const OF_PERIOD = submissionsSql("period_id = $3");

const ONE = `${select("submissions")} AND s.province_id = $3 AND s.unit_id = $4 AND s.period_id = $5`;

const STATEMENTS = {
  one: ONE,
  /** Excludes everybody else who would move the submission or type into it. */
  oneForDecision: prepared("submission_for_decision", `${ONE} FOR UPDATE OF s`),
  /** Typing goes on beside typing, but not beside a decision. */
  oneForTyping: `${ONE} FOR SHARE OF s`,
  ofPeriod: `${select(OF_PERIOD)} ORDER BY pu.code, u.code`,
  ofProvince: `${select(OF_PERIOD)} AND s.province_id = $4 ORDER BY u.code`,
} as const;

/** Rows in scope; none for roles that never see drafts: admin and viewer have a scope too. */
export async function readSubmissions(
  tx: RawTx,
  reader: Reader,
  statement: keyof typeof STATEMENTS,
  ...key: string[]
): Promise<Submission[]> {
  const [path] = reader.scope.paths;
  if (path === undefined || !can(reader, "draft.read", { path })) return [];
  const paths = [...reader.scope.paths];
  const rows = await tx.$queryRawUnsafe(STATEMENTS[statement], paths, reader.role === "central", ...key);
  return z.array(rowSchema).parse(rows);
}

/** As people are told of it. */
export function toldSubmission({
  provinceId,
  unitId,
  periodId,
  unit,
  submittedBy,
}: Submission): ToldSubmission {
  return { provinceId, unitId, periodId, unitName: unit.name, submittedBy: submittedBy?.id ?? null };
}

export type QueueRow = Submission & {
  group: QueueGroup;
  /** Null while that is open, and where nobody submitted what is approved. */
  isOnTime: boolean | null;
};

/** Null when there is none, when it is out of scope, and for roles that never see drafts. */
export async function getSubmission(reader: Reader, id: string): Promise<Submission | null> {
  const key = parseSubmissionId(id);
  if (!key) return null;
  const rows = await readSubmissions(db, reader, "one", key.provinceId, key.unitId, key.periodId);
  return rows[0] ?? null;
}

/**
 * The submissions of a period in scope whose unit exists then, first what needs doing, then by province and unit; all, or
 * those of one province.
 */
export async function listSubmissions(
  reader: Reader,
  periodId: PeriodId,
  now: Date,
  provinceId?: string,
): Promise<QueueRow[]> {
  const rows =
    provinceId === undefined
      ? await readSubmissions(db, reader, "ofPeriod", periodId)
      : await readSubmissions(db, reader, "ofProvince", periodId, provinceId);
  const today = dayInVietnam(now);
  return rows
    .filter(({ unitExists }) => unitExists)
    .map((row) => toQueueRow(row, today))
    .sort((a, b) => QUEUE_GROUPS.indexOf(a.group) - QUEUE_GROUPS.indexOf(b.group));
}

function toQueueRow(row: Submission, today: Day): QueueRow {
  const { status, dueOn } = row;
  return { ...row, group: queueGroup(status, dueOn, today), isOnTime: isOnTime(row, today) };
}
