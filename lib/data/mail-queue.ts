/** Mails are made here: one for each notice that is mailed at once, one a day for all the rest of a person. Each is made once. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { composeDigest, composeMail, type MailText, type MailTiming } from "@/lib/domain/mail";
import { grouped } from "@/lib/domain/grouped";
import type { Tx } from "./db";
import { rowsParameter } from "./raw";
import { inTransaction } from "./transaction";

const DAY = 24 * 3_600_000;
/** What waited longer, because no mail server was set or nothing ran, is old news: it stays in the inbox alone. */
const NEWS = { now: 2 * DAY, digest: 7 * DAY } as const;

/** One instance at a time makes mails; the next one finds them made. False: another one is at it. */
async function takeTurn(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRawUnsafe(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('bao-phu mail queue', 0)) AS mine",
  );
  return z.tuple([z.object({ mine: z.boolean() })]).parse(rows)[0].mine;
}

const noticeSchema = z.object({
  id: z.string(),
  subject: z.string(),
  sentence: z.string(),
  href: z.string(),
  at: z.date(),
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
});
type MailableNotice = z.infer<typeof noticeSchema>;

/** Who reads it in the application before the mail is made needs no mail. */
const UNMAILED = `
  SELECT n.id::text, n.subject, n.sentence, n.href, n.at, u.id::text AS "userId", u.display_name AS "displayName", u.email
  FROM notifications n JOIN users u ON u.id = n.user_id
  WHERE n.mail = $1::mail_timing AND n.queued_at IS NULL AND n.read_at IS NULL
    AND n.at > $2::timestamptz AND n.at <= $3::timestamptz AND u.is_active AND u.email IS NOT NULL
  ORDER BY u.id, n.at, n.id`;

async function listUnmailed(
  tx: Tx,
  timing: Exclude<MailTiming, "none">,
  until: Date,
): Promise<MailableNotice[]> {
  const since = new Date(until.getTime() - NEWS[timing]);
  const rows = await tx.$queryRawUnsafe(UNMAILED, timing, since.toISOString(), until.toISOString());
  return z.array(noticeSchema).parse(rows);
}

export type NewMail = MailText & { key: string; userId: string; recipient: string };

const INSERT = `
  INSERT INTO mail_outbox (id, dedupe_key, user_id, recipient, subject, body, next_attempt_at, created_at)
  SELECT id::uuid, key, "userId"::uuid, recipient, subject, body, $2::timestamptz, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS m (id text, key text, "userId" text, recipient text, subject text, body text)
  ON CONFLICT (dedupe_key) DO NOTHING
  RETURNING dedupe_key AS key`;

/** @returns the keys of those that were not there before */
export async function insertMails(tx: Tx, mails: readonly NewMail[], now: Date): Promise<Set<string>> {
  const rows = mails.map((mail) => ({ id: uuidv7({ msecs: now.getTime() }), ...mail }));
  const made = await tx.$queryRawUnsafe(INSERT, rowsParameter(rows), now.toISOString());
  return new Set(
    z
      .array(z.object({ key: z.string() }))
      .parse(made)
      .map(({ key }) => key),
  );
}

async function markQueued(tx: Tx, notices: readonly MailableNotice[], now: Date): Promise<void> {
  const ids = notices.map(({ id }) => id);
  await tx.notification.updateMany({ where: { id: { in: ids } }, data: { queuedAt: now } });
}

/** Makes a mail of each notice that its reader wants at once. @returns how many */
export async function queueMails(appUrl: string, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    if (!(await takeTurn(tx))) return 0;
    const notices = await listUnmailed(tx, "now", now);
    if (notices.length === 0) return 0;
    const mails = notices.map((notice) => ({
      ...composeMail(notice, notice.displayName, appUrl),
      key: `notification:${notice.id}`,
      userId: notice.userId,
      recipient: notice.email,
    }));
    const made = await insertMails(tx, mails, now);
    await markQueued(tx, notices, now);
    return made.size;
  });
}

/** Makes the digest of a day for everybody who has something unread in it. @returns how many */
export async function queueDigests(
  digest: { day: Day; at: Date },
  appUrl: string,
  now: Date,
): Promise<number> {
  return inTransaction(async (tx) => {
    if (!(await takeTurn(tx))) return 0;
    const notices = await listUnmailed(tx, "digest", digest.at);
    if (notices.length === 0) return 0;
    const byUser = grouped(notices, ({ userId }) => userId);
    const keyOf = (userId: string) => `digest:${userId}:${digest.day}`;
    const mails = [...byUser].flatMap(([userId, own]): NewMail[] => {
      const [first] = own;
      if (!first) return [];
      const text = composeDigest(own, digest.day, first.displayName, appUrl);
      return [{ ...text, key: keyOf(userId), userId, recipient: first.email }];
    });
    const made = await insertMails(tx, mails, now);
    // Whoever has had today's digest finds a straggler in tomorrow's.
    const told = notices.filter(({ userId }) => made.has(keyOf(userId)));
    await markQueued(tx, told, now);
    return made.size;
  });
}
