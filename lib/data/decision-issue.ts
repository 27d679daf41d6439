/** A decision is issued: its numbers are published and told, in one transaction with its audit entry. */
import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { bumpDataVersions } from "./data-versions";
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
import { listDecisionTargets, type Decision } from "./decisions";
import { publishUnitTargets } from "./headlines-carried";
import { notify } from "./notifications";
import { listStrangers } from "./target-receivers";
import { inTransaction } from "./transaction";

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
      after: { ...headOf(decision), status: "issued", supersedesId, targets: targetsTold(targets) },
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
