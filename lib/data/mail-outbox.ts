/**
 * Mails on their way. Whoever sends one takes it first and commits that, so no two send it and a crash leaves it `sending`:
 * then nobody knows whether it arrived, and it is not sent again unless an administrator says so.
 */
import "server-only";
import { z } from "zod";
import {
  CUT_OFF,
  CUT_OFF_AFTER,
  MAIL_STATES,
  nextAttempt,
  type MailFault,
  type MailState,
} from "@/lib/domain/mail";
import { can, type Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db } from "./db";
import { dropMailDocuments } from "./report-mail-queue";
import { inTransaction } from "./transaction";

const takenSchema = z.object({
  id: z.string(),
  /** For whom, and what it was made of. */
  userId: z.string(),
  key: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  attempts: z.number(),
});
export type TakenMail = z.infer<typeof takenSchema>;

const TAKE = `
  UPDATE mail_outbox SET state = 'sending', attempts = attempts + 1, started_at = $1::timestamptz, next_attempt_at = NULL
  WHERE id = (
    SELECT id FROM mail_outbox WHERE next_attempt_at <= $1::timestamptz AND state IN ('pending', 'failed')
    ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id::text, user_id::text AS "userId", dedupe_key AS key, recipient, subject, body, attempts`;

/** The next mail whose time it is, committed as `sending`; null when there is none. */
export async function takeMail(now: Date): Promise<TakenMail | null> {
  return z.array(takenSchema).parse(await db.$queryRawUnsafe(TAKE, now.toISOString()))[0] ?? null;
}

/** Only the try that took it may say how it ended. */
const ofTry = ({ id, attempts }: TakenMail) => ({ id, attempts, state: "sending" as const });

export async function settleSent(mail: TakenMail, now: Date): Promise<void> {
  await db.mailOutbox.updateMany({
    where: ofTry(mail),
    data: { state: "sent", finishedAt: now, lastError: null },
  });
}

export async function settleFailed(
  mail: TakenMail,
  { fault, words }: { fault: MailFault; words: string },
  now: Date,
): Promise<void> {
  const state = fault === "unsure" ? "unknown" : "failed";
  await db.mailOutbox.updateMany({
    where: ofTry(mail),
    data: { state, lastError: words, nextAttemptAt: nextAttempt(fault, mail.attempts, now), finishedAt: now },
  });
}

/** Whoever was to get it may not any more: never sent, and not tried again. */
export async function settleWithdrawn(mail: TakenMail, now: Date): Promise<void> {
  const lastError = "Người nhận không còn quyền xem báo cáo; không gửi";
  await db.mailOutbox.updateMany({
    where: ofTry(mail),
    data: { state: "failed", lastError, nextAttemptAt: null, finishedAt: now },
  });
}

/** What was being sent when its process ended. @returns how many */
export async function markCutOff(now: Date): Promise<number> {
  const { count } = await db.mailOutbox.updateMany({
    where: { state: "sending", startedAt: { lt: new Date(now.getTime() - CUT_OFF_AFTER) } },
    data: { state: "unknown", lastError: CUT_OFF, finishedAt: now },
  });
  return count;
}

const DAY = 24 * 3_600_000;

/** What was read goes after the days of the setting, sent mails after 30 days, other finished ones like what was read. */
export async function clean(inboxDays: number, now: Date): Promise<{ notifications: number; mails: number }> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const notifications = await db.notification.deleteMany({ where: { readAt: { lt: before(inboxDays) } } });
  const mails = await db.mailOutbox.deleteMany({
    where: {
      OR: [
        { state: "sent", finishedAt: { lt: before(30) } },
        { state: { in: ["failed", "unknown"] }, nextAttemptAt: null, finishedAt: { lt: before(inboxDays) } },
      ],
    },
  });
  await dropMailDocuments(before(inboxDays));
  await db.reminder.deleteMany({ where: { sentAt: { lt: before(400) } } });
  return { notifications: notifications.count, mails: mails.count };
}

export type MailRow = {
  id: string;
  recipient: string;
  displayName: string;
  subject: string;
  state: MailState;
  attempts: number;
  nextAttemptAt: Date | null;
  lastError: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** Newest first; only whoever manages users sees to whom mails go. Empty for everybody else. */
export async function listMails(
  actor: Actor,
  state: MailState | null,
  page: { offset: number; limit: number },
): Promise<MailRow[]> {
  if (!can(actor, "user.manage", actor.unit)) return [];
  const rows = await db.mailOutbox.findMany({
    where: state === null ? {} : { state },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: page.offset,
    take: page.limit,
    omit: { body: true },
    include: { user: { select: { displayName: true } } },
  });
  return rows.map(({ user, ...row }) => ({ ...row, displayName: user.displayName }));
}

export async function countMails(actor: Actor): Promise<Record<MailState, number>> {
  const counts = Object.fromEntries(MAIL_STATES.map((state) => [state, 0])) as Record<MailState, number>;
  if (!can(actor, "user.manage", actor.unit)) return counts;
  const rows = await db.mailOutbox.groupBy({ by: ["state"], _count: true });
  for (const { state, _count } of rows) counts[state] = _count;
  return counts;
}

/**
 * Sends a mail again that was refused or of which nobody knows; null: all that were refused for good. Of what is unknown
 * the person may get a second copy, so it is named one by one. @returns how many
 */
export async function retryMails(actor: Actor, id: string | null, now: Date): Promise<number> {
  if (!can(actor, "user.manage", actor.unit)) return 0;
  return inTransaction(async (tx) => {
    const { count } = await tx.mailOutbox.updateMany({
      where: id === null ? { state: "failed" } : { id, state: { in: ["failed", "unknown"] } },
      data: { state: "pending", nextAttemptAt: now, finishedAt: null },
    });
    if (count > 0)
      await writeAudit(tx, {
        provinceId: "VN",
        ...by(actor),
        event: "mail.retry",
        subject: id === null ? "mail:failed" : `mail:${id}`,
        after: { mails: count },
        at: now,
      });
    return count;
  });
}
