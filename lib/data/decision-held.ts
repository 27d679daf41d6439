/** A decision while somebody does something with it: its row held, the person and the state asked, its head judged. */
import "server-only";
import {
  decideOnDecision,
  supersedingProblem,
  type DecisionEvent,
  type DecisionHead,
  type DecisionRefusal,
} from "@/lib/domain/decision";
import type { Actor } from "@/lib/domain/policy";
import { existsOn, type Unit } from "@/lib/domain/unit";
import type { Tx } from "./db";
import { getDecision, stateOf, type Decision, type DecisionTarget } from "./decisions";
import { paperKeySql } from "./paper-key";

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
export const refuse = <Problem extends IssueProblem>(reason: Problem) => ({ ok: false, reason }) as const;
export const refuseReceivers = (strangers: readonly DecisionTarget[]) =>
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
export async function headProblem(
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

/** The province whose affair it is: that of its unit, `VN` for the nation. */
export const provinceOf = ({ unit }: Pick<Decision, "unit">) => unit.provinceId;

export const headOf = ({
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

/** Its numbers as the audit tells them. */
export const targetsTold = (targets: readonly DecisionTarget[]) =>
  targets.map(({ unitId, recipientId, scope, indicator, kind, value }) => ({
    to: unitId ?? recipientId,
    scope,
    indicator,
    kind,
    value: String(value),
  }));
