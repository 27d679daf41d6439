/** A month of the synthetic country to be typed: open and empty, and such that nothing typed asks for an explanation. */
import type pg from "pg";
import { PAYER_GROUPS, type IndicatorId } from "@/lib/domain/indicator";
import { addMonths } from "@/lib/domain/period";
import { INDICATORS, LAST_MONTH } from "./synthetic";

const PAYERS: readonly IndicatorId[] = PAYER_GROUPS.filter((id) => INDICATORS.includes(id));

/** Of the right size, without contradictions, near last month's. @param unit any number; others for most other units */
export function quietValue(id: IndicatorId, unit: number): bigint {
  const more = BigInt(unit % 97);
  if (PAYERS.includes(id)) return 100_000n + more;
  if (id === "BHYT") return BigInt(PAYERS.length) * (100_000n + more);
  return 50_000n + more;
}

/** Last month's and last year's figures such that nothing jumps; the newest month is open and empty. Rollups stay as they are. */
export async function openQuietMonth(owner: pg.Client): Promise<void> {
  await owner.query(
    `UPDATE figures SET value = CASE WHEN indicator_id = ANY ($2) THEN 100000 WHEN indicator_id = 'BHYT' THEN 100000 * $3 ELSE 50000 END
     WHERE period_id = ANY ($1)`,
    [[addMonths(LAST_MONTH, -1), addMonths(LAST_MONTH, -12)], PAYERS, PAYERS.length],
  );
  await owner.query(
    `UPDATE submissions SET status = 'draft', version = 0, approved_version = NULL, approved_at = NULL,
       first_submitted_at = NULL, submitted_at = NULL WHERE period_id = $1`,
    [LAST_MONTH],
  );
  await owner.query("DELETE FROM figures WHERE period_id = $1", [LAST_MONTH]);
}
