/** Who set which report to be mailed to whom: made and ended by those who answer for the unit. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { dayInVietnam } from "@/lib/domain/day";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import {
  REPORT_MAIL_KINDS,
  type NewReportMail,
  type ReportMailKind,
  type ReportMailRefusal,
} from "@/lib/domain/report-mail";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { inScopeSql } from "./dashboard-units";
import { db, type Tx } from "./db";
import { inTransaction } from "./transaction";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

/** Units of today that this person may have mailed: the nation, provinces and reporting units of the own scope. */
export async function listMailUnits(actor: Actor, now: Date): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.level <> 'commune' AND $2::date BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
       AND (u.level IN ('nation', 'province') OR $3::text <> 'nation')
       AND ${inScopeSql()}
     ORDER BY length(u.path) - length(replace(u.path, '/', '')), u.code`,
    [...actor.scope.paths],
    dayInVietnam(now),
    actor.unit.level,
  );
  return z
    .array(unitRowSchema)
    .parse(rows)
    .filter((unit) => can(actor, "report.mail", unit));
}

const readerSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  unitName: z.string(),
  hasMail: z.boolean(),
});
export type MailReader = z.infer<typeof readerSchema>;

/** People of the own scope in whose scope the unit lies. */
export async function listMailReaders(
  actor: Actor,
  unit: Pick<Unit, "path">,
  now: Date,
): Promise<MailReader[]> {
  if (!can(actor, "report.mail", unit)) return [];
  const rows = await db.$queryRawUnsafe(
    `SELECT us.id::text, us.display_name AS "displayName", un.short_name AS "unitName", us.email IS NOT NULL AS "hasMail"
     FROM users us JOIN units un ON un.id = us.unit_id
     WHERE us.is_active AND starts_with($2, un.path)
       AND $3::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
       AND ${inScopeSql("$1", "un.path")}
     ORDER BY us.display_name, us.id LIMIT 200`,
    [...actor.scope.paths],
    unit.path,
    dayInVietnam(now),
  );
  return z.array(readerSchema).parse(rows);
}

export type ReportMailRow = {
  id: string;
  unitName: string;
  kind: ReportMailKind;
  day: number;
  recipients: readonly string[];
  last: { doneAt: Date; periodId: PeriodId; mails: number } | null;
};

/** Those that still run, of the own scope. */
export async function listReportMails(actor: Actor): Promise<ReportMailRow[]> {
  const rows = await db.reportMail.findMany({
    where: { endedAt: null, OR: actor.scope.paths.map((path) => ({ unit: { path: { startsWith: path } } })) },
    orderBy: [{ unit: { code: "asc" } }, { createdAt: "asc" }],
    include: {
      unit: { select: { shortName: true, path: true } },
      recipients: { select: { user: { select: { displayName: true } } } },
      turns: { orderBy: { dueOn: "desc" }, take: 1, omit: { document: true } },
    },
  });
  return rows
    .filter(({ unit }) => can(actor, "report.mail", unit))
    .map(({ id, unit, kind, day, recipients, turns }) => ({
      id,
      unitName: unit.shortName,
      kind: z.enum(REPORT_MAIL_KINDS).parse(kind),
      day,
      recipients: recipients.map(({ user }) => user.displayName),
      last: turns[0] ? { ...turns[0], periodId: periodIdSchema.parse(turns[0].periodId) } : null,
    }));
}

export type ReportMailResult = { ok: true } | { ok: false; reason: ReportMailRefusal };

/** One transaction at a time makes schedules or the mails of one: what the others have made is seen. */
export const lockReportMails = (tx: Tx): Promise<unknown> =>
  tx.$queryRawUnsafe("SELECT pg_advisory_xact_lock(hashtext('report mails'), 0)::text");

/** Whoever is on the list of that report and that day already is refused, with all the others. */
export async function createReportMail(
  { unit: unitId, when, recipients }: NewReportMail,
  actor: Actor,
  now: Date,
): Promise<ReportMailResult> {
  const unit = (await listMailUnits(actor, now)).find(({ id }) => id === unitId);
  if (!unit) return { ok: false, reason: "unknown-unit" };
  const readers = new Set((await listMailReaders(actor, unit, now)).map(({ id }) => id));
  const chosen = [...new Set(recipients)];
  if (!chosen.every((id) => readers.has(id))) return { ok: false, reason: "unknown-reader" };
  const id = uuidv7();
  return inTransaction(async (tx) => {
    await lockReportMails(tx);
    const same = await tx.reportMail.count({
      where: { unitId: unit.id, ...when, endedAt: null, recipients: { some: { userId: { in: chosen } } } },
    });
    if (same > 0) return { ok: false, reason: "twice" };
    await tx.reportMail.create({
      data: { id, unitId: unit.id, ...when, createdBy: actor.id, createdAt: now },
    });
    await tx.reportMailRecipient.createMany({ data: chosen.map((userId) => ({ mailId: id, userId })) });
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      ...by(actor),
      event: "report.schedule",
      subject: `unit:${unit.id}`,
      after: { mail: id, ...when, recipients: chosen },
      at: now,
    });
    return { ok: true };
  });
}

/** @returns whether there was one to end */
export async function endReportMail(id: string, actor: Actor, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    const mail = await tx.reportMail.findUnique({
      where: { id },
      include: { unit: { select: { path: true, provinceId: true } } },
    });
    if (!mail || !can(actor, "report.mail", mail.unit)) return false;
    const { count } = await tx.reportMail.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: now },
    });
    if (count === 0) return false;
    await writeAudit(tx, {
      provinceId: mail.unit.provinceId,
      ...by(actor),
      event: "report.unschedule",
      subject: `unit:${mail.unitId}`,
      before: { mail: id, kind: mail.kind, day: mail.day },
      at: now,
    });
    return true;
  });
}
