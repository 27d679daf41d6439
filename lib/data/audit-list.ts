/** Audit entries for somebody to read: of the provinces they answer for, the newest first, page by page. */
import "server-only";
import { z } from "zod";
import { withheldFrom } from "@/lib/domain/audit-changes";
import type { Day } from "@/lib/domain/day";
import { can, type Actor } from "@/lib/domain/policy";
import { fold } from "@/lib/domain/search";
import { SUBJECT_NAME, subjectPart } from "./audit-subject-sql";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { personSchema, personSql } from "./person";
import { listSearchUnits } from "./search";

export type AuditFilter = {
  provinceId: string | null;
  /** Part of a name, or a user name. */
  person: string | null;
  /** First words of events: `submission`, `user`. */
  nouns: readonly string[];
  /** Its number in its chain, as an issued report names the head. */
  entry: bigint | null;
  /** The id of a submission, unit, user, period or decision; with an indicator behind a submission, one figure. */
  subject: string | null;
  from: Day | null;
  to: Day | null;
};

/** Where a page ends: the next one begins after it. */
export type AuditCursor = { at: string; id: string };

export type AuditProvince = { id: string; name: string; path: string; head: bigint | null };

const provinceSchema = z.array(
  z.object({ id: z.string(), name: z.string(), path: z.string(), head: z.string().nullable() }),
);

const PROVINCES = `
  SELECT u.id, u.short_name AS name, u.path, h.seq::text AS head
  FROM units u LEFT JOIN audit_heads h ON h.province_id = u.id
  WHERE u.level IN ('nation', 'province')
    AND ${inScopeSql()}
  ORDER BY u.level, u.valid_to NULLS FIRST, u.code`;

/** The provinces whose record this person reads, whole; none for whoever reads none. */
export async function listAuditProvinces(actor: Actor): Promise<AuditProvince[]> {
  const rows = provinceSchema.parse(await db.$queryRawUnsafe(PROVINCES, actor.scope.paths));
  return rows
    .filter(({ path }) => can(actor, "audit.read", { path }))
    .map(({ head, ...rest }) => ({ ...rest, head: head === null ? null : BigInt(head) }));
}

const entrySchema = z.object({
  id: z.string(),
  provinceId: z.string(),
  provinceName: z.string(),
  provincePath: z.string(),
  seq: z.string(),
  mac: z.string().nullable(),
  at: z.date(),
  cursorAt: z.string(),
  actor: personSchema.nullable(),
  onBehalfOf: personSchema.nullable(),
  event: z.string(),
  subject: z.string(),
  /** What the subject is called; null where its id says it. */
  subjectName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  figuresBefore: z.unknown(),
  isApproved: z.boolean().nullable(),
  wasApproved: z.boolean().nullable(),
});

export type AuditRecord = Pick<
  z.infer<typeof entrySchema>,
  | "id"
  | "provinceId"
  | "provinceName"
  | "mac"
  | "at"
  | "actor"
  | "onBehalfOf"
  | "event"
  | "subject"
  | "subjectName"
  | "before"
  | "after"
  | "reason"
  | "figuresBefore"
> & {
  seq: bigint;
  /** Numbers that this reader may not see. */
  isWithheld: boolean;
};

const VERSION = "(a.after->>'version')::int";
const part = (index: number) => subjectPart("submission", index);
const IS_SUBMIT = "a.event = 'submission.submit' AND a.after ? 'figures'";

/** An entry said that the version was approved, or it counts now. */
const approved = (version: string) => `
  (${IS_SUBMIT} AND (
    EXISTS (SELECT FROM audit_entries o WHERE o.province_id = a.province_id AND o.subject = a.subject
      AND o.event = 'submission.approve' AND (o.after->>'version')::int = ${version})
    OR EXISTS (SELECT FROM submissions s WHERE s.province_id = a.province_id AND s.unit_id = ${part(2)}
      AND s.period_id = ${part(3)} AND s.approved_version = ${version})))`;

const SELECT = `
  SELECT a.id::text, a.province_id AS "provinceId", p.short_name AS "provinceName", p.path AS "provincePath", a.seq::text,
    encode(a.mac, 'hex') AS mac, a.at,
    to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "cursorAt",
    ${personSql("a.actor_id")} AS actor, ${personSql("a.on_behalf_of")} AS "onBehalfOf", a.event, a.subject,
    ${SUBJECT_NAME} AS "subjectName",
    a.before, a.after, a.reason,
    CASE WHEN ${IS_SUBMIT} THEN (
      SELECT jsonb_object_agg(r.indicator_id, r.value::text) FROM figure_revisions r
      WHERE r.province_id = a.province_id AND r.unit_id = ${part(2)} AND r.period_id = ${part(3)}
        AND r.version = ${VERSION} - 1 AND r.value IS NOT NULL) END AS "figuresBefore",
    ${approved(VERSION)} AS "isApproved", ${approved(`${VERSION} - 1`)} AS "wasApproved"
  FROM audit_entries a JOIN units p ON p.id = a.province_id`;

const KINDS = [
  "unit",
  "drive",
  "report",
  "template",
  "user",
  "period",
  "decision",
  "month",
  "wall",
  "token",
  "recipient",
  "file",
  "stand-in",
  "setting",
];

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** "60.593.2023-11.BHYT" is a figure of a submission. */
export function splitSubject(text: string): { subject: string; indicator: string | null } {
  const found = /^([^.]+\.[^.]+\.[^.]+)\.([A-Z][A-Z0-9_]*)$/.exec(text);
  return found
    ? { subject: found[1] ?? text, indicator: found[2] ?? null }
    : { subject: text, indicator: null };
}

/** A subject as somebody writes it: ids, or of units their codes and names. */
type AskedSubject = { named: readonly string[]; units: readonly string[]; indicator: string | null };

async function askedSubject(actor: Actor, text: string | null): Promise<AskedSubject | null> {
  if (text === null) return null;
  const { subject, indicator } = splitSubject(text);
  const units = await listSearchUnits(actor);
  const called = (words: string) =>
    units.filter(({ id, code, name, shortName }) =>
      [id, code, name, shortName].some((one) => fold(one) === fold(words)),
    );
  const [province = "", unit = "", period] = subject.split(".");
  const submissions =
    period === undefined
      ? []
      : called(unit)
          .filter(({ provinceId }) => called(province).some(({ id }) => id === provinceId))
          .map(({ id, provinceId }) => `submission:${provinceId}.${id}.${period}`);
  const own = called(subject).map(({ id }) => id);
  const kinds = KINDS.map((kind) => `${kind}:${subject}`);
  const named = [
    `submission:${subject}`,
    ...submissions,
    ...kinds,
    ...own.map((id) => `unit:${id}`),
    subject,
  ];
  return { named, units: own, indicator };
}

type Conditions = {
  provinceIds: readonly string[] | null;
  filter: AuditFilter;
  subject: AskedSubject | null;
  after: AuditCursor | null;
};

/** Conditions and their values; the texts are constants. */
function conditions({ provinceIds, filter, subject, after }: Conditions) {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  const where: string[] = ["a.seq IS NOT NULL"];
  if (provinceIds) where.push(`a.province_id = ANY (${given(provinceIds)}::text[])`);
  if (filter.person) {
    const [exact, part] = [given(filter.person.toLowerCase()), given(`%${escaped(filter.person)}%`)];
    const ids = `(SELECT x.id FROM users x WHERE x.username = ${exact} OR x.display_name ILIKE ${part})`;
    where.push(`(a.actor_id IN ${ids} OR a.on_behalf_of IN ${ids})`);
  }
  if (filter.entry !== null) where.push(`a.seq = ${given(filter.entry)}::bigint`);
  if (filter.nouns.length > 0)
    where.push(`split_part(a.event, '.', 1) = ANY (${given(filter.nouns)}::text[])`);
  if (subject) {
    const { named, units, indicator } = subject;
    // Everything of a unit: its submissions too, which are in the chain of its province.
    const [own, ofOwn] = [given(units), given(units.map((id) => `submission:%.${escaped(id)}.%`))];
    where.push(`(a.subject = ANY (${given(named)}::text[])
      OR (a.province_id IN (SELECT u.province_id FROM units u WHERE u.id = ANY (${own}::text[]))
        AND a.subject LIKE ANY (${ofOwn}::text[])))`);
    if (indicator) where.push(`(a.event <> 'submission.submit' OR a.after->'figures' ? ${given(indicator)})`);
  }
  // Days of Vietnam, which knows no summer time.
  if (filter.from) where.push(`a.at >= (${given(filter.from)}::text || 'T00:00:00+07:00')::timestamptz`);
  if (filter.to)
    where.push(`a.at < (${given(filter.to)}::text || 'T00:00:00+07:00')::timestamptz + interval '1 day'`);
  if (after) where.push(`(a.at, a.id) < (${given(after.at)}::timestamptz, ${given(after.id)}::uuid)`);
  return { where: where.join(" AND "), values };
}

/** @returns also where the next page begins; null at the end */
export async function listAuditEntries(
  actor: Actor,
  filter: AuditFilter,
  { after, limit }: { after: AuditCursor | null; limit: number },
): Promise<{ entries: AuditRecord[]; next: AuditCursor | null }> {
  const readable = (await listAuditProvinces(actor)).map(({ id }) => id);
  const chosen = filter.provinceId === null ? readable : readable.filter((id) => id === filter.provinceId);
  if (chosen.length === 0) return { entries: [], next: null };
  // Whoever reads the nation reads all: then the order alone leads, unless a subject is found by province and name.
  const isAll = filter.provinceId === null && filter.subject === null && readable.includes("VN");
  const subject = await askedSubject(actor, filter.subject);
  const { where, values } = conditions({ provinceIds: isAll ? null : chosen, filter, subject, after });
  const rows = z
    .array(entrySchema)
    .parse(
      await db.$queryRawUnsafe(
        `${SELECT} WHERE ${where} ORDER BY a.at DESC, a.id DESC LIMIT ${limit + 1}`,
        ...values,
      ),
    );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    entries: shown.map((row) => toRecord(actor, row)),
    next: last ? { at: last.cursorAt, id: last.id } : null,
  };
}

function toRecord(actor: Actor, row: z.infer<typeof entrySchema>): AuditRecord {
  const { id, provinceId, provinceName, mac, at, actor: who, onBehalfOf, event, subject, subjectName } = row;
  const { provincePath, isApproved, wasApproved, before, after, reason, figuresBefore, seq } = row;
  const what = { event, subject, subjectName, before, after, reason, figuresBefore };
  const entry = { id, provinceId, provinceName, mac, at, actor: who, onBehalfOf, ...what };
  const open = can(actor, "draft.read", { path: provincePath })
    ? { ...entry, isWithheld: false }
    : withheldFrom(entry, { now: isApproved === true, before: wasApproved === true });
  return { ...open, seq: BigInt(seq) };
}
