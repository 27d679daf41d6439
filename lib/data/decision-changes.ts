/** What becomes of a decision: drafted, corrected, discarded, issued; each one transaction with its audit entry. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import {
  decideOnDecision,
  mayRecord,
  supersedingProblem,
  type DecisionEvent,
  type DecisionHead,
  type DecisionRefusal,
} from "@/lib/domain/decision";
import { mayIssue } from "@/lib/domain/issuer";
import type { Actor } from "@/lib/domain/policy";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { bumpDataVersions } from "./data-versions";
import type { Tx } from "./db";
import { getDecision, listDecisionTargets, stateOf, type Decision, type DecisionTarget } from "./decisions";
import { publishUnitTargets } from "./headlines-carried";
import { notify } from "./notifications";
import { paperKeySql } from "./paper-key";
import { listStrangers } from "./target-receivers";
import { inTransaction } from "./transaction";

export type DecisionProblem =
  | DecisionRefusal
  | "stale"
  | "not-found"
  /** The same issuer has a decision of this number in this year. */
  | "duplicate"
  | "superseded-other-issuer"
  | "superseded-not-issued"
  | "superseded-later"
  | "superseded-itself"
  /** Its unit does not exist when it takes effect. */
  | "unit"
  /** A drive that is none of the unit's, closed or over. */
  | "scope";
/** `receiver`: a number is for somebody who does not exist when it takes effect, or whom the issuer gives none. */
export type IssueProblem = DecisionProblem | "receiver";

export type Done<T, Problem = DecisionProblem> =
  | ({ ok: true } & T)
  /** @property names of the receivers that stand in the way */
  | { ok: false; reason: Problem; names?: readonly string[] };
const refuse = <Problem extends IssueProblem>(reason: Problem) => ({ ok: false, reason }) as const;
const refuseReceivers = (strangers: readonly DecisionTarget[]) =>
  ({ ok: false, reason: "receiver", names: [...new Set(strangers.map(({ name }) => name))] }) as const;

/** Whoever writes to a decision waits here for whoever does already. */
async function lockDecision(tx: Tx, id: string): Promise<void> {
  await tx.$queryRawUnsafe("SELECT 1 FROM decisions WHERE id = $1::uuid FOR UPDATE", id);
}

/** The decision as it is now, its row locked, if this person may do this with it and nobody moved it since it was seen. */
export async function permitted(
  tx: Tx,
  seen: Pick<Decision, "id" | "lockVersion">,
  event: DecisionEvent,
  actor: Actor,
): Promise<{ ok: true; decision: Decision } | { ok: false; reason: DecisionProblem }> {
  await lockDecision(tx, seen.id);
  const decision = await getDecision(actor, seen.id, tx);
  if (!decision) return refuse("not-found");
  const answer = decideOnDecision(stateOf(decision), event, actor);
  if (!answer.ok) return answer;
  return decision.lockVersion === seen.lockVersion ? { ok: true, decision } : refuse("stale");
}

const numberTaken = `
  SELECT 1 FROM decisions
  WHERE unit_id = $1 AND ${paperKeySql("issuer")} = ${paperKeySql("$2")} AND ${paperKeySql("number")} = ${paperKeySql("$3")}
    AND extract(year FROM decided_on) = extract(year FROM $4::date)
    AND id <> $5::uuid`;

/** What of a head cannot be written down: its unit is not there, the number is taken, or the decision it replaces is none that it may. */
async function headProblem(
  tx: Tx,
  actor: Actor,
  unit: Pick<Unit, "id" | "validFrom" | "validTo">,
  id: string,
  head: DecisionHead,
): Promise<DecisionProblem | null> {
  const taken = await tx.$queryRawUnsafe<unknown[]>(
    numberTaken,
    unit.id,
    head.issuer,
    head.number,
    head.decidedOn,
    id,
  );
  if (taken.length > 0) return "duplicate";
  const absent = existsOn(unit, head.effectiveOn) ? null : "unit";
  if (head.supersedesId === null) return absent;
  const earlier = await getDecision(actor, head.supersedesId, tx);
  if (!earlier) return "not-found";
  const { issuer, effectiveOn } = head;
  const problem = supersedingProblem(
    { id, unitId: unit.id, issuer, effectiveOn },
    { ...earlier, unitId: earlier.unit.id },
  );
  return problem === null ? absent : `superseded-${problem}`;
}

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

/** The province whose affair it is: that of its unit, `VN` for the nation. */
const provinceOf = ({ unit }: Pick<Decision, "unit">) => unit.provinceId;

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

const headOf = ({
  issuer,
  number,
  decidedOn,
  effectiveOn,
  subject,
  supersedesId,
}: Decision): DecisionHead => ({
  issuer,
  number,
  decidedOn,
  effectiveOn,
  subject,
  supersedesId,
});

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

const numbers = (targets: readonly DecisionTarget[]) =>
  targets.map(({ unitId, recipientId, scope, indicator, kind, value }) => ({
    to: unitId ?? recipientId,
    scope,
    indicator,
    kind,
    value: String(value),
  }));

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
      before: { ...headOf(decision), targets: numbers(targets) },
      at: now,
    });
    return { ok: true };
  });
}

/** The newest earlier decision of the issuer for the unit that gave one of these numbers. */
const EARLIER = `
  SELECT e.id::text FROM decisions e
  WHERE e.unit_id = $2 AND e.issuer = $3 AND e.status = 'issued' AND e.effective_on <= $4::date AND (
    EXISTS (SELECT FROM targets o JOIN target_drafts t ON (t.province_id, t.unit_id, t.scope, t.indicator_id, t.kind)
        = (o.province_id, o.unit_id, o.scope, o.indicator_id, o.kind)
      WHERE o.decision_id = e.id AND t.decision_id = $1::uuid)
    OR EXISTS (SELECT FROM recipient_targets o JOIN recipient_target_drafts t
        ON (t.province_id, t.recipient_id, t.scope, t.indicator_id, t.kind)
        = (o.province_id, o.recipient_id, o.scope, o.indicator_id, o.kind)
      WHERE o.decision_id = e.id AND t.decision_id = $1::uuid))
  ORDER BY e.effective_on DESC, e.decided_on DESC, e.id DESC LIMIT 1`;

const PUBLISH_RECIPIENTS = `
  INSERT INTO recipient_targets (province_id, recipient_id, scope, indicator_id, kind, decision_id, version, value, recorded_at)
  SELECT province_id, recipient_id, scope, indicator_id, kind, decision_id, 1, value, $2::timestamptz
  FROM recipient_target_drafts WHERE decision_id = $1::uuid`;

/** From here on its numbers count from the day it takes effect, and nobody edits it any more. */
export async function issueDecision(
  seen: Pick<Decision, "id" | "lockVersion">,
  actor: Actor,
  now: Date,
): Promise<Done<object, IssueProblem>> {
  return inTransaction(async (tx): Promise<Done<object, IssueProblem>> => {
    const answer = await permitted(tx, seen, "issue", actor);
    if (!answer.ok) return answer;
    const { decision } = answer;
    const problem = await headProblem(tx, actor, decision.unit, decision.id, headOf(decision));
    if (problem) return refuse(problem);
    const targets = await listDecisionTargets(decision, tx);
    // The day or the issuer may have changed since the numbers were given.
    const strangers = await listStrangers(decision, targets, tx);
    if (strangers.length > 0) return refuseReceivers(strangers);
    const supersedesId = decision.supersedesId ?? (await findEarlier(tx, decision));
    await publishUnitTargets(tx, decision, actor, now);
    await tx.$executeRawUnsafe(PUBLISH_RECIPIENTS, decision.id, now.toISOString());
    await tx.targetDraft.deleteMany({ where: { decisionId: decision.id } });
    await tx.recipientTargetDraft.deleteMany({ where: { decisionId: decision.id } });
    await tx.decision.update({
      where: { id: decision.id, status: "draft" },
      data: {
        status: "issued",
        issuedAt: now,
        issuedBy: actor.id,
        supersedesId,
        lockVersion: { increment: 1 },
      },
    });
    const provinces = new Set(targets.map(({ provinceId }) => provinceId));
    await bumpDataVersions(tx, [...provinces, provinceOf(decision)], now);
    await writeAudit(tx, {
      provinceId: provinceOf(decision),
      ...by(actor),
      event: "decision.issue",
      subject: `decision:${decision.id}`,
      before: { status: "draft" },
      after: { ...headOf(decision), status: "issued", supersedesId, targets: numbers(targets) },
      at: now,
    });
    const unitIds = [...new Set(targets.flatMap(({ unitId }) => unitId ?? []))];
    const { id: decisionId, issuer, number, effectiveOn } = decision;
    const told = { decisionId, issuer, number, effectiveOn, unitIds };
    await notify(tx, { kind: "issued", actorId: actor.id, ...told }, now);
    return { ok: true };
  });
}

async function findEarlier(tx: Tx, { id, unit, issuer, effectiveOn }: Decision): Promise<string | null> {
  const rows = await tx.$queryRawUnsafe(EARLIER, id, unit.id, issuer, effectiveOn);
  return z.array(z.object({ id: z.uuid() })).parse(rows)[0]?.id ?? null;
}
