/** A decision's numbers for units as they are published: a number that was chosen as headline hands the choice to its successor. */
import "server-only";
import { z } from "zod";
import { isIndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import type { Decision } from "./decisions";

/**
 * The reason comes from the number of the same issuer that stood until now for the unit, time, indicator and kind: the
 * newest that took effect no later. That one keeps its own, for the days on which it was in force.
 */
const PUBLISH = `
  INSERT INTO targets (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, headline_reason, recorded_at)
  SELECT n.province_id, n.unit_id, n.scope, n.indicator_id, n.kind, n.decision_id, 1, n.value, earlier.headline_reason, $2::timestamptz
  FROM target_drafts n
  LEFT JOIN LATERAL (
    SELECT t.headline_reason FROM targets t JOIN decisions d ON d.id = t.decision_id
    WHERE t.province_id = n.province_id AND t.unit_id = n.unit_id AND t.scope = n.scope AND t.indicator_id = n.indicator_id
      AND t.kind = n.kind AND d.status = 'issued' AND d.issuer = $3 AND d.effective_on <= $4::date
    ORDER BY d.effective_on DESC, d.decided_on DESC, t.recorded_at DESC, t.version DESC LIMIT 1) earlier ON true
  WHERE n.decision_id = $1::uuid
  RETURNING province_id AS "provinceId", unit_id AS "unitId", scope, indicator_id AS indicator, kind::text, headline_reason AS reason`;

const publishedSchema = z.object({
  provinceId: z.string(),
  unitId: z.string(),
  scope: z.string(),
  indicator: z.string().refine(isIndicatorId),
  kind: z.string(),
  reason: z.string().nullable(),
});

/** In the transaction that issues the decision; each choice that goes over leaves an audit entry. */
export async function publishUnitTargets(
  tx: Tx,
  { id, issuer, effectiveOn, supersedesId }: Decision,
  actor: Actor,
  now: Date,
): Promise<void> {
  const rows = await tx.$queryRawUnsafe(PUBLISH, id, now.toISOString(), issuer, effectiveOn);
  for (const { reason, ...target } of z.array(publishedSchema).parse(rows)) {
    if (reason === null) continue;
    const { provinceId, unitId, ...table } = target;
    await writeAudit(tx, {
      provinceId,
      ...by(actor),
      event: "target.headline",
      subject: `unit:${unitId}`,
      before: { decisionId: supersedesId, ...table, isHeadline: true },
      after: { decisionId: id, ...table, isHeadline: true },
      reason,
      at: now,
    });
  }
}
