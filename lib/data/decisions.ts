/** Decisions as their readers see them: heads, numbers, papers; drafts only for whoever writes them. */
import "server-only";
import { z } from "zod";
import type { ReviewNumber } from "@/lib/domain/decision-review";
import { lastInstantOf, type Day } from "@/lib/domain/day";
import { DECISION_STATUSES, mayRecord, type DecisionState } from "@/lib/domain/decision";
import { isIndicatorId } from "@/lib/domain/indicator";
import { can, type Actor } from "@/lib/domain/policy";
import { TARGET_KINDS } from "@/lib/domain/target";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { db } from "./db";
import { personSchema, personSql } from "./person";
import type { RawTx } from "./raw";
import { integerText } from "./submission-cells";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

const headRowSchema = z.object({
  id: z.uuid(),
  issuer: z.string(),
  number: z.string(),
  subject: z.string(),
  decidedOn: z.string(),
  effectiveOn: z.string(),
  status: z.enum(DECISION_STATUSES),
  lockVersion: z.number(),
  recordedAt: z.date(),
  recordedBy: personSchema.nullable(),
  issuedAt: z.date().nullable(),
  issuedBy: personSchema.nullable(),
  supersedesId: z.uuid().nullable(),
  supersedesNumber: z.string().nullable(),
  supersededById: z.uuid().nullable(),
  supersededByNumber: z.string().nullable(),
  paperName: z.string().nullable(),
  paperSize: z.number().nullable(),
  targets: z.number(),
  unit: unitRowSchema,
});
export type Decision = z.infer<typeof headRowSchema>;

const UNIT_JSON = `jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'shortName', u.short_name, 'level', u.level,
  'reportingKind', u.reporting_kind, 'parentId', u.parent_id, 'provinceId', u.province_id, 'path', u.path,
  'validFrom', u.valid_from, 'validTo', u.valid_to)`;

/** A scan is never read to say that it is there. The rows of `decisions d`, `units u`. */
const HEAD = `
  SELECT d.id::text, d.issuer, d.number, d.subject, d.decided_on::text AS "decidedOn", d.effective_on::text AS "effectiveOn",
    d.status::text, d.lock_version AS "lockVersion", d.recorded_at AS "recordedAt", ${personSql("d.recorded_by")} AS "recordedBy",
    d.issued_at AS "issuedAt", ${personSql("d.issued_by")} AS "issuedBy",
    d.supersedes_id::text AS "supersedesId", earlier.number AS "supersedesNumber",
    later.id::text AS "supersededById", later.number AS "supersededByNumber",
    p.file_name AS "paperName", p.size AS "paperSize",
    CASE d.status WHEN 'draft' THEN
      (SELECT count(*) FROM target_drafts t WHERE t.decision_id = d.id)
        + (SELECT count(*) FROM recipient_target_drafts t WHERE t.decision_id = d.id)
    ELSE
      (SELECT count(DISTINCT (t.province_id, t.unit_id, t.scope, t.indicator_id, t.kind)) FROM targets t WHERE t.decision_id = d.id)
        + (SELECT count(DISTINCT (t.province_id, t.recipient_id, t.scope, t.indicator_id, t.kind))
           FROM recipient_targets t WHERE t.decision_id = d.id)
    END::int AS targets,
    ${UNIT_JSON} AS unit
  FROM decisions d
  JOIN units u ON u.id = d.unit_id
  LEFT JOIN decisions earlier ON earlier.id = d.supersedes_id
  LEFT JOIN LATERAL (
    SELECT l.id, l.number FROM decisions l
    WHERE l.supersedes_id = d.id AND l.status = 'issued' AND d.status = 'issued' ORDER BY l.effective_on LIMIT 1) later ON true
  LEFT JOIN LATERAL (
    SELECT file_name, octet_length(content) AS size FROM decision_papers WHERE decision_id = d.id) p ON true`;

/**
 * A paper is for everybody in the subtree for which it decides, and for everybody whose scope holds that unit; a draft for
 * the latter only. $1: the paths of the reader's scope.
 */
const READABLE = `EXISTS (SELECT FROM unnest($1::text[]) AS own (path)
  WHERE starts_with(u.path, own.path) OR (d.status = 'issued' AND starts_with(own.path, u.path)))`;

/** A draft is shown to those who could write it; to everybody else it does not exist. Administrators read no decisions. */
const visibleTo = (reader: Actor) => (decision: Decision) =>
  can(reader, "target.read", reader.unit) &&
  (decision.status === "issued" || mayRecord(reader, decision.unit));

async function readHeads(tx: RawTx, text: string, ...values: unknown[]): Promise<Decision[]> {
  return z.array(headRowSchema).parse(await tx.$queryRawUnsafe(text, ...values));
}

/** Null where there is none, and where it is not for this reader. */
export async function getDecision(reader: Actor, id: string, tx: RawTx = db): Promise<Decision | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const text = `${HEAD} WHERE d.id = $2::uuid AND ${READABLE}`;
  const [decision] = await readHeads(tx, text, reader.scope.paths, id);
  return decision && visibleTo(reader)(decision) ? decision : null;
}

/**
 * The decisions of a unit, the newest first: those that decide for it, and those that give it a target.
 * @param scope only those with a number for this time; all if null
 * @param known only those that were recorded by the end of this day, as issued as they were then; all if null
 */
export async function listDecisions(
  reader: Actor,
  unit: Pick<Unit, "id" | "provinceId">,
  scope: TargetScope | null,
  known: Day | null = null,
): Promise<Decision[]> {
  const found = await readHeads(
    db,
    `${HEAD}
     WHERE ${READABLE} AND (
       (d.unit_id = $2 AND ($4::text IS NULL
          OR EXISTS (SELECT FROM targets t WHERE t.decision_id = d.id AND t.scope = $4)
          OR EXISTS (SELECT FROM recipient_targets t WHERE t.decision_id = d.id AND t.scope = $4)
          OR d.status = 'draft'))
       OR d.id IN (SELECT t.decision_id FROM targets t
          WHERE t.province_id = $3 AND t.unit_id = $2 AND ($4::text IS NULL OR t.scope = $4)))
       AND ($5::timestamptz IS NULL OR coalesce(d.issued_at, d.recorded_at) <= $5)
     ORDER BY d.effective_on DESC, d.decided_on DESC, d.id DESC LIMIT 200`,
    reader.scope.paths,
    unit.id,
    unit.provinceId,
    scope,
    known === null ? null : lastInstantOf(known),
  );
  return found.filter(visibleTo(reader));
}

/** One number of a decision: for a unit, or for a recipient below a reporting unit. */
export type DecisionTarget = ReviewNumber & {
  provinceId: string;
  isLocked: boolean;
  headlineReason: string | null;
};

const targetRowSchema = z.object({
  provinceId: z.string(),
  unitId: z.string().nullable(),
  recipientId: z.string().nullable(),
  name: z.string(),
  scope: targetScopeSchema,
  indicator: z.string().refine(isIndicatorId),
  kind: z.enum(TARGET_KINDS),
  value: integerText,
  isLocked: z.boolean(),
  headlineReason: z.string().nullable(),
}) satisfies z.ZodType<DecisionTarget>;

const DRAFTS = `
  SELECT t.province_id AS "provinceId", t.unit_id AS "unitId", NULL AS "recipientId", u.name, t.scope,
    t.indicator_id AS indicator, t.kind::text, t.value::text, t.is_locked AS "isLocked", NULL AS "headlineReason", u.code AS ordinal
  FROM target_drafts t JOIN units u ON u.id = t.unit_id WHERE t.decision_id = $1::uuid
  UNION ALL
  SELECT t.province_id, NULL, t.recipient_id, r.name, t.scope, t.indicator_id, t.kind::text, t.value::text, t.is_locked, NULL, r.id
  FROM recipient_target_drafts t JOIN recipients r ON r.province_id = t.province_id AND r.id = t.recipient_id
  WHERE t.decision_id = $1::uuid
  ORDER BY ordinal`;

/** Of each number the newest version. */
const ISSUED = `
  SELECT * FROM (
    SELECT DISTINCT ON (t.province_id, t.unit_id, t.scope, t.indicator_id, t.kind)
      t.province_id AS "provinceId", t.unit_id AS "unitId", NULL AS "recipientId", u.name, t.scope, t.indicator_id AS indicator,
      t.kind::text, t.value::text, false AS "isLocked", t.headline_reason AS "headlineReason", u.code AS ordinal
    FROM targets t JOIN units u ON u.id = t.unit_id WHERE t.decision_id = $1::uuid
    ORDER BY t.province_id, t.unit_id, t.scope, t.indicator_id, t.kind, t.version DESC) units
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (t.province_id, t.recipient_id, t.scope, t.indicator_id, t.kind)
      t.province_id, NULL, t.recipient_id, r.name, t.scope, t.indicator_id, t.kind::text, t.value::text, false, NULL, r.id
    FROM recipient_targets t JOIN recipients r ON r.province_id = t.province_id AND r.id = t.recipient_id
    WHERE t.decision_id = $1::uuid
    ORDER BY t.province_id, t.recipient_id, t.scope, t.indicator_id, t.kind, t.version DESC) recipients
  ORDER BY ordinal`;

/** The numbers of a decision that was read, by code of the unit. */
export async function listDecisionTargets(
  decision: Pick<Decision, "id" | "status">,
  tx: RawTx = db,
): Promise<DecisionTarget[]> {
  const rows = await tx.$queryRawUnsafe(decision.status === "draft" ? DRAFTS : ISSUED, decision.id);
  return z.array(targetRowSchema).parse(rows);
}

/** What the rules ask about a decision. */
export function stateOf({ status, issuer, unit, paperName, targets }: Decision): DecisionState {
  return { status, issuer, unit, hasPaper: paperName !== null, targets };
}

/** The units that a decision of this unit may give targets to, as they stand on a day: itself, territories, offices. */
export async function listReceivers(unit: Pick<Unit, "id">, on: string): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE (u.id = $1 OR u.parent_id = $1) AND u.level <> 'commune'
       AND u.valid_from <= $2::date AND coalesce(u.valid_to, 'infinity') >= $2::date
     ORDER BY u.id <> $1, u.level = 'office', u.code`,
    unit.id,
    on,
  );
  return z.array(unitRowSchema).parse(rows);
}

/** Which of these issued decisions this reader may open. */
export async function listReadableDecisionIds(reader: Actor, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.$queryRawUnsafe(
    `SELECT d.id::text FROM decisions d JOIN units u ON u.id = d.unit_id
     WHERE d.id = ANY ($2::uuid[]) AND d.status = 'issued' AND ${READABLE}`,
    reader.scope.paths,
    ids,
  );
  return new Set(
    z
      .array(z.object({ id: z.uuid() }))
      .parse(rows)
      .map(({ id }) => id),
  );
}
