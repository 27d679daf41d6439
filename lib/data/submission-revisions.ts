/** Submitted versions: immutable sets of cells, and who had a hand in each. */
import "server-only";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { SubmissionKey } from "@/lib/domain/submission";
import type { RawTx } from "./raw";
import type { Cell } from "./submission-cells";

const INSERT = `
  INSERT INTO figure_revisions
    (province_id, unit_id, period_id, version, indicator_id, value, is_estimate, note, explanation, entered_by)
  SELECT $1, $2, $3, $4::int, indicator_id, value, is_estimate, note, explanation, entered_by
  FROM unnest($5::text[], $6::bigint[], $7::boolean[], $8::text[], $9::text[], $10::uuid[])
    AS cell (indicator_id, value, is_estimate, note, explanation, entered_by)`;

/** Whoever wrote a cell that was taken over, and whoever submits, stands with those who typed. */
const CONTRIBUTE = `
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id)
  SELECT $1, $2, $3, $4::int, user_id FROM unnest($5::uuid[]) AS hand (user_id)
  ON CONFLICT DO NOTHING`;

/** All cells that hold a value or words; what is blank and unexplained leaves no row. */
export async function writeRevision(
  tx: RawTx,
  { provinceId, unitId, periodId }: SubmissionKey,
  version: number,
  cells: ReadonlyMap<IndicatorId, Cell>,
  submittedBy: string,
): Promise<void> {
  const kept = [...cells.values()].filter(
    ({ value, note, explanation }) => value !== null || note || explanation,
  );
  await tx.$executeRawUnsafe(
    INSERT,
    provinceId,
    unitId,
    periodId,
    version,
    kept.map(({ indicator }) => indicator),
    kept.map(({ value }) => value?.toString() ?? null),
    kept.map(({ isEstimate }) => isEstimate),
    kept.map(({ note }) => note),
    kept.map(({ explanation }) => explanation),
    kept.map(({ enteredBy }) => enteredBy),
  );
  // An emptied cell leaves no row, but whoever emptied it had a hand in it.
  const hands = new Set([...[...cells.values()].flatMap(({ enteredBy }) => enteredBy ?? []), submittedBy]);
  await tx.$executeRawUnsafe(CONTRIBUTE, provinceId, unitId, periodId, version, [...hands]);
}

const DROP = `
  DELETE FROM submission_drafts WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`;

/** What was typed is in a version now, or belongs to a version that is over. */
export async function dropDrafts(tx: RawTx, { provinceId, unitId, periodId }: SubmissionKey): Promise<void> {
  await tx.$executeRawUnsafe(DROP, provinceId, unitId, periodId);
}
