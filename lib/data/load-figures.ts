/**
 * Makes the figures of a file what the database says: each changed submission gets a new approved version that holds its
 * whole set, figures follow, stated totals stand apart. load_sets and load_figures (load-copy.ts) come first.
 */
import { z } from "zod";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema } from "@/lib/domain/period";
import { SUBMISSION_STATUSES } from "@/lib/domain/submission";
import type { RawTx } from "./raw";

/** Sets whose figures have to be compared: an approved version or a stated total may hold them already. */
const KNOWN = `
  SELECT s.set_number AS "setNumber"
  FROM load_sets s LEFT JOIN submissions m USING (province_id, unit_id, period_id)
  WHERE s.is_stated OR m.approved_version IS NOT NULL`;

/** Every unit of the file owes a submission for its period; opening the period made it, unless the unit is younger. */
const OWED = `
  INSERT INTO submissions (province_id, unit_id, period_id)
  SELECT s.province_id, s.unit_id, s.period_id
  FROM load_sets s LEFT JOIN submissions m USING (province_id, unit_id, period_id)
  WHERE NOT s.is_stated AND m.unit_id IS NULL`;

/** Sets whose approved figures differ from the file; the new version starts from the approved one, \`base\`. */
const CHANGES = `
  CREATE TEMPORARY TABLE load_changes ON COMMIT DROP AS
  SELECT s.set_number, s.province_id, s.unit_id, s.period_id, m.version + 1 AS version, m.approved_version AS base, m.status
  FROM load_sets s
  JOIN submissions m USING (province_id, unit_id, period_id)
  WHERE NOT s.is_stated AND (m.approved_version IS NULL OR s.set_number IN (
    SELECT n.set_number
    FROM load_figures n
    JOIN load_sets c USING (set_number)
    LEFT JOIN figures f USING (province_id, unit_id, period_id, indicator_id)
    WHERE (f.value, f.is_estimate) IS DISTINCT FROM (n.value, n.is_estimate)))`;

const READ_CHANGES = `
  SELECT c.set_number AS "setNumber", c.province_id AS "provinceId", c.unit_id AS "unitId", c.period_id AS "periodId",
    c.version, c.base, c.status::text,
    EXISTS (SELECT FROM submission_drafts d
      WHERE (d.province_id, d.unit_id, d.period_id) = (c.province_id, c.unit_id, c.period_id)) AS "hasDrafts"
  FROM load_changes c ORDER BY c.set_number`;

const APPROVE = `
  UPDATE submissions s
  SET status = 'approved', version = c.version, approved_version = c.version, approved_at = $1::timestamptz,
    is_adjusted = s.approved_version IS NOT NULL, lock_version = s.lock_version + 1,
    submitted_at = $1::timestamptz, submitted_by = NULL, decided_at = $1::timestamptz, decided_by = NULL, reason = NULL,
    submitted_for = NULL, decided_for = NULL, due_on = NULL
  FROM load_changes c
  WHERE (s.province_id, s.unit_id, s.period_id) = (c.province_id, c.unit_id, c.period_id)`;

const REVISIONS = `
  INSERT INTO figure_revisions (province_id, unit_id, period_id, version, indicator_id, value, is_estimate)
  SELECT c.province_id, c.unit_id, c.period_id, c.version, n.indicator_id, n.value, n.is_estimate
  FROM load_figures n JOIN load_changes c USING (set_number)
  WHERE c.base IS NOT NULL`;

/** Cells that the file does not name stay as they were approved, with their words and authors. */
const KEPT_REVISIONS = `
  INSERT INTO figure_revisions
    (province_id, unit_id, period_id, version, indicator_id, value, is_estimate, note, explanation, entered_by)
  SELECT r.province_id, r.unit_id, r.period_id, c.version, r.indicator_id, r.value, r.is_estimate, r.note, r.explanation,
    r.entered_by
  FROM load_changes c
  JOIN figure_revisions r ON r.province_id = c.province_id AND r.unit_id = c.unit_id AND r.period_id = c.period_id
    AND r.version = c.base
  LEFT JOIN load_figures n ON n.set_number = c.set_number AND n.indicator_id = r.indicator_id
  WHERE n.set_number IS NULL`;

/** The author of a cell that is kept had a hand in the new version too. */
const CONTRIBUTORS = `
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id, acted_by)
  SELECT DISTINCT r.province_id, r.unit_id, r.period_id, r.version, r.entered_by, r.entered_by
  FROM load_changes c JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
  WHERE c.base IS NOT NULL AND r.entered_by IS NOT NULL
  -- Who typed since may be named already.
  ON CONFLICT DO NOTHING`;

/**
 * What counted before and does no more, of the units and months of the file; not what moved in later months and at heirs,
 * for which all that it can move would have to be read before and after. $1 now.
 */
const CORRECTIONS = `
  INSERT INTO figure_corrections
    (province_id, unit_id, period_id, indicator_id, source_unit_id, source_period_id, version, before, after, at)
  SELECT c.province_id, c.unit_id, c.period_id, r.indicator_id, c.unit_id, c.period_id, c.version, f.value, r.value,
    $1::timestamptz
  FROM load_changes c
  JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
  LEFT JOIN figures f ON (f.province_id, f.unit_id, f.period_id, f.indicator_id)
    = (c.province_id, c.unit_id, c.period_id, r.indicator_id)
  WHERE c.base IS NOT NULL AND f.value IS DISTINCT FROM r.value`;

const OLD_FIGURES = `
  DELETE FROM figures f USING load_changes c
  WHERE c.base IS NOT NULL AND (f.province_id, f.unit_id, f.period_id) = (c.province_id, c.unit_id, c.period_id)`;

const NEW_FIGURES = `
  INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value, is_estimate)
  SELECT r.province_id, r.unit_id, r.period_id, r.indicator_id, r.version, r.value, r.is_estimate
  FROM load_changes c JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
  WHERE c.base IS NOT NULL AND r.value IS NOT NULL`;

const APPROVED = `
  SELECT c.set_number AS "setNumber", f.indicator_id AS "indicator", f.value::text
  FROM load_changes c JOIN figures f USING (province_id, unit_id, period_id)
  WHERE c.set_number = ANY ($1::int[])`;

const STATED = `
  WITH given AS MATERIALIZED (
    SELECT s.province_id, s.unit_id, s.period_id, n.indicator_id, n.value, n.is_estimate,
      t.value AS before, t.is_estimate AS was_estimate
    FROM load_figures n JOIN load_sets s USING (set_number)
    LEFT JOIN stated_totals t USING (province_id, unit_id, period_id, indicator_id)
    WHERE s.is_stated AND (t.value, t.is_estimate) IS DISTINCT FROM (n.value, n.is_estimate)),
  written AS (
    INSERT INTO stated_totals (province_id, unit_id, period_id, indicator_id, value, is_estimate, recorded_at)
    SELECT province_id, unit_id, period_id, indicator_id, value, is_estimate, $1::timestamptz FROM given
    ON CONFLICT (province_id, unit_id, period_id, indicator_id) DO UPDATE
    SET value = excluded.value, is_estimate = excluded.is_estimate, recorded_at = excluded.recorded_at)
  SELECT province_id AS "provinceId", unit_id AS "unitId", period_id AS "periodId", indicator_id AS "indicator",
    value::text, is_estimate AS "isEstimate", before::text, was_estimate AS "wasEstimate"
  FROM given`;

const statedSchema = z.object({
  provinceId: z.string(),
  unitId: z.string(),
  periodId: z.string(),
  indicator: z.string(),
  value: z.string(),
  isEstimate: z.boolean(),
  before: z.string().nullable(),
  wasEstimate: z.boolean().nullable(),
});
export type StatedChange = z.infer<typeof statedSchema>;

const changeSchema = z.object({
  setNumber: z.int(),
  provinceId: z.string(),
  unitId: z.string(),
  periodId: periodIdSchema,
  /** The new version. */
  version: z.int(),
  /** The approved version so far. */
  base: z.int().nullable(),
  /** What the submission was before. */
  status: z.enum(SUBMISSION_STATUSES),
  /** Somebody has typed into it since its last version. */
  hasDrafts: z.boolean(),
});
export type FigureChange = z.infer<typeof changeSchema>;

/** Numbers of the sets that belong into load_figures before changes can be found. */
export async function findKnownSets(tx: RawTx): Promise<Set<number>> {
  const rows = z.array(z.object({ setNumber: z.int() })).parse(await tx.$queryRawUnsafe(KNOWN));
  return new Set(rows.map(({ setNumber }) => setNumber));
}

/** The submissions that change, in the order of the file; nothing is written yet. */
export async function findFigureChanges(tx: RawTx): Promise<FigureChange[]> {
  await tx.$executeRawUnsafe(OWED);
  await tx.$executeRawUnsafe(CHANGES);
  await tx.$executeRawUnsafe("ANALYZE load_changes");
  return z.array(changeSchema).parse(await tx.$queryRawUnsafe(READ_CHANGES));
}

/** Every changed submission becomes approved; those that had an approved version get their revisions and figures. */
export async function applyChanges(tx: RawTx, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(APPROVE, now.toISOString());
  for (const statement of [REVISIONS, KEPT_REVISIONS, CONTRIBUTORS]) await tx.$executeRawUnsafe(statement);
  await tx.$executeRawUnsafe(CORRECTIONS, now.toISOString());
  for (const statement of [OLD_FIGURES, NEW_FIGURES]) await tx.$executeRawUnsafe(statement);
}

const approvedSchema = z.array(
  z.object({ setNumber: z.int(), indicator: z.string().refine(isIndicatorId), value: z.string() }),
);

/** What counts now for these changed sets, by set number. */
export async function readApproved(
  tx: RawTx,
  setNumbers: readonly number[],
): Promise<Map<number, Map<IndicatorId, bigint>>> {
  const approved = new Map(setNumbers.map((number) => [number, new Map<IndicatorId, bigint>()]));
  for (const row of approvedSchema.parse(await tx.$queryRawUnsafe(APPROVED, setNumbers)))
    approved.get(row.setNumber)?.set(row.indicator, BigInt(row.value));
  return approved;
}

/** @returns the stated totals that are new or differ */
export async function applyStatedTotals(tx: RawTx, now: Date): Promise<StatedChange[]> {
  return z.array(statedSchema).parse(await tx.$queryRawUnsafe(STATED, now.toISOString()));
}
