/** Targets of recipients: those below reporting units, outside the rollup. */
import "server-only";
import { z } from "zod";
import type { IndicatorId } from "@/lib/domain/indicator";
import { targetsInForce, type StandingTarget } from "@/lib/domain/target";
import type { TargetScope } from "@/lib/domain/target-scope";
import { targetSchema } from "./dashboard-plans";
import { db } from "./db";

/** As targets of units, with the recipient in place of the unit. $1 province, $2 units, $3 scope, $4 indicator or null. */
const TARGETS = `
  SELECT t.recipient_id AS "unitId", t.indicator_id AS indicator, t.kind::text, t.value::text, t.scope, d.issuer,
    d.id::text AS "decisionId", d.number AS "decisionNumber", d.decided_on::text AS "decidedOn", d.effective_on::text AS "effectiveOn",
    t.version, t.recorded_at AS "recordedAt", NULL AS "headlineReason"
  FROM recipients r
  JOIN recipient_targets t ON t.province_id = r.province_id AND t.recipient_id = r.id
  JOIN decisions d ON d.id = t.decision_id AND d.status = 'issued'
  WHERE r.province_id = $1 AND r.unit_id = ANY ($2) AND t.scope = $3 AND ($4::text IS NULL OR t.indicator_id = $4)`;

type Asked = {
  scope: TargetScope;
  on: string;
  indicator?: IndicatorId | null;
  /** As if there were no such decision. */
  besides?: string;
};

/** What stands on the day, of all recipients of these units of one province; headlines first. */
export async function listRecipientTargets(
  provinceId: string,
  unitIds: readonly string[],
  { scope, on, indicator = null, besides }: Asked,
): Promise<StandingTarget[]> {
  const rows = await db.$queryRawUnsafe(TARGETS, provinceId, unitIds, scope, indicator);
  const targets = z.array(targetSchema).parse(rows);
  return targetsInForce(
    targets.filter(({ decisionId }) => decisionId !== besides),
    scope,
    on,
  );
}
