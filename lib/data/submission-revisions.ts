/** Submitted versions: immutable sets of cells, and who had a hand in each. */
import "server-only";
import type { IndicatorId } from "@/lib/domain/indicator";
import { handsOf, type Actor } from "@/lib/domain/policy";
import type { SubmissionKey } from "@/lib/domain/submission";
import type { RawTx } from "./raw";
import type { Cell } from "./submission-cells";

const INSERT = `
  INSERT INTO figure_revisions
    (province_id, unit_id, period_id, version, indicator_id, value, is_estimate, note, explanation, entered_by)
  SELECT $1, $2, $3, $4::int, indicator_id, value, is_estimate, note, explanation, entered_by
  FROM unnest($5::text[], $6::bigint[], $7::boolean[], $8::text[], $9::text[], $10::uuid[])
    AS cell (indicator_id, value, is_estimate, note, explanation, entered_by)`;

const CONTRIBUTE = `
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id, represented_by)
  SELECT $1, $2, $3, $4::int, user_id, represented_by
  FROM unnest($5::uuid[], $6::uuid[]) AS hand (user_id, represented_by)
  ON CONFLICT DO NOTHING`;

/** In whose place the authors of cells that are taken over had typed in an earlier version. */
const REPRESENTED = `
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id, represented_by)
  SELECT DISTINCT ON (user_id) province_id, unit_id, period_id, $4::int, user_id, represented_by
  FROM submission_contributors
  WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 AND version < $4::int AND represented_by = ANY ($5::uuid[])
  ON CONFLICT DO NOTHING`;

type Hand = Pick<Actor, "id" | "onBehalfOf">;

/** Whoever types, pastes, uploads or submits stands with the version, and so does the one in whose place they do. */
export async function contribute(
  tx: RawTx,
  { provinceId, unitId, periodId }: SubmissionKey,
  version: number,
  hand: Hand,
): Promise<void> {
  const people = handsOf(hand);
  const representedBy = people.map((id) => (id === hand.id ? null : hand.id));
  await tx.$executeRawUnsafe(CONTRIBUTE, provinceId, unitId, periodId, version, people, representedBy);
}

/** All cells that hold a value or words; what is blank and unexplained leaves no row. */
export async function writeRevision(
  tx: RawTx,
  { provinceId, unitId, periodId }: SubmissionKey,
  version: number,
  cells: ReadonlyMap<IndicatorId, Cell>,
  submitter: Hand,
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
  const authors = [...new Set([...cells.values()].flatMap(({ enteredBy }) => enteredBy ?? []))];
  const key = [provinceId, unitId, periodId, version, authors] as const;
  await tx.$executeRawUnsafe(
    CONTRIBUTE,
    ...key,
    authors.map(() => null),
  );
  await tx.$executeRawUnsafe(REPRESENTED, ...key);
  await contribute(tx, { provinceId, unitId, periodId }, version, submitter);
}

const DROP = `
  DELETE FROM submission_drafts WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`;

/** What was typed is in a version now, or belongs to a version that is over. */
export async function dropDrafts(tx: RawTx, { provinceId, unitId, periodId }: SubmissionKey): Promise<void> {
  await tx.$executeRawUnsafe(DROP, provinceId, unitId, periodId);
}
