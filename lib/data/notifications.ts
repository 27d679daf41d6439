/** Tells the people concerned: rows in their inboxes, written in the transaction of the change itself. */
import "server-only";
import { dayInVietnam } from "@/lib/domain/day";
import { noticesOf, placeOf, type Happening, type Notice } from "@/lib/domain/notification";
import { prepared, rowsParameter, type RawTx } from "./raw";

/**
 * From the units that an event is about to the users who answer for them, as scopes do: those at the unit, at everything
 * above it, and at the whole successors of these. Needs a CTE `place (id)`. Who sits on a unit that does not exist on the
 * day of $1 has no rights and is told nothing.
 */
const CONCERNED = `
  up AS (
    SELECT id FROM place
    UNION
    SELECT u.parent_id FROM up JOIN units u ON u.id = up.id WHERE u.parent_id IS NOT NULL
  ),
  reach AS (
    SELECT id FROM up
    UNION
    SELECT w.to_unit_id FROM reach r JOIN unit_successions w ON w.from_unit_id = r.id AND w.is_whole
  ),
  people AS MATERIALIZED (
    SELECT us.id, us.role, us.unit_id, us.email, us.mail_urgent, us.mail_other
    FROM reach r
    JOIN units un ON un.id = r.id AND $1::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
    JOIN users us ON us.unit_id = un.id AND us.is_active
  )`;

/** $1 day, $2 instant, $3 who did it, $4 units, $5 periods, $6 notices, $7 to $10 the submitted version or nulls. */
const NOTIFY = prepared(
  "notify",
  `
  WITH RECURSIVE place AS MATERIALIZED (
    SELECT u.id, u.reporting_kind FROM units u WHERE u.id = ANY ($4::text[])
    UNION
    SELECT u.id, u.reporting_kind
    FROM submissions s
    JOIN units u ON u.id = s.unit_id
    JOIN periods p ON p.id = s.period_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
    WHERE s.period_id = ANY ($5::text[])
  ),
  ${CONCERNED},
  -- As the rules say: a manager who had no hand in the version, and central where there is none or the office is national.
  approver AS MATERIALIZED (
    SELECT p.id, p.role FROM people p
    WHERE p.role IN ('manager', 'central') AND p.id NOT IN (
      SELECT c.user_id FROM submission_contributors c
      WHERE c.province_id = $7 AND c.unit_id = $8 AND c.period_id = $9 AND c.version = $10::int)
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
  );
}
