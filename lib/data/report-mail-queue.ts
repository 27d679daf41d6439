/**
 * Mails of reports are made here: each time of a schedule is one row, written together with its mails, so that of two
 * instances only one makes them. Whoever may not read the unit at that moment gets none, and is asked about again when the
 * mail is sent.
 */
import "server-only";
import { z } from "zod";
import { dayInVietnam, type Day } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { isWithin } from "@/lib/domain/policy";
import { REPORT_MAIL_KINDS, reportMailTurn } from "@/lib/domain/report-mail";
import type { MailText } from "@/lib/domain/mail";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { writeAudit } from "./audit";
import { db, type Tx } from "./db";
import { insertMails, type NewMail } from "./mail-queue";
import { lockReportMails } from "./report-mails";
import { inTransaction } from "./transaction";
import { listUnits } from "./dashboard-units";
import { getSignedInUser, type SignedInUser } from "./users";

const KEY = "report";
const keyOf = (mailId: string, dueOn: Day, userId: string) => `${KEY}:${mailId}:${dueOn}:${userId}`;

export type DueReportMail = {
  id: string;
  dueOn: Day;
  unit: Unit;
  /** Who may read the unit now, and has an address. */
  readers: readonly { user: SignedInUser; email: string }[];
};

const reads = (user: SignedInUser | null, { path }: Pick<Unit, "path">): user is SignedInUser =>
  user !== null && user.unitExists && isWithin(user.paths, path);

/** Schedules whose turn it is and that nobody has done yet. Of a unit that has ended nothing is mailed. */
export async function listDueReportMails(now: Date): Promise<DueReportMail[]> {
  const mails = await db.reportMail.findMany({
    where: { endedAt: null },
    include: { recipients: { include: { user: { select: { id: true, email: true } } } } },
    orderBy: { id: "asc" },
  });
  const due: DueReportMail[] = [];
  for (const { id, unitId, kind, day, createdAt, recipients } of mails) {
    const dueOn = reportMailTurn({ kind: z.enum(REPORT_MAIL_KINDS).parse(kind), day }, createdAt, now);
    if (dueOn === null) continue;
    const isDone = await db.reportMailTurn.count({ where: { mailId: id, dueOn: new Date(dueOn) } });
    const [unit] = await listUnits([unitId]);
    if (isDone > 0 || !unit || !existsOn(unit, dayInVietnam(now))) continue;
    const readers: { user: SignedInUser; email: string }[] = [];
    for (const {
      user: { id: userId, email },
    } of recipients) {
      const user = email === null ? null : await getSignedInUser(userId, now);
      if (email !== null && reads(user, unit)) readers.push({ user, email });
    }
    due.push({ id, dueOn, unit, readers });
  }
  return due;
}

export type MailDocument = { name: string; bytes: Uint8Array };

/** Those of them who have no mail of the same report and day from another schedule, as of the month beside that of the week. */
async function withoutMail(
  tx: Tx,
  { id, dueOn, unit, readers }: DueReportMail,
): Promise<DueReportMail["readers"]> {
  const others = await tx.reportMail.findMany({
    where: { unitId: unit.id, id: { not: id } },
    select: { id: true },
  });
  const keysOf = (userId: string) => others.map((other) => keyOf(other.id, dueOn, userId));
  const made = await tx.mailOutbox.findMany({
    where: { dedupeKey: { in: readers.flatMap(({ user }) => keysOf(user.id)) } },
    select: { userId: true },
  });
  const had = new Set(made.map(({ userId }) => userId));
  return readers.filter(({ user }) => !had.has(user.id));
}

/** @param document goes with each mail. @returns how many mails were made; 0 where another instance was faster */
export async function queueReportMails(
  due: DueReportMail,
  period: PeriodId,
  textFor: (displayName: string) => MailText,
  document: MailDocument | null,
  now: Date,
): Promise<number> {
  const { id, dueOn, unit } = due;
  return inTransaction(async (tx) => {
    await lockReportMails(tx);
    const readers = await withoutMail(tx, due);
    const taken = await tx.reportMailTurn.createMany({
      data: {
        mailId: id,
        dueOn: new Date(dueOn),
        periodId: period,
        mails: readers.length,
        doneAt: now,
        ...(document && { documentName: document.name, document: new Uint8Array(document.bytes) }),
      },
      skipDuplicates: true,
    });
    if (taken.count === 0) return 0;
    const mails = readers.map(({ user, email }): NewMail => ({
      ...textFor(user.displayName),
      key: keyOf(id, dueOn, user.id),
      userId: user.id,
      recipient: email,
    }));
    if (mails.length > 0) await insertMails(tx, mails, now);
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      actorId: null,
      event: "report.mail",
      subject: `unit:${unit.id}`,
      after: { mail: id, day: dueOn, period, recipients: readers.map(({ user }) => user.id) },
      at: now,
    });
    return mails.length;
  });
}

/** Asked before each mail leaves: of a report whoever lost the unit meanwhile, or the account, gets none. */
export async function mayStillGet(
  { key, userId }: { key: string; userId: string },
  now: Date,
): Promise<boolean> {
  const [kind, mailId] = key.split(":");
  if (kind !== KEY) return true;
  const mail = await db.reportMail.findUnique({
    where: { id: mailId ?? "" },
    include: { unit: { select: { path: true } } },
  });
  return mail !== null && mail.endedAt === null && reads(await getSignedInUser(userId, now), mail.unit);
}

/** What goes with a mail of a report, as it was when the mail was made; whoever asks has asked `mayStillGet` before. */
export async function findMailDocument({ key }: { key: string }): Promise<MailDocument | null> {
  const [kind, mailId, dueOn] = key.split(":");
  if (kind !== KEY || !mailId || !dueOn) return null;
  const turn = await db.reportMailTurn.findUnique({
    where: { mailId_dueOn: { mailId, dueOn: new Date(dueOn) } },
    select: { documentName: true, document: true },
  });
  return turn?.document && turn.documentName ? { name: turn.documentName, bytes: turn.document } : null;
}

/** Of turns done before, as long as no mail is left that it goes with: none that waits, and none that may be sent again. */
const DROP = `
  UPDATE report_mail_turns t SET document = NULL
  WHERE t.done_at < $1::timestamptz AND t.document IS NOT NULL AND NOT EXISTS (
    SELECT FROM mail_outbox m
    WHERE m.state <> 'sent' AND starts_with(m.dedupe_key, concat('${KEY}:', t.mail_id, ':', t.due_on, ':')))`;

export async function dropMailDocuments(before: Date): Promise<void> {
  await db.$executeRawUnsafe(DROP, before.toISOString());
}
