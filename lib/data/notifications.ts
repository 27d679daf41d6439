/** Tells the people concerned: rows in their inboxes, written in the transaction of the change itself. */
import "server-only";
import { dayInVietnam } from "@/lib/domain/day";
import {
  noticesOf,
  placeOf,
  reviewHref,
  type Happening,
  type Notice,
  type NotificationKind,
} from "@/lib/domain/notification";
import { handsOf, type Actor } from "@/lib/domain/policy";
import type { SubmissionKey } from "@/lib/domain/submission";
import type { Tx } from "./db";
import { prepared, rowsParameter, type RawTx } from "./raw";
import { mayStandInSql } from "./stand-in-sql";

/**
 * From the units that an event is about to the users who answer for them, as scopes do: those at the unit, at everything
 * above it, and at the whole successors of these. Needs a CTE `place (id)`. Who sits on a unit that does not exist on the
 * day of $1 has no rights and is told nothing. It runs in every approval, and the planner expects a thousandfold of such a
 * recursion: OFFSET 0 keeps it to looking single rows up by key, UNION ALL from making room for millions of them. Somebody
 * may come out several times.
 */
const CONCERNED = `
  up AS (
    SELECT id FROM place
    UNION ALL
    SELECT above.parent_id
    FROM up, LATERAL (SELECT u.parent_id FROM units u WHERE u.id = up.id OFFSET 0) above
    WHERE above.parent_id IS NOT NULL
  ),
  reach AS (
    SELECT id FROM up
    UNION ALL
    SELECT next.to_unit_id
    FROM reach r, LATERAL (
      SELECT w.to_unit_id FROM unit_successions w WHERE w.from_unit_id = r.id AND w.is_whole OFFSET 0) next
  ),
  seated AS MATERIALIZED (
    SELECT us.*, us.id AS for_id
    FROM reach r,
      LATERAL (SELECT un.id FROM units un WHERE un.id = r.id
        AND $1::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity') OFFSET 0) seat,
      LATERAL (SELECT id, role, unit_id, email, mail_urgent, mail_other FROM users
        WHERE unit_id = seat.id AND is_active OFFSET 0) us
  ),
  -- Whoever stands in is told what the absent person is told, as long as they may.
  people AS MATERIALIZED (
    SELECT * FROM seated
    UNION ALL
    SELECT us.id, s.role, s.unit_id, us.email, us.mail_urgent, us.mail_other, s.id
    FROM seated s,
      LATERAL (SELECT province_id FROM units WHERE id = s.unit_id OFFSET 0) of,
      LATERAL (SELECT stand_in_user_id FROM stand_ins t
        WHERE t.absent_user_id = s.id AND $1::date BETWEEN t.from_day AND t.to_day AND t.revoked_at IS NULL OFFSET 0) t,
      LATERAL (SELECT * FROM users WHERE id = t.stand_in_user_id OFFSET 0) us,
      LATERAL (SELECT * FROM units WHERE id = us.unit_id OFFSET 0) un
    WHERE ${mayStandInSql("s.role", "of.province_id")}
  )`;

/** $1 day, $2 instant, $3 who did it, $4 units, $5 periods, $6 notices, $7 to $10 the submitted version or nulls, $11 who wrote what waits. */
const NOTIFY = prepared(
  "notify",
  `
  WITH RECURSIVE place AS MATERIALIZED (
    SELECT u.id, u.reporting_kind
    FROM unnest($4::text[]) AS told (id), LATERAL (SELECT id, reporting_kind FROM units WHERE id = told.id OFFSET 0) u
    UNION
    SELECT u.id, u.reporting_kind
    FROM unnest($5::text[]) AS told (id),
      LATERAL (SELECT as_of FROM periods WHERE id = told.id OFFSET 0) p,
      LATERAL (SELECT unit_id FROM submissions WHERE period_id = told.id OFFSET 0) s,
      LATERAL (SELECT id, reporting_kind FROM units
        WHERE id = s.unit_id AND p.as_of BETWEEN valid_from AND coalesce(valid_to, 'infinity') OFFSET 0) u
  ),
  ${CONCERNED},
  -- As the rules say: a manager who had no hand in the version, nor had the one they stand in for, and central where there
  -- is none or the office is national.
  approver AS MATERIALIZED (
    SELECT p.id, p.role FROM people p
    WHERE p.role IN ('manager', 'central') AND NOT ARRAY[p.id, p.for_id] && $11::uuid[] AND NOT EXISTS (
      SELECT FROM submission_contributors c
      WHERE c.province_id = $7 AND c.unit_id = $8 AND c.period_id = $9 AND c.version = $10::int
        AND c.user_id IN (p.id, p.for_id))
  ),
  notice AS (
    SELECT * FROM jsonb_to_recordset($6::jsonb) AS n (ordinal int, role text, persons jsonb, kind text, urgent boolean,
      subject text, sentence text, detail text, href text)
  )
  INSERT INTO notifications (id, user_id, kind, subject, sentence, detail, href, at, mail)
  SELECT DISTINCT ON (p.id) gen_random_uuid(), p.id, n.kind, n.subject, n.sentence, n.detail,
    CASE
      WHEN n.href NOT LIKE '%{unit}%' THEN n.href
      WHEN EXISTS (SELECT FROM place WHERE place.id = p.unit_id) THEN replace(n.href, '{unit}', p.unit_id)
      ELSE '/entry'
    END,
    $2::timestamptz,
    CASE
      WHEN p.email IS NULL THEN 'none'
      WHEN n.urgent THEN p.mail_urgent
      ELSE p.mail_other
    END
  FROM notice n
  JOIN people p ON CASE
    WHEN n.role = 'approver' THEN
      EXISTS (SELECT FROM approver a WHERE a.id = p.id AND a.role = 'manager')
      OR EXISTS (SELECT FROM approver a WHERE a.id = p.id AND a.role = 'central') AND (
        NOT EXISTS (SELECT FROM approver a WHERE a.role = 'manager')
        OR EXISTS (SELECT FROM place WHERE place.reporting_kind = 'national_office'))
    WHEN n.role IS NULL THEN n.persons ? p.id::text
    ELSE n.role = p.role::text
  END
  WHERE p.id IS DISTINCT FROM $3::uuid
  ORDER BY p.id, n.ordinal`,
);

const row = (kind: Happening["kind"]) => (notice: Notice, ordinal: number) => ({
  ordinal,
  kind,
  role: typeof notice.to === "string" ? notice.to : null,
  persons: typeof notice.to === "string" ? [] : notice.to,
  urgent: notice.isUrgent,
  subject: notice.subject,
  sentence: notice.sentence,
  detail: notice.detail,
  href: notice.href,
});

/**
 * One statement, however many people it concerns; mails follow from the rows (lib/worker). Call it after the change and in
 * its transaction. @returns how many were told
 */
export async function notify(tx: RawTx, event: Happening, at: Date): Promise<number> {
  const notices = noticesOf(event);
  if (notices.length === 0) return 0;
  const { unitIds, periodIds } = placeOf(event);
  const version =
    event.kind === "submitted"
      ? [event.submission.provinceId, event.submission.unitId, event.submission.periodId, event.version]
      : [null, null, null, null];
  return tx.$executeRawUnsafe(
    NOTIFY,
    dayInVietnam(at),
    at.toISOString(),
    event.actorId,
    [...unitIds],
    [...periodIds],
    rowsParameter(notices.map(row(event.kind))),
    ...version,
    event.kind === "notice-written" ? [...event.notice.authors] : [],
  );
}

type Told = { kind: NotificationKind; href: string; at: Date };

/** Whoever decides on something, and whoever they stand in for, need not be told any more that it waits. */
export async function settle(
  tx: Tx,
  { kind, href, at }: Told,
  actor: Pick<Actor, "id" | "onBehalfOf">,
  now: Date,
): Promise<void> {
  await tx.notification.updateMany({
    // They were told in the transaction of the change; the index begins with person and instant.
    where: { userId: { in: handsOf(actor) }, at, kind, href, readAt: null },
    data: { readAt: now },
  });
}

/** The same of a version that was sent. */
export async function settleSubmitted(
  tx: Tx,
  submission: SubmissionKey & { submittedAt: Date | null },
  actor: Pick<Actor, "id" | "onBehalfOf">,
  now: Date,
): Promise<void> {
  if (submission.submittedAt === null) return;
  await settle(
    tx,
    { kind: "submitted", href: reviewHref(submission), at: submission.submittedAt },
    actor,
    now,
  );
}
