/** What becomes of a draft: made, corrected, discarded; each one transaction with its audit entry. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { mayRecord, type DecisionHead } from "@/lib/domain/decision";
import { mayIssue } from "@/lib/domain/issuer";
import type { Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import {
  headOf,
  headProblem,
  permitted,
  provinceOf,
  refuse,
  refuseReceivers,
  targetsTold,
  type Done,
  type IssueProblem,
} from "./decision-held";
import { listDecisionTargets, type Decision, type DecisionTarget } from "./decisions";
import { listStrangers } from "./target-receivers";
import { inTransaction } from "./transaction";

/** Two who write the same number at once wait for each other. */
const HOLD_UNIT = "SELECT 1 FROM units WHERE id = $1 FOR NO KEY UPDATE";

const columns = ({ issuer, number, decidedOn, effectiveOn, subject, supersedesId }: DecisionHead) => ({
  issuer,
  number,
  subject,
  supersedesId,
  decidedOn: new Date(decidedOn),
  effectiveOn: new Date(effectiveOn),
});

/** Writes a new draft down in the caller's transaction, which also leaves the audit entry. */
export async function insertDecision(
  tx: Tx,
  unit: Unit,
  head: DecisionHead,
  actor: Actor,
  now: Date,
): Promise<Done<{ id: string }>> {
  if (!mayRecord(actor, unit)) return refuse("forbidden");
  if (!mayIssue(head.issuer, unit.level)) return refuse("issuer");
  await tx.$queryRawUnsafe(HOLD_UNIT, unit.id);
  const id = uuidv7({ msecs: now.getTime() });
  const problem = await headProblem(tx, actor, unit, id, head);
  if (problem) return refuse(problem);
  await tx.decision.create({
    data: { id, unitId: unit.id, ...columns(head), status: "draft", recordedAt: now, recordedBy: actor.id },
  });
  return { ok: true, id };
}

/** A new draft without numbers. `unit` must be one that the person may read. */
export async function createDecision(
  unit: Unit,
  head: DecisionHead,
  actor: Actor,
  now: Date,
): Promise<Done<{ id: string }>> {
  return inTransaction(async (tx): Promise<Done<{ id: string }>> => {
    const made = await insertDecision(tx, unit, head, actor, now);
    if (!made.ok) return made;
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      ...by(actor),
      event: "decision.create",
      subject: `decision:${made.id}`,
      after: { ...head, unitId: unit.id },
      at: now,
    });
    return made;
  });
}

/** Other words or days in the head of a draft: none that take it from somebody who has a number already. */
export async function saveDecisionHead(
  seen: Decision,
  head: DecisionHead,
  actor: Actor,
  now: Date,
): Promise<Done<object, IssueProblem>> {
  return inTransaction(async (tx): Promise<Done<object, IssueProblem>> => {
    await tx.$queryRawUnsafe(HOLD_UNIT, seen.unit.id);
    const answer = await permitted(tx, seen, "edit", actor);
    if (!answer.ok) return answer;
    const { decision } = answer;
    if (!mayIssue(head.issuer, decision.unit.level)) return refuse("issuer");
    const problem = await headProblem(tx, actor, decision.unit, decision.id, head);
    if (problem) return refuse(problem);
    const lost = await listLost(tx, decision, head);
    if (lost.length > 0) return refuseReceivers(lost);
    await tx.decision.update({
      where: { id: decision.id, status: "draft" },
      data: { ...columns(head), lockVersion: { increment: 1 } },
    });
    await writeAudit(tx, {
      provinceId: provinceOf(decision),
      ...by(actor),
      event: "decision.edit",
      subject: `decision:${decision.id}`,
      before: headOf(decision),
      after: head,
      at: now,
    });
    return { ok: true };
  });
}

/** Those with a number whom this head would no longer let have one: who had none coming before is told when it is issued. */
async function listLost(
  tx: Tx,
  decision: Decision,
  { issuer, effectiveOn }: DecisionHead,
): Promise<DecisionTarget[]> {
  if (issuer === decision.issuer && effectiveOn === decision.effectiveOn) return [];
  const targets = await listDecisionTargets(decision, tx);
  const before = new Set(await listStrangers(decision, targets, tx));
  const after = await listStrangers({ ...decision, issuer, effectiveOn }, targets, tx);
  return after.filter((target) => !before.has(target));
}

/** Takes a draft back, its numbers and its scan with it; the audit keeps what they were. */
export async function discardDecision(
  seen: Pick<Decision, "id" | "lockVersion">,
  actor: Actor,
  now: Date,
): Promise<Done<object>> {
  return inTransaction(async (tx): Promise<Done<object>> => {
    const answer = await permitted(tx, seen, "discard", actor);
    if (!answer.ok) return answer;
    const { decision } = answer;
    const targets = await listDecisionTargets(decision, tx);
    await tx.decision.delete({ where: { id: decision.id, status: "draft" } });
    await writeAudit(tx, {
      provinceId: provinceOf(decision),
      ...by(actor),
      event: "decision.discard",
      subject: `decision:${decision.id}`,
      before: { ...headOf(decision), targets: targetsTold(targets) },
      at: now,
    });
    return { ok: true };
  });
}
