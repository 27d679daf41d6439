/** Notes on units and employers late or in breach: read in scope, written, and published by somebody else. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import {
  decideNotice,
  EMPLOYER_KINDS,
  mayWriteEmployers,
  mayWriteNote,
  NOTE_KINDS,
  NOTICE_STATUSES,
  type NewEmployerNotice,
  type NewNote,
  type NoticeDecision,
  type NoticeRefusal,
  type NoticeState,
} from "@/lib/domain/notice";
import { isPeriodId } from "@/lib/domain/period";
import { can, handsOf, type Actor, type Permission } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { inScopeSql, readablePaths } from "./dashboard-units";
import { db, type Tx } from "./db";
import { actingNameSql } from "./person";
import type { RawTx } from "./raw";
import { integerText } from "./submission-cells";
import { inTransaction } from "./transaction";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

const sharedSchema = {
  provinceId: z.string(),
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  path: z.string(),
  status: z.enum(NOTICE_STATUSES),
  authors: z.array(z.string()),
  author: z.string(),
  at: z.date(),
  decider: z.string().nullable(),
  decidedAt: z.date().nullable(),
  reason: z.string().nullable(),
};

const SHARED = `n.province_id AS "provinceId", n.id::text, n.unit_id AS "unitId", u.short_name AS "unitName", u.path,
  n.status::text, array_remove(ARRAY[n.author_id::text, n.on_behalf_of::text], NULL) AS authors,
  ${actingNameSql("n.author_id", "n.on_behalf_of")} AS author, n.at,
  ${actingNameSql("n.decided_by", "n.decided_for")} AS decider, n.decided_at AS "decidedAt", n.reason`;

const noteSchema = z.object({
  ...sharedSchema,
  kind: z.enum(NOTE_KINDS),
  period: z.string().refine(isPeriodId),
  body: z.string(),
});
export type Note = z.output<typeof noteSchema>;

const employerSchema = z.object({
  ...sharedSchema,
  kind: z.enum(EMPLOYER_KINDS),
  employer: z.string(),
  employerCode: z.string(),
  asOf: z.string(),
  amount: integerText.nullable(),
  months: z.number().nullable(),
  legalGround: z.string(),
});
export type EmployerNotice = z.output<typeof employerSchema>;

/**
 * $1 readable paths, $2 scope, $3 whether the reader may approve, $4 the reader. What is not published is for whoever may
 * publish it and for who wrote it, not for the unit of which it speaks. What is published of a unit is for whoever
 * may read the unit; a model worth spreading is for everybody.
 */
const visible = (everybody: string) => `(
  (n.status = 'published' AND (${everybody} OR ${inScopeSql("$1")}))
  OR (${inScopeSql("$2")} AND ($3 OR ARRAY[n.author_id, n.on_behalf_of] && $4::uuid[])))`;

const NOTES = `
  SELECT ${SHARED}, n.kind::text, n.period_id AS period, n.body
  FROM unit_notes n JOIN units u ON u.province_id = n.province_id AND u.id = n.unit_id
  WHERE ${visible("n.kind = 'model'")}`;

const EMPLOYERS = `
  SELECT ${SHARED}, n.kind::text, n.employer, n.employer_code AS "employerCode", n.as_of::text AS "asOf",
    n.amount::text, n.months, n.legal_ground AS "legalGround"
  FROM employer_notices n JOIN units u ON u.province_id = n.province_id AND u.id = n.unit_id
  WHERE ${visible("false")}`;

/** As many are listed at once. */
export const NOTICE_LIMIT = 200;
const LATEST = `ORDER BY n.status, n.at DESC, n.id DESC LIMIT ${NOTICE_LIMIT}`;
const BELOW = `AND starts_with(u.path, $5) ${LATEST}`;

type Reader = Pick<Actor, "id" | "onBehalfOf" | "role" | "scope">;

const rights = (reader: Reader, approves: Permission): unknown[] => {
  const [path = ""] = reader.scope.paths;
  return [readablePaths(reader), [...reader.scope.paths], can(reader, approves, { path }), handsOf(reader)];
};

/** Of a unit and all below it: what waits first, then what is published, refused, withdrawn; of each the newest first. */
export async function listNotes(reader: Reader, { path }: Pick<Unit, "path">): Promise<Note[]> {
  const rows = await db.$queryRawUnsafe(`${NOTES} ${BELOW}`, ...rights(reader, "note.approve"), path);
  return z.array(noteSchema).parse(rows);
}

export async function listEmployerNotices(
  reader: Reader,
  { path }: Pick<Unit, "path">,
): Promise<EmployerNotice[]> {
  const rows = await db.$queryRawUnsafe(`${EMPLOYERS} ${BELOW}`, ...rights(reader, "employer.approve"), path);
  return z.array(employerSchema).parse(rows);
}

/** Units of the own scope about which something may be written: the province and those that report in it. */
export async function listNoticeUnits(actor: Pick<Actor, "scope">, tx: RawTx = db): Promise<Unit[]> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.level IN ('province', 'district', 'office') AND u.valid_to IS NULL AND ${inScopeSql("$1")}
     ORDER BY u.path`,
    [...actor.scope.paths],
  );
  return z.array(unitRowSchema).parse(rows);
}

export type NoticeProblem = NoticeRefusal | "not-found" | "no-period";
export type NoticeChange = { ok: true } | { ok: false; reason: NoticeProblem };
const refuse = (reason: NoticeProblem): NoticeChange => ({ ok: false, reason });

const author = (actor: Actor, now: Date) => ({
  authorId: actor.id,
  onBehalfOf: actor.onBehalfOf?.id ?? null,
  at: now,
  status: "pending" as const,
});

export async function addNote(note: NewNote, actor: Actor, now: Date): Promise<NoticeChange> {
  return inTransaction(async (tx) => {
    const unit = (await listNoticeUnits(actor, tx)).find(({ id }) => id === note.unit);
    if (!unit) return refuse("not-found");
    if (!mayWriteNote(actor, unit)) return refuse("forbidden");
    const opened = await tx.period.count({ where: { id: note.period, kind: "month" } });
    if (opened === 0) return refuse("no-period");
    const { provinceId } = unit;
    const { kind, body, period } = note;
    const id = uuidv7();
    await tx.unitNote.create({
      data: { provinceId, id, unitId: unit.id, periodId: period, kind, body, ...author(actor, now) },
    });
    await writeAudit(tx, {
      provinceId,
      ...by(actor),
      event: "note.write",
      subject: `unit_note:${id}`,
      after: { unitId: unit.id, period, kind, body },
      at: now,
    });
    return { ok: true };
  });
}

export async function addEmployerNotice(
  notice: NewEmployerNotice,
  actor: Actor,
  now: Date,
): Promise<NoticeChange> {
  return inTransaction(async (tx) => {
    const unit = (await listNoticeUnits(actor, tx)).find(({ id }) => id === notice.unit);
    if (!unit) return refuse("not-found");
    if (!mayWriteEmployers(actor, unit)) return refuse("forbidden");
    const { provinceId } = unit;
    const { kind, employer, employerCode, asOf, amount, legalGround } = notice;
    const months = notice.months === null ? null : Number(notice.months);
    const told = { kind, employer, employerCode, legalGround };
    const id = uuidv7();
    await tx.employerNotice.create({
      data: {
        provinceId,
        id,
        unitId: unit.id,
        ...told,
        asOf: new Date(asOf),
        amount,
        months,
        ...author(actor, now),
      },
    });
    await writeAudit(tx, {
      provinceId,
      ...by(actor),
      event: "employer.write",
      subject: `employer_notice:${id}`,
      after: { unitId: unit.id, ...told, asOf, amount: amount?.toString() ?? null, months },
      at: now,
    });
    return { ok: true };
  });
}

const ONE = "AND n.province_id = $5 AND n.id = $6::uuid FOR UPDATE OF n";

const one = ({ province, id }: NoticeDecision) => [province, id];

export const decideNote = (decision: NoticeDecision, actor: Actor, now: Date) =>
  decide(decision, actor, now, {
    approves: "note.approve",
    kind: "note",
    subject: "unit_note",
    read: async (tx) => {
      const values = [...rights(actor, "note.approve"), ...one(decision)];
      return z.array(noteSchema).parse(await tx.$queryRawUnsafe(`${NOTES} ${ONE}`, ...values))[0] ?? null;
    },
    write: (tx, where, data) => tx.unitNote.update({ where, data }),
  });

export const decideEmployerNotice = (decision: NoticeDecision, actor: Actor, now: Date) =>
  decide(decision, actor, now, {
    approves: "employer.approve",
    kind: "employer",
    subject: "employer_notice",
    read: async (tx) => {
      const values = [...rights(actor, "employer.approve"), ...one(decision)];
      return (
        z.array(employerSchema).parse(await tx.$queryRawUnsafe(`${EMPLOYERS} ${ONE}`, ...values))[0] ?? null
      );
    },
    write: (tx, where, data) => tx.employerNotice.update({ where, data }),
  });

type Where = { provinceId_id: { provinceId: string; id: string } };
type Data = {
  status: NoticeState["status"];
  decidedBy: string;
  decidedFor: string | null;
  decidedAt: Date;
  reason: string | null;
};
type Of = {
  approves: Permission;
  kind: "note" | "employer";
  subject: string;
  read: (tx: Tx) => Promise<NoticeState | null>;
  write: (tx: Tx, where: Where, data: Data) => Promise<unknown>;
};

/** The row is held from reading to writing: of two who decide at once the second finds it decided. */
async function decide(
  { province, id, event, reason = "" }: NoticeDecision,
  actor: Actor,
  now: Date,
  of: Of,
): Promise<NoticeChange> {
  return inTransaction(async (tx) => {
    const notice = await of.read(tx);
    if (!notice) return refuse("not-found");
    const decision = decideNotice(notice, event, actor, of.approves);
    if (!decision.ok) return refuse(decision.reason);
    const words = event === "publish" ? null : reason;
    await of.write(
      tx,
      { provinceId_id: { provinceId: province, id } },
      {
        status: decision.to,
        decidedBy: actor.id,
        decidedFor: actor.onBehalfOf?.id ?? null,
        decidedAt: now,
        reason: words,
      },
    );
    await writeAudit(tx, {
      provinceId: province,
      ...by(actor),
      event: `${of.kind}.${event}`,
      subject: `${of.subject}:${id}`,
      before: { status: notice.status },
      after: { status: decision.to },
      reason: words,
      at: now,
    });
    return { ok: true };
  });
}
