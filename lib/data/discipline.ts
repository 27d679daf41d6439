/**
 * Who submitted when: the state of every submission of a period in scope, the last twelve months of it by province, and
 * whom to call. States, days and names only: no figure is read here.
 */
import "server-only";
import { z } from "zod";
import { dayInVietnam, daySchema } from "@/lib/domain/day";
import type { DisciplineRow, HistoryMonth } from "@/lib/domain/discipline";
import { addMonths, monthOf, periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { can, type Reader } from "@/lib/domain/policy";
import type { Contact } from "@/lib/domain/reminder";
import { submissionId, SUBMISSION_STATUSES } from "@/lib/domain/submission";
import { submissionSubjectSql } from "./audit";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { actingNameSql } from "./person";
import { submissionsSql } from "./submissions";

const rowSchema = z
  .object({
    provinceId: z.string(),
    provinceName: z.string(),
    unitId: z.string(),
    unitName: z.string(),
    periodId: periodIdSchema,
    status: z.enum(SUBMISSION_STATUSES),
    version: z.number(),
    approvedVersion: z.number().nullable(),
    firstSubmittedAt: z.date().nullable(),
    approvedAt: z.date().nullable(),
    /** The reopening's due day if it has one, else the period's. */
    dueOn: daySchema,
    periodDueOn: daySchema,
    unlockedUntil: daySchema.nullable(),
  })
  .transform((row) => ({ id: submissionId(row), ...row }));
export type SubmissionState = z.infer<typeof rowSchema> & DisciplineRow;

const VALID = "p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')";

const OF_PERIODS = submissionsSql("period_id = ANY ($1::text[])");

/** $1 periods, $2 scope. */
const ROWS = `
  SELECT s.province_id AS "provinceId", pu.short_name AS "provinceName", s.unit_id AS "unitId", u.short_name AS "unitName",
    s.period_id AS "periodId", s.status::text, s.version, s.approved_version AS "approvedVersion",
    s.first_submitted_at AS "firstSubmittedAt", s.approved_at AS "approvedAt", coalesce(s.due_on, p.due_on)::text AS "dueOn",
    p.due_on::text AS "periodDueOn", s.unlocked_until::text AS "unlockedUntil"
  FROM ${OF_PERIODS} s
  JOIN periods p ON p.id = s.period_id
  JOIN units u ON u.id = s.unit_id AND ${VALID}
  JOIN units pu ON pu.id = s.province_id
  WHERE ${inScopeSql("$2")}
  ORDER BY s.province_id <> 'VN', pu.code, u.code`;

/** Whoever may read how a period goes reads it of the own scope; administrators read nothing. */
function pathsOf(reader: Reader): string[] {
  const [path] = reader.scope.paths;
  return path !== undefined && can(reader, "period.read", { path }) ? [...reader.scope.paths] : [];
}

/** By province and unit, the national offices first; a unit that does not exist on the as-of day owes nothing. */
export async function listSubmissionStates(reader: Reader, periodId: PeriodId): Promise<SubmissionState[]> {
  const paths = pathsOf(reader);
  if (paths.length === 0) return [];
  return z.array(rowSchema).parse(await db.$queryRawUnsafe(ROWS, [periodId], paths));
}

const historySchema = z.array(
  z.object({
    periodId: periodIdSchema,
    provinceId: z.string(),
    expected: z.number(),
    onTime: z.number(),
    signed: z.boolean(),
  }),
);

/** Counted where the rows are: twelve months are 8.400 of them. $1 months, $2 scope, $3 today. */
const HISTORY = `
  SELECT s.period_id AS "periodId", s.province_id AS "provinceId",
    count(*) FILTER (WHERE s.first_submitted_at IS NOT NULL OR s.approved_version IS NULL)::int AS expected,
    count(*) FILTER (WHERE (s.first_submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= p.due_on)::int AS "onTime",
    bool_or(coalesce((pp.signed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= p.due_on, false)) AS signed
  FROM ${OF_PERIODS} s
  JOIN periods p ON p.id = s.period_id AND p.due_on < $3::date
  JOIN province_periods pp ON pp.province_id = s.province_id AND pp.period_id = s.period_id
  JOIN units u ON u.id = s.unit_id AND ${VALID}
  WHERE ${inScopeSql("$2")}
  GROUP BY s.period_id, s.province_id`;

const HISTORY_MONTHS = 12;

/** The months of the history of a period, oldest first, itself the last of them. */
export function historyMonths(periodId: PeriodId): PeriodId[] {
  return Array.from({ length: HISTORY_MONTHS }, (_, index) =>
    addMonths(monthOf(periodId), index - HISTORY_MONTHS + 1),
  );
}

/** Months whose due day is over; what was loaded is not expected, because nobody could be punctual with it. */
export async function listHistory(reader: Reader, periodId: PeriodId, now: Date): Promise<HistoryMonth[]> {
  const paths = pathsOf(reader);
  if (paths.length === 0) return [];
  const rows = await db.$queryRawUnsafe(HISTORY, historyMonths(periodId), paths, dayInVietnam(now));
  return historySchema.parse(rows);
}

const contactSchema = z.array(
  z.object({ unitId: z.string(), name: z.string(), phone: z.string().nullable() }),
);

/**
 * Directors of reporting units and managers of provinces, as far as their own unit exists today: of a unit that has ended, those of
 * the unit into which it went whole. $1 units, $2 scope, $3 today.
 */
const CONTACTS = `
  WITH RECURSIVE reach AS (
    SELECT us.id AS user_id, un.id AS unit_id
    FROM users us JOIN units un ON un.id = us.unit_id
    WHERE us.is_active AND us.role IN ('director', 'manager')
      AND $3::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
    UNION
    SELECT r.user_id, w.from_unit_id
    FROM reach r JOIN unit_successions w ON w.to_unit_id = r.unit_id AND w.is_whole
  )
  SELECT r.unit_id AS "unitId", us.display_name AS name, nullif(btrim(us.phone), '') AS phone
  FROM reach r
  JOIN users us ON us.id = r.user_id
  JOIN units u ON u.id = r.unit_id
  WHERE r.unit_id = ANY ($1::text[]) AND ${inScopeSql("$2")}
  ORDER BY r.unit_id, us.display_name`;

/** Who answers for these units, by unit; for those who remind them, in their scope. Empty for everybody else. */
export async function listContacts(
  reader: Reader,
  unitIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  const [path] = reader.scope.paths;
  const contacts = new Map<string, Contact[]>();
  if (path === undefined || !can(reader, "submission.reopen", { path })) return contacts;
  const rows = await db.$queryRawUnsafe(CONTACTS, [...unitIds], [...reader.scope.paths], dayInVietnam(now));
  for (const { unitId, name, phone } of contactSchema.parse(rows))
    contacts.set(unitId, [...(contacts.get(unitId) ?? []), { name, phone }]);
  return contacts;
}

const unlockSchema = z.array(
  z.object({
    id: z.string(),
    unitName: z.string(),
    provinceName: z.string(),
    until: daySchema,
    at: z.date().nullable(),
    by: z.string().nullable(),
    reason: z.string().nullable(),
  }),
);
export type Unlocked = z.infer<typeof unlockSchema>[number];

/** Who unlocked it and why stands in the audit alone. $1 period, $2 scope, $3 today. */
const UNLOCKED = `
  SELECT s.province_id || '.' || s.unit_id || '.' || s.period_id AS id, u.short_name AS "unitName",
    pu.short_name AS "provinceName", s.unlocked_until::text AS until, a.at, ${actingNameSql("a.actor_id", "a.on_behalf_of")} AS by, a.reason
  FROM (SELECT * FROM submissions WHERE period_id = $1 AND unlocked_until >= $3::date OFFSET 0) s
  JOIN units u ON u.id = s.unit_id
  JOIN units pu ON pu.id = s.province_id
  LEFT JOIN LATERAL (
    SELECT * FROM audit_entries e
    WHERE e.province_id = s.province_id
      AND e.subject = ${submissionSubjectSql("s")}
      AND e.event = 'submission.unlock'
    ORDER BY e.at DESC, e.id DESC LIMIT 1
  ) a ON true
  WHERE ${inScopeSql("$2")}
  ORDER BY s.unlocked_until, pu.code, u.code`;

/** Units that may move in a locked period today, first whose time is up first. */
export async function listUnlocked(reader: Reader, periodId: PeriodId, now: Date): Promise<Unlocked[]> {
  const paths = pathsOf(reader);
  if (paths.length === 0) return [];
  return unlockSchema.parse(await db.$queryRawUnsafe(UNLOCKED, periodId, paths, dayInVietnam(now)));
}

/** Moves with everything the page of a period shows. $1 period, $2 scope. */
const STATE = `
  SELECT concat_ws('.', p.due_on, extract(epoch FROM p.locked_at),
    (SELECT concat_ws('-', count(*), sum(s.lock_version))
      FROM (SELECT unit_id, lock_version FROM submissions WHERE period_id = p.id OFFSET 0) s
      JOIN units u ON u.id = s.unit_id
      WHERE ${inScopeSql("$2")}),
    (SELECT concat_ws('-', count(signed_at), extract(epoch FROM max(greatest(signed_at, adjusted_at))))
      FROM province_periods WHERE period_id = p.id)) AS state
  FROM periods p WHERE p.id = $1`;
const stateSchema = z.array(z.object({ state: z.string() }));

/** Null where nobody opened the period, or nothing of it may be read. */
export async function readPeriodState(reader: Reader, periodId: PeriodId): Promise<string | null> {
  const paths = pathsOf(reader);
  if (paths.length === 0) return null;
  const rows = await db.$queryRawUnsafe(STATE, periodId, paths);
  return stateSchema.parse(rows)[0]?.state ?? null;
}
