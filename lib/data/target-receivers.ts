/** Whether those whom a decision gives numbers may receive them: right below its unit, and existing when it takes effect. */
import "server-only";
import { mayReceive, receivingDay } from "@/lib/domain/decision";
import type { TargetScope } from "@/lib/domain/target-scope";
import { existsOn } from "@/lib/domain/unit";
import { listUnits } from "./dashboard-units";
import type { Decision, DecisionTarget } from "./decisions";
import type { RawTx } from "./raw";

type Receiver = Pick<DecisionTarget, "unitId" | "recipientId" | "scope">;

const RECIPIENTS = `
  SELECT r.id FROM recipients r
  WHERE r.province_id = $1 AND r.unit_id = $2 AND r.id = ANY ($3)
    AND r.valid_from <= $4::date AND coalesce(r.valid_to, 'infinity') >= $4::date`;

/** Those of the receivers that may have no number of this decision, in the order given. */
export async function listStrangers<R extends Receiver>(
  decision: Pick<Decision, "issuer" | "unit" | "effectiveOn">,
  receivers: readonly R[],
  tx: RawTx,
): Promise<R[]> {
  const unitIds = receivers.flatMap(({ unitId }) => unitId ?? []);
  const units = new Map((await listUnits([...new Set(unitIds)])).map((unit) => [unit.id, unit]));
  const recipients = new Map<TargetScope, ReadonlySet<string>>();
  for (const scope of new Set(receivers.map((one) => one.scope)))
    recipients.set(scope, await listRecipients(decision, receivers, scope, tx));
  return receivers.filter(({ unitId, recipientId, scope }) => {
    if (recipientId !== null) return recipients.get(scope)?.has(recipientId) !== true;
    const unit = unitId === null ? undefined : units.get(unitId);
    const day = receivingDay(decision.effectiveOn, scope);
    return !unit || !existsOn(unit, day) || !mayReceive(decision, unit);
  });
}

async function listRecipients(
  { unit, effectiveOn }: Pick<Decision, "unit" | "effectiveOn">,
  receivers: readonly Receiver[],
  scope: TargetScope,
  tx: RawTx,
): Promise<ReadonlySet<string>> {
  const ids = receivers.flatMap((one) => (one.scope === scope ? (one.recipientId ?? []) : []));
  if (ids.length === 0) return new Set();
  const day = receivingDay(effectiveOn, scope);
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(RECIPIENTS, unit.provinceId, unit.id, ids, day);
  return new Set(rows.map(({ id }) => id));
}
