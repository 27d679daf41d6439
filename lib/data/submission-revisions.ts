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

/** Of many submissions in the order of locks; each of them by each hand. */
const CONTRIBUTE = `
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id, acted_by)
  SELECT province_id, unit_id, period_id, version, user_id, acted_by
  FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS k (province_id, unit_id, period_id, version)
  CROSS JOIN unnest($5::uuid[], $6::uuid[]) AS hand (user_id, acted_by)
  ORDER BY province_id COLLATE "C", period_id COLLATE "C", unit_id COLLATE "C", user_id, acted_by
  ON CONFLICT DO NOTHING`;

/** In whose place the authors of cells that are taken over had typed in an earlier version. */
const REPRESENTED = `
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id, acted_by)
  SELECT DISTINCT province_id, unit_id, period_id, $4::int, user_id, acted_by
  FROM submission_contributors
  WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 AND version < $4::int AND acted_by = ANY ($5::uuid[])
  ON CONFLICT DO NOTHING`;

type Hand = Pick<Actor, "id" | "onBehalfOf">;
export type VersionKey = SubmissionKey & { version: number };
type HandRow = { userId: string; actedBy: string };

async function addHands(tx: RawTx, keys: readonly VersionKey[], hands: readonly HandRow[]): Promise<void> {
  await tx.$executeRawUnsafe(
    CONTRIBUTE,
    keys.map(({ provinceId }) => provinceId),
    keys.map(({ unitId }) => unitId),
    keys.map(({ periodId }) => periodId),
    keys.map(({ version }) => version),
    hands.map(({ userId }) => userId),
    hands.map(({ actedBy }) => actedBy),
  );
}

const handRows = (hand: Hand): HandRow[] => handsOf(hand).map((userId) => ({ userId, actedBy: hand.id }));

/**
 * Whoever types, pastes, uploads or submits stands with the version and may not approve it, and so does the one in whose
 * place they do.
 */
export async function contribute(tx: RawTx, versions: readonly VersionKey[], hand: Hand): Promise<void> {
  await addHands(tx, versions, handRows(hand));
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
  const own = authors.map((id) => ({ userId: id, actedBy: id }));
  await addHands(tx, [{ provinceId, unitId, periodId, version }], [...own, ...handRows(submitter)]);
  await tx.$executeRawUnsafe(REPRESENTED, provinceId, unitId, periodId, version, authors);
}

const DROP = `
  DELETE FROM submission_drafts WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`;

/** What was typed is in a version now, or belongs to a version that is over. */
export async function dropDrafts(tx: RawTx, { provinceId, unitId, periodId }: SubmissionKey): Promise<void> {
  await tx.$executeRawUnsafe(DROP, provinceId, unitId, periodId);
}
