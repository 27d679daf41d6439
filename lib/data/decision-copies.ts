/** A new draft in place of an issued decision, with its numbers: what is re-issued begins from what there is. */
import "server-only";
import type { DecisionHead } from "@/lib/domain/decision";
import type { Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import { insertDecision } from "./decision-changes";
import type { Done } from "./decision-held";
import { getDecision, listDecisionTargets, type Decision, type DecisionTarget } from "./decisions";
import { rowsParameter } from "./raw";
import { listStrangers } from "./target-receivers";
import { inTransaction } from "./transaction";

const copyInto = (table: "target_drafts" | "recipient_target_drafts", id: "unit_id" | "recipient_id") => `
  INSERT INTO ${table} (province_id, decision_id, ${id}, scope, indicator_id, kind, value, is_locked, updated_by, updated_at)
  SELECT n.province, $2::uuid, n.id, n.scope, n.indicator, n.kind::target_kind, n.value, false, $3::uuid, $4::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS n (province text, id text, scope text, indicator text, kind text, value bigint)`;

async function copyTargets(
  tx: Tx,
  decision: Decision,
  targets: readonly DecisionTarget[],
  actor: Actor,
  now: Date,
): Promise<void> {
  const rows = (read: (target: DecisionTarget) => string | null) =>
    targets.flatMap((target) => {
      const { provinceId: province, scope, indicator, kind, value } = target;
      const id = read(target);
      return id === null ? [] : [{ province, id, scope, indicator, kind, value }];
    });
  const rest = [decision.id, actor.id, now.toISOString()];
  const units = rows(({ unitId }) => unitId);
  const recipients = rows(({ recipientId }) => recipientId);
  await tx.$executeRawUnsafe(copyInto("target_drafts", "unit_id"), rowsParameter(units), ...rest);
  await tx.$executeRawUnsafe(
    copyInto("recipient_target_drafts", "recipient_id"),
    rowsParameter(recipients),
    ...rest,
  );
}

/**
 * A draft that supersedes the decision of `head.supersedesId` and has its numbers, but for those whom the new one may
 * give none: units and recipients that have ended meanwhile.
 * @param left how many numbers could not be taken over
 */
export async function supersedeDecision(
  earlier: Decision,
  head: DecisionHead,
  actor: Actor,
  now: Date,
): Promise<Done<{ id: string; copied: number; left: number }>> {
  return inTransaction(async (tx): Promise<Done<{ id: string; copied: number; left: number }>> => {
    const made = await insertDecision(tx, earlier.unit, { ...head, supersedesId: earlier.id }, actor, now);
    if (!made.ok) return made;
    const decision = await getDecision(actor, made.id, tx);
    if (!decision) return { ok: false, reason: "not-found" };
    const targets = await listDecisionTargets(earlier, tx);
    const strangers = new Set(await listStrangers(decision, targets, tx));
    const copied = targets.filter((target) => !strangers.has(target));
    await copyTargets(tx, decision, copied, actor, now);
    await writeAudit(tx, {
      provinceId: earlier.unit.provinceId,
      ...by(actor),
      event: "decision.create",
      subject: `decision:${made.id}`,
      after: {
        ...head,
        supersedesId: earlier.id,
        unitId: earlier.unit.id,
        copied: copied.length,
        left: strangers.size,
      },
      at: now,
    });
    return { ok: true, id: made.id, copied: copied.length, left: strangers.size };
  });
}
