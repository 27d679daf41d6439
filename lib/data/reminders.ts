/** Reminders of a due day, written once for each person, due day and step, whoever asks and however often. */
import "server-only";
import { z } from "zod";
import { dayInVietnam, daySchema, type Day } from "@/lib/domain/day";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { reminderNotices } from "@/lib/domain/reminders";
import { db } from "./db";
import { mayStandInSql } from "./stand-in-sql";

/** Until when a submission `s` of period `p` may still come in: an unlocked unit's own day, a reopening's, or the period's. */
const DUE = "CASE WHEN p.locked_at IS NULL THEN coalesce(s.due_on, p.due_on) ELSE s.unlocked_until END";

const OWED = `
  FROM submissions s
  JOIN periods p ON p.id = s.period_id
  JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE s.status <> 'approved'`;

const dueSchema = z.array(z.object({ periodId: periodIdSchema, dueOn: daySchema }));
export type DueDay = z.infer<typeof dueSchema>[number];

/** The due days of everything that is not approved yet; none of a locked period, but those of the units unlocked in it. */
export async function listDueDays({ from, to }: { from: Day; to: Day }): Promise<DueDay[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT DISTINCT p.id AS "periodId", (${DUE})::text AS "dueOn" ${OWED}
       AND ${DUE} BETWEEN $1::date AND $2::date
     ORDER BY 2, 1`,
    from,
    to,
  );
  return dueSchema.parse(rows);
}

/**
 * To the directors of units that have not submitted, and to the managers of units that wait for them. The key of `reminders`
 * lets one of several workers through, and a row there commits together with the row in the inbox.
 */
const REMIND = `
  WITH RECURSIVE owed AS MATERIALIZED (
    SELECT u.id AS root, s.status = 'submitted' AS waits ${OWED} AND p.id = $3 AND ${DUE} = $4::date
  ),
  up AS (
    SELECT root, root AS id FROM owed
    UNION
    SELECT up.root, u.parent_id FROM up JOIN units u ON u.id = up.id WHERE u.parent_id IS NOT NULL
  ),
  reach AS (
    SELECT root, id FROM up
    UNION
    SELECT r.root, w.to_unit_id FROM reach r JOIN unit_successions w ON w.from_unit_id = r.id AND w.is_whole
  ),
  seated AS MATERIALIZED (
    SELECT us.id, us.role::text AS role, us.unit_id, us.email, us.mail_urgent, count(*) AS units,
      bool_or(owed.root = us.unit_id) AS is_own
    FROM reach r
    JOIN owed ON owed.root = r.root
    JOIN units un ON un.id = r.id AND $1::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
    JOIN users us ON us.unit_id = un.id AND us.is_active
      AND us.role::text = CASE WHEN owed.waits THEN 'manager' ELSE 'director' END
    GROUP BY us.id
  ),
  -- Whoever stands in, and still may, is reminded too; of their own forms first.
  people AS MATERIALIZED (
    SELECT DISTINCT ON (id) * FROM (
      SELECT *, false AS stands_in FROM seated
      UNION ALL
      SELECT us.id, s.role, s.unit_id, us.email, us.mail_urgent, s.units, false, true
      FROM seated s
      JOIN units of ON of.id = s.unit_id
      JOIN stand_ins t ON t.absent_user_id = s.id AND $1::date BETWEEN t.from_day AND t.to_day AND t.revoked_at IS NULL
      JOIN users us ON us.id = t.stand_in_user_id
      JOIN units un ON un.id = us.unit_id AND ${mayStandInSql("s.role", "of.province_id")}
    ) everybody
    ORDER BY id, stands_in, unit_id
  ),
  due AS (
    INSERT INTO reminders (user_id, period_id, due_on, step, sent_at)
    SELECT id, $3, $4::date, $5::int, $2::timestamptz FROM people
    ON CONFLICT DO NOTHING
    RETURNING user_id
  )
  INSERT INTO notifications (id, user_id, kind, subject, sentence, href, at, mail)
  SELECT gen_random_uuid(), p.id, 'reminder', n.subject, replace(n.sentence, '{n}', p.units::text),
    CASE WHEN n.href NOT LIKE '%{unit}%' THEN n.href WHEN p.is_own THEN replace(n.href, '{unit}', p.unit_id) ELSE '/entry' END,
    $2::timestamptz, CASE WHEN p.email IS NULL THEN 'none' ELSE p.mail_urgent END
  FROM due
  JOIN people p ON p.id = due.user_id
  JOIN jsonb_to_recordset($6::jsonb) AS n (role text, subject text, sentence text, href text) ON n.role = p.role`;

/** @returns how many were reminded by this call */
export async function remind(
  due: { periodId: PeriodId; dueOn: Day; step: number },
  now: Date,
): Promise<number> {
  const notices = Object.entries(reminderNotices(due)).map(([role, notice]) => ({ role, ...notice }));
  return db.$executeRawUnsafe(
    REMIND,
    dayInVietnam(now),
    now.toISOString(),
    due.periodId,
    due.dueOn,
    due.step,
    JSON.stringify(notices),
  );
}
