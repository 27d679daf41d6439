/** Which of several targets of a unit is its headline, against the rule: a new version of the target, with the reason. */
import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { bumpDataVersions } from "./data-versions";
import { permitted, type DecisionProblem } from "./decision-held";
import type { Decision } from "./decisions";
import type { TargetTable } from "./target-drafts";
import { inTransaction } from "./transaction";

export type HeadlineResult = { ok: true } | { ok: false; reason: DecisionProblem | "receiver" };

/** The newest version of each target of this unit, indicator and time that is of interest: the chosen one, and any with a reason. */
const RIVALS = `
  SELECT * FROM (
    SELECT DISTINCT ON (t.kind, t.decision_id) t.province_id AS "provinceId", t.kind::text, t.decision_id::text AS "decisionId",
      t.version, t.value::text, t.headline_reason AS reason
    FROM targets t
    WHERE t.province_id = (SELECT province_id FROM units WHERE id = $1) AND t.unit_id = $1 AND t.scope = $2 AND t.indicator_id = $3
    ORDER BY t.kind, t.decision_id, t.version DESC) newest
  WHERE reason IS NOT NULL OR ("decisionId" = $4 AND kind = $5)`;

const rivalSchema = z.object({
  provinceId: z.string(),
  kind: z.string(),
  decisionId: z.uuid(),
  version: z.number(),
  value: z.string(),
  reason: z.string().nullable(),
});

const ADD_VERSION = `
  INSERT INTO targets (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, headline_reason, recorded_at)
  VALUES ($1, $2, $3, $4, $5::target_kind, $6::uuid, $7, $8::bigint, $9, $10::timestamptz)`;

/**
 * Makes a target of an issued decision the headline of its unit, or, with a null reason, leaves it to the rule again. What
 * was chosen before loses its reason in the same transaction.
 */
export async function setHeadline(
  seen: Pick<Decision, "id" | "lockVersion">,
  target: TargetTable & { unitId: string },
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<HeadlineResult> {
  const { unitId, scope, indicator, kind } = target;
  return inTransaction(async (tx): Promise<HeadlineResult> => {
    const answer = await permitted(tx, seen, "set-headline", actor);
    if (!answer.ok) return answer;
    // Two who choose for one unit by two decisions come one after the other.
    await tx.$queryRawUnsafe("SELECT 1 FROM units WHERE id = $1 FOR NO KEY UPDATE", unitId);
    const rows = await tx.$queryRawUnsafe(RIVALS, unitId, scope, indicator, seen.id, kind);
    const rivals = z.array(rivalSchema).parse(rows);
    const isChosen = (one: (typeof rivals)[number]) => one.decisionId === seen.id && one.kind === kind;
    const chosen = rivals.find(isChosen);
    if (!chosen) return { ok: false, reason: "receiver" };
    for (const one of rivals) {
      const next = isChosen(one) ? reason : null;
      if (next === one.reason) continue;
      const key = [one.provinceId, unitId, scope, indicator, one.kind, one.decisionId, one.version + 1];
      await tx.$executeRawUnsafe(ADD_VERSION, ...key, one.value, next, now.toISOString());
    }
    await bumpDataVersions(tx, [chosen.provinceId], now);
    await writeAudit(tx, {
      provinceId: chosen.provinceId,
      ...by(actor),
      event: "target.headline",
      subject: `unit:${unitId}`,
      before: rivals.filter(({ reason: one }) => one !== null),
      after: { decisionId: seen.id, scope, indicator, kind, isHeadline: reason !== null },
      reason,
      at: now,
    });
    return { ok: true };
  });
}
