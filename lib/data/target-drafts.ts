/** The numbers of a decision while it is a draft: one indicator and kind at a time, for units or for recipients. */
import "server-only";
import { z } from "zod";
import { kindsOf } from "@/lib/domain/decision";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import type { TargetKind } from "@/lib/domain/target";
import type { TargetScope } from "@/lib/domain/target-scope";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db, type Tx } from "./db";
import { permitted, type DecisionProblem } from "./decision-held";
import type { Decision } from "./decisions";
import { rowsParameter } from "./raw";
import { integerText } from "./submission-cells";
import { mayGiveFor } from "./scope-drives";
import { listStrangers } from "./target-receivers";
import { inTransaction } from "./transaction";

/** Which numbers of a decision: the table that a person fills at once. */
export type TargetTable = { scope: TargetScope; indicator: IndicatorId; kind: TargetKind };

/** For a unit by its id, for a recipient by its own; null takes the number back. */
export type DraftCell = { to: "unit" | "recipient"; id: string; value: bigint | null; isLocked: boolean };

export type SaveProblem =
  | { reason: DecisionProblem | "kind" }
  /** It is none of the receivers, or does not exist when the decision takes effect. */
  | { reason: "receiver"; id: string };
export type SaveResult = { ok: true; lockVersion: number; changed: number } | ({ ok: false } & SaveProblem);

/**
 * Replaces these cells of these tables in one transaction and leaves the others as they are. All or nothing: refused
 * with the first cell that may not be.
 */
export async function saveTargetDrafts(
  seen: Pick<Decision, "id" | "lockVersion">,
  tables: readonly { table: TargetTable; cells: readonly DraftCell[] }[],
  actor: Actor,
  now: Date,
): Promise<SaveResult> {
  return inTransaction(async (tx): Promise<SaveResult> => {
    const answer = await permitted(tx, seen, "edit", actor);
    if (!answer.ok) return answer;
    const { decision } = answer;
    const problem = await findProblem(tx, decision, tables);
    if (problem) return { ok: false, ...problem };
    const rows = tables.flatMap(({ table, cells }) => cells.map((cell) => ({ ...table, ...cell })));
    const before = await writeCells(tx, decision, "unit", rows, actor, now);
    before.push(...(await writeCells(tx, decision, "recipient", rows, actor, now)));
    if (before.length === 0) return { ok: true, lockVersion: decision.lockVersion, changed: 0 };
    await tx.decision.update({ where: { id: decision.id }, data: { lockVersion: { increment: 1 } } });
    await writeAudit(tx, {
      provinceId: decision.unit.provinceId,
      ...by(actor),
      event: "decision.targets",
      subject: `decision:${decision.id}`,
      before: before.map(({ before: value, ...key }) => ({ ...key, value })).map(keyOnly),
      after: before.map(({ after: value, ...key }) => ({ ...key, value })).map(keyOnly),
      at: now,
    });
    return { ok: true, lockVersion: decision.lockVersion + 1, changed: before.length };
  });
}

const changeSchema = z.object({
  id: z.string(),
  scope: z.string(),
  indicator: z.string(),
  kind: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
type Change = z.infer<typeof changeSchema>;

const keyOnly = ({
  id,
  scope,
  indicator,
  kind,
  value,
}: Omit<Change, "before" | "after"> & { value: string | null }) => ({
  id,
  scope,
  indicator,
  kind,
  value,
});

type CellRow = TargetTable & DraftCell;

async function findProblem(
  tx: Tx,
  decision: Decision,
  tables: readonly { table: TargetTable; cells: readonly DraftCell[] }[],
): Promise<SaveProblem | null> {
  if (tables.some(({ table }) => !kindsOf(table.indicator).includes(table.kind))) return { reason: "kind" };
  for (const scope of new Set(tables.map(({ table }) => table.scope)))
    if (!(await mayGiveFor(decision, scope, tx))) return { reason: "scope" };
  const given = tables.flatMap(({ table, cells }) =>
    cells.map(({ to, id }) => ({
      scope: table.scope,
      unitId: to === "unit" ? id : null,
      recipientId: to === "unit" ? null : id,
    })),
  );
  const [stranger] = await listStrangers(decision, given, tx);
  const id = stranger?.unitId ?? stranger?.recipientId;
  return typeof id === "string" ? { reason: "receiver", id } : null;
}

/** Units are given with their province, which may be another than that of the decision's unit: the nation decides for all. */
const PLACES = {
  unit: {
    table: "target_drafts",
    id: "unit_id",
    from: "JOIN units u ON u.id = n.id",
    province: "u.province_id",
  },
  recipient: { table: "recipient_target_drafts", id: "recipient_id", from: "", province: "$4::text" },
} as const;

/** $1 rows, $2 decision, $3 instant, $4 the decision's province, $5 who. Answers what has changed. */
const writeSql = ({ table, id, from, province }: (typeof PLACES)["unit" | "recipient"]) => `
  WITH given AS MATERIALIZED (
    SELECT n.id, ${province} AS province_id, n.scope, n.indicator, n.kind::target_kind, n.value, n."isLocked" AS is_locked, t.value AS before
    FROM jsonb_to_recordset($1::jsonb) AS n (id text, scope text, indicator text, kind text, value bigint, "isLocked" boolean)
    ${from}
    LEFT JOIN ${table} t ON t.decision_id = $2::uuid AND t.province_id = ${province} AND t.${id} = n.id
      AND t.scope = n.scope AND t.indicator_id = n.indicator AND t.kind = n.kind::target_kind
    WHERE t.value IS DISTINCT FROM n.value OR coalesce(t.is_locked, false) <> n."isLocked"),
  dropped AS (
    DELETE FROM ${table} t USING given g
    WHERE g.value IS NULL AND t.decision_id = $2::uuid AND t.province_id = g.province_id AND t.${id} = g.id
      AND t.scope = g.scope AND t.indicator_id = g.indicator AND t.kind = g.kind),
  written AS (
    INSERT INTO ${table} AS t (province_id, decision_id, ${id}, scope, indicator_id, kind, value, is_locked, updated_by, updated_at)
    SELECT province_id, $2::uuid, id, scope, indicator, kind, value, is_locked, $5::uuid, $3::timestamptz
    FROM given WHERE value IS NOT NULL
    ON CONFLICT (province_id, decision_id, ${id}, scope, indicator_id, kind) DO UPDATE
    SET value = excluded.value, is_locked = excluded.is_locked, updated_by = excluded.updated_by, updated_at = excluded.updated_at)
  SELECT id, scope, indicator, kind::text, before::text, value::text AS after FROM given WHERE $4::text IS NOT NULL`;

const draftRowSchema = z.object({
  id: z.string(),
  value: integerText,
  isLocked: z.boolean(),
  by: z.string(),
  at: z.date(),
});
/** What a draft holds of a cell, and who put it there. */
type HeldDraft = z.infer<typeof draftRowSchema>;

/** One table of a draft that was read, with who wrote each number last. */
export async function listDraftCells(
  decision: Pick<Decision, "id">,
  { scope, indicator, kind }: TargetTable,
  to: DraftCell["to"],
): Promise<HeldDraft[]> {
  const { table, id } = PLACES[to];
  const rows = await db.$queryRawUnsafe(
    `SELECT t.${id} AS id, t.value::text, t.is_locked AS "isLocked", u.display_name AS by, t.updated_at AS at
     FROM ${table} t JOIN users u ON u.id = t.updated_by
     WHERE t.decision_id = $1::uuid AND t.scope = $2 AND t.indicator_id = $3 AND t.kind = $4::target_kind`,
    decision.id,
    scope,
    indicator,
    kind,
  );
  return z.array(draftRowSchema).parse(rows);
}

async function writeCells(
  tx: Tx,
  decision: Decision,
  to: DraftCell["to"],
  rows: readonly CellRow[],
  actor: Actor,
  now: Date,
): Promise<Change[]> {
  const own = rows.filter((row) => row.to === to);
  if (own.length === 0) return [];
  const changed = await tx.$queryRawUnsafe(
    writeSql(PLACES[to]),
    rowsParameter(own),
    decision.id,
    now.toISOString(),
    decision.unit.provinceId,
    actor.id,
  );
  return z.array(changeSchema).parse(changed);
}
