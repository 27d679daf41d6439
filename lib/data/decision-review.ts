/** A decision as it would be issued: each of its tables against what its unit was given, and who has no number. */
import "server-only";
import { z } from "zod";
import { receivingDays, reviewTables, type ReviewTable } from "@/lib/domain/decision-review";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import type { Day } from "@/lib/domain/day";
import { targetsInForce, type StandingTarget } from "@/lib/domain/target";
import type { TargetScope } from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { listDenominators, listTargets } from "./dashboard-plans";
import { listLineages } from "./dashboard-units";
import { db } from "./db";
import { listDecisionTargets, listReceivers, type Decision, type DecisionTarget } from "./decisions";
import { listRecipientTargets } from "./recipient-targets";
import { listStrangers } from "./target-receivers";

export type DecisionReview = {
  tables: readonly ReviewTable[];
  /** Numbers for whom the decision may give none any more: nothing is issued while there are any. */
  strangers: readonly DecisionTarget[];
};

const RECIPIENTS = `
  SELECT r.id, r.name FROM recipients r
  WHERE r.province_id = $1 AND r.unit_id = $2
    AND r.valid_from <= $3::date AND coalesce(r.valid_to, 'infinity') >= $3::date
  ORDER BY r.id`;
const recipientsSchema = z.array(z.object({ id: z.string(), name: z.string() }));

async function listRecipients({ unit }: Decision, on: Day) {
  return recipientsSchema.parse(await db.$queryRawUnsafe(RECIPIENTS, unit.provinceId, unit.id, on));
}

/** What the issuer gives those who may receive, units and recipients, when the decision takes effect; without its own numbers. */
async function listStanding(
  { id, unit, issuer }: Decision,
  scope: TargetScope,
  day: Day,
  receivers: readonly Unit[],
): Promise<StandingTarget[]> {
  const [units, recipients] = await Promise.all([
    listTargets(receivers, [scope]),
    listRecipientTargets(unit.provinceId, [unit.id], { scope, on: day, besides: id }),
  ]);
  const others = units.filter(({ decisionId }) => decisionId !== id);
  return [...targetsInForce(others, scope, day), ...recipients].filter(
    (one) => one.issuer === issuer && !one.isLater,
  );
}

/** Of a decision that was read; of an issued one as it was given. */
export async function getDecisionReview(
  decision: Decision,
  numbers?: readonly DecisionTarget[],
): Promise<DecisionReview> {
  const { unit, effectiveOn, status } = decision;
  const targets = numbers ?? (await listDecisionTargets(decision));
  const days = [...receivingDays(effectiveOn, targets)];
  const [members, units] = await Promise.all([
    listLineages([unit.id]),
    Promise.all(days.map(async ([scope, day]) => [scope, await listReceivers(unit, day)] as const)),
  ]);
  const receivers = new Map(units);
  const [given, denominators, recipients, strangers, standing] = await Promise.all([
    listTargets(
      members,
      days.map(([scope]) => scope),
    ),
    listDenominators(members, Number(effectiveOn.slice(0, 4)) + 1, "all"),
    Promise.all(days.map(async ([scope, day]) => [scope, await listRecipients(decision, day)] as const)),
    status === "draft" ? listStrangers(decision, targets, db) : [],
    Promise.all(days.map(([scope, day]) => listStanding(decision, scope, day, receivers.get(scope) ?? []))),
  ]);
  return {
    tables: reviewTables({
      unitId: unit.id,
      numbers: targets,
      parents: days.flatMap(([scope, day]) =>
        standingTargets(unit.id, members, given, denominators, day, scope).filter(
          (one) => one.decisionId !== decision.id,
        ),
      ),
      units: new Map(
        units.map(([scope, all]) => [
          scope,
          all.filter(({ id }) => id !== unit.id).map(({ id, shortName }) => ({ id, name: shortName })),
        ]),
      ),
      recipients: new Map(recipients),
      standing: standing.flat(),
    }),
    strangers,
  };
}
