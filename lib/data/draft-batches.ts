/**
 * Draft cells of many submissions in one transaction and one statement: all that was seen is still so and everything is
 * written, or nothing is. The rules are those of drafts.ts.
 */
import "server-only";
import { z } from "zod";
import { enterable } from "@/lib/domain/checks";
import { dayInVietnam, daySchema } from "@/lib/domain/day";
import { REPORTING_KINDS, type IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { lockReason, SUBMISSION_STATUSES, type SubmissionKey } from "@/lib/domain/submission";
import { readAsked } from "./asked";
import { writeAudit, type AuditEntry } from "./audit";
import type { Tx } from "./db";
import { cellRefusal, tidied, type DraftCellInput } from "./drafts";
import { contribute } from "./submission-revisions";
import { inTransaction } from "./transaction";

export type DraftBatch = SubmissionKey & { lockVersion: number; cells: readonly DraftCellInput[] };

/** `overtaken`: a form or a cell moved since it was read; `refused`: what no form takes. */
export type BatchResult = { ok: true; cells: number } | { ok: false; reason: "overtaken" | "refused" };

/** Everybody takes these locks in one order. Typing goes on beside typing, but not beside a decision. */
const LOCK = `
  SELECT s.province_id AS "provinceId", s.unit_id AS "unitId", s.period_id AS "periodId", s.status::text,
    s.lock_version AS "lockVersion", s.version, s.unlocked_until::text AS "unlockedUntil", u.path AS "unitPath",
    p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity') AS "unitExists",
    p.locked_at IS NOT NULL AS "periodLocked", p.as_of::text AS "asOf", u.reporting_kind::text AS kind
  FROM unnest($1::text[], $2::text[], $3::text[]) AS k (province_id, unit_id, period_id)
  JOIN submissions s USING (province_id, unit_id, period_id)
  JOIN units u ON u.id = s.unit_id
  JOIN periods p ON p.id = s.period_id
  ORDER BY s.province_id COLLATE "C", s.period_id COLLATE "C", s.unit_id COLLATE "C"
  FOR SHARE OF s`;

const lockedSchema = z.object({
  provinceId: z.string(),
  unitId: z.string(),
  periodId: periodIdSchema,
  status: z.enum(SUBMISSION_STATUSES),
  lockVersion: z.number(),
  version: z.number(),
  unlockedUntil: daySchema.nullable(),
  unitPath: z.string(),
  unitExists: z.boolean(),
  periodLocked: z.boolean(),
  asOf: daySchema,
  kind: z.enum(REPORTING_KINDS),
});
type Locked = z.infer<typeof lockedSchema>;

/**
 * A cell that moved meanwhile is left alone, and is missing in the count. Cells come in the order of locks; their columns
 * as text of arrays, which costs a tenth of as many parameters.
 */
const UPSERT = `
  WITH written AS (
    INSERT INTO submission_drafts AS d
      (province_id, unit_id, period_id, indicator_id, value, is_estimate, note, explanation, version, updated_by, updated_at)
    SELECT k.province_id, k.unit_id, k.period_id, c.indicator_id, c.value, c.is_estimate, c.note, c.explanation,
      c.expected + 1, $4::uuid, $5::timestamptz
    FROM unnest($6::text::int[], $7::text::text[], $8::text::bigint[], $9::text::boolean[], $10::text::text[],
      $11::text::text[], $12::text::int[]) WITH ORDINALITY
      AS c (form, indicator_id, value, is_estimate, note, explanation, expected, place)
    JOIN unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (province_id, unit_id, period_id, form) USING (form)
    ORDER BY c.place
    ON CONFLICT (province_id, unit_id, period_id, indicator_id) DO UPDATE
    SET value = excluded.value, is_estimate = excluded.is_estimate, note = excluded.note,
      explanation = excluded.explanation, version = excluded.version, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at
    WHERE d.version = excluded.version - 1
    RETURNING 1
  )
  SELECT count(*)::int AS written FROM written`;

/** Takes the transaction back; never leaves this module. */
class Overtaken extends Error {}

/** @param entry what the audit says of it, in the same transaction */
export async function saveDraftBatches(
  batches: readonly DraftBatch[],
  entry: AuditEntry,
  actor: Actor,
  now: Date,
): Promise<BatchResult> {
  const filled = batches
    .filter(({ cells }) => cells.length > 0)
    .map((batch) => ({ ...batch, cells: batch.cells.map(tidied) }))
    .toSorted(byKey);
  try {
    return await inTransaction(async (tx): Promise<BatchResult> => {
      const locked = await lockForms(tx, filled);
      const asked = await readAsked(tx, [...new Set(locked.map(({ periodId }) => periodId))]);
      const byId = new Map(locked.map((form) => [keyOf(form), form]));
      const today = dayInVietnam(now);
      for (const batch of filled) {
        const form = byId.get(keyOf(batch));
        if (!form || !mayEnter(actor, form)) return { ok: false, reason: "refused" };
        const state = { ...form, contributors: [], centralApproves: false };
        if (form.lockVersion !== batch.lockVersion || lockReason(state, today) !== null)
          return { ok: false, reason: "overtaken" };
        const known = enterable({ ...form, required: asked(form.periodId, form.kind) });
        if (!batch.cells.every((cell) => isTaken(cell, known))) return { ok: false, reason: "refused" };
      }
      const cells = await write(tx, filled, byId, actor, now);
      await writeAudit(tx, entry);
      return { ok: true, cells };
    });
  } catch (error) {
    if (error instanceof Overtaken) return { ok: false, reason: "overtaken" };
    throw error;
  }
}

const keyOf = ({ provinceId, unitId, periodId }: { provinceId: string; unitId: string; periodId: string }) =>
  `${provinceId}.${unitId}.${periodId}`;

const mayEnter = (actor: Actor, { unitPath: path }: Locked) => can(actor, "submission.enter", { path });

const isTaken = (cell: DraftCellInput, known: readonly IndicatorId[]) =>
  cellRefusal(cell, known) === null && (cell.value === null || cell.value >= 0n);

const columnsOf = (keys: readonly { provinceId: string; unitId: string; periodId: string }[]) =>
  [
    keys.map(({ provinceId }) => provinceId),
    keys.map(({ unitId }) => unitId),
    keys.map(({ periodId }) => periodId),
  ] as const;

async function lockForms(tx: Tx, keys: readonly SubmissionKey[]): Promise<Locked[]> {
  if (keys.length === 0) return [];
  return z.array(lockedSchema).parse(await tx.$queryRawUnsafe(LOCK, ...columnsOf(keys)));
}

type Scalar = string | number | bigint | boolean | null;

/** As PostgreSQL writes an array; words in quotation marks. */
function arrayText<T>(rows: readonly T[], of: (row: T) => Scalar): string {
  const texts = rows.map((row) => {
    const value = of(row);
    if (value === null) return "NULL";
    return typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : String(value);
  });
  return `{${texts.join(",")}}`;
}

const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byIndicator = (a: DraftCellInput, b: DraftCellInput) => before(a.indicator, b.indicator);
/** The order in which everybody takes locks. */
const byKey = (a: SubmissionKey, b: SubmissionKey) =>
  before(a.provinceId, b.provinceId) || before(a.periodId, b.periodId) || before(a.unitId, b.unitId);

async function write(
  tx: Tx,
  batches: readonly DraftBatch[],
  forms: ReadonlyMap<string, Locked>,
  actor: Actor,
  now: Date,
): Promise<number> {
  const cells = batches.flatMap((batch, at) =>
    batch.cells.toSorted(byIndicator).map((cell) => ({ ...cell, form: at + 1 })),
  );
  if (cells.length === 0) return 0;
  const rows = await tx.$queryRawUnsafe(
    UPSERT,
    ...columnsOf(batches),
    actor.id,
    now.toISOString(),
    arrayText(cells, ({ form }) => form),
    arrayText(cells, ({ indicator }) => indicator),
    arrayText(cells, ({ value }) => value),
    arrayText(cells, ({ isEstimate }) => isEstimate),
    arrayText(cells, ({ note }) => note),
    arrayText(cells, ({ explanation }) => explanation),
    arrayText(cells, ({ expectedVersion }) => expectedVersion),
  );
  const [counted] = z.array(z.object({ written: z.number() })).parse(rows);
  if (counted?.written !== cells.length) throw new Overtaken();
  const versions = batches.map(({ provinceId, unitId, periodId }) => {
    const form = forms.get(keyOf({ provinceId, unitId, periodId }));
    return { provinceId, unitId, periodId, version: (form?.version ?? 0) + 1 };
  });
  await contribute(tx, versions, actor);
  return cells.length;
}
