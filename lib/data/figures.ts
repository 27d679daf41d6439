/** Approved figures: always exactly the cells of the approved version. */
import "server-only";
import type { SubmissionKey } from "@/lib/domain/submission";
import { prepared, type RawTx } from "./raw";

/** Takes away what the version no longer holds and writes the rest; `version` moves on every row, as the key it refers to. */
const APPROVE = prepared(
  "approve_figures",
  `
  WITH revision AS (
    SELECT indicator_id, value, is_estimate FROM figure_revisions
    WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 AND version = $4::int AND value IS NOT NULL
  ),
  gone AS (
    DELETE FROM figures
    WHERE province_id = $1 AND unit_id = $2 AND period_id = $3
      AND indicator_id NOT IN (SELECT indicator_id FROM revision)
  )
  INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value, is_estimate)
  SELECT $1, $2, $3, indicator_id, $4::int, value, is_estimate FROM revision
  ON CONFLICT (province_id, unit_id, period_id, indicator_id) DO UPDATE
  SET version = excluded.version, value = excluded.value, is_estimate = excluded.is_estimate`,
);

/** The caller holds the submission and recomputes the rollups. */
export async function approveFigures(
  tx: RawTx,
  { provinceId, unitId, periodId }: SubmissionKey,
  version: number,
): Promise<void> {
  await tx.$executeRawUnsafe(APPROVE, provinceId, unitId, periodId, version);
}
