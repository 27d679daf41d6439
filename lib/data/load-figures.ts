/**
 * Makes staged figures what the database says: each changed submission gets a new approved version that holds its whole
 * set, figures follow, stated totals stand apart. Set-based: load_figures and load_sets (load-staging.ts) come first.
 */
import { z } from "zod";
import type { PeriodId } from "@/lib/domain/period";
import type { SubmissionStatus } from "@/lib/domain/submission";
import type { RawTx } from "./raw";
import type { ProvincePeriodKey } from "./rollups";

/** Sets whose approved figures differ from the file; `base` is the approved version that the new one starts from. */
const CHANGES = `
  CREATE TEMPORARY TABLE load_changes ON COMMIT DROP AS
  SELECT s.set_number, s.province_id, s.unit_id, s.period_id, s.payers, coalesce(m.version, 0) + 1 AS version,
    m.approved_version AS base, m.status
  FROM load_sets s
  LEFT JOIN submissions m USING (province_id, unit_id, period_id)
  WHERE NOT s.is_stated AND (m.approved_version IS NULL OR s.set_number IN (
    SELECT n.set_number
    FROM load_sets c
    JOIN submissions b USING (province_id, unit_id, period_id)
    JOIN load_figures n USING (set_number)
    LEFT JOIN figures f ON f.province_id = c.province_id AND f.unit_id = c.unit_id AND f.period_id = c.period_id
      AND f.indicator_id = n.indicator_id
    WHERE b.approved_version IS NOT NULL AND (f.value, f.is_estimate) IS DISTINCT FROM (n.value, n.is_estimate)))`;

const SUBMISSIONS = `
  INSERT INTO submissions AS s (province_id, unit_id, period_id, status, version, approved_version, submitted_at, decided_at)
  SELECT province_id, unit_id, period_id, 'approved', version, version, $1::timestamptz, $1::timestamptz
  FROM load_changes ORDER BY province_id, unit_id, period_id
  ON CONFLICT (province_id, unit_id, period_id) DO UPDATE
  SET status = 'approved', version = excluded.version, approved_version = excluded.version,
    lock_version = s.lock_version + 1, submitted_at = excluded.submitted_at, submitted_by = NULL,
    decided_at = excluded.decided_at, decided_by = NULL, reason = NULL`;

const REVISIONS = `
  INSERT INTO figure_revisions (province_id, unit_id, period_id, version, indicator_id, value, is_estimate)
  SELECT c.province_id, c.unit_id, c.period_id, c.version, n.indicator_id, n.value, n.is_estimate
  FROM load_figures n JOIN load_changes c USING (set_number)
  ORDER BY n.sort`;

/** Cells that the file does not name stay as they were approved, with their notes and authors. */
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
  INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id)
  SELECT DISTINCT r.province_id, r.unit_id, r.period_id, r.version, r.entered_by
  FROM load_changes c JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
  WHERE c.base IS NOT NULL AND r.entered_by IS NOT NULL`;

const OLD_FIGURES = `
  DELETE FROM figures f USING load_changes c
  WHERE c.base IS NOT NULL AND (f.province_id, f.unit_id, f.period_id) = (c.province_id, c.unit_id, c.period_id)`;

const FIRST_FIGURES = `
  INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value, is_estimate)
  SELECT c.province_id, c.unit_id, c.period_id, n.indicator_id, c.version, n.value, n.is_estimate
  FROM load_figures n JOIN load_changes c USING (set_number)
  WHERE c.base IS NULL
  ORDER BY n.sort`;

const NEXT_FIGURES = `
  INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value, is_estimate)
  SELECT r.province_id, r.unit_id, r.period_id, r.indicator_id, r.version, r.value, r.is_estimate
  FROM load_changes c JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
  WHERE c.base IS NOT NULL`;

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
  periodId: z.string().transform((id) => id as PeriodId),
  version: z.int(),
  status: z.enum(["draft", "submitted", "returned", "approved", "reopened"]).nullable(),
});
export type FigureChange = ProvincePeriodKey & {
  setNumber: number;
  unitId: string;
  /** The new version. */
  version: number;
  /** What the submission was before; null if there was none. */
  status: SubmissionStatus | null;
};

/** The submissions that change, once their (province, period) rows are locked; nothing is written yet. */
export async function findFigureChanges(tx: RawTx): Promise<FigureChange[]> {
  await tx.$executeRawUnsafe(CHANGES);
  await tx.$executeRawUnsafe("ANALYZE load_changes");
  const rows = await tx.$queryRawUnsafe(
    `SELECT set_number AS "setNumber", province_id AS "provinceId", unit_id AS "unitId", period_id AS "periodId", version,
       status::text
     FROM load_changes ORDER BY set_number`,
  );
  return z.array(changeSchema).parse(rows);
}

/** Writes the versions, revisions and figures of load_changes; rollups come after. */
export async function applyFigures(tx: RawTx, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(SUBMISSIONS, now.toISOString());
  for (const statement of [
    REVISIONS,
    KEPT_REVISIONS,
    CONTRIBUTORS,
    OLD_FIGURES,
    FIRST_FIGURES,
    NEXT_FIGURES,
  ]) {
    await tx.$executeRawUnsafe(statement);
  }
}

/** @returns the stated totals that are new or differ */
export async function applyStatedTotals(tx: RawTx, now: Date): Promise<StatedChange[]> {
  return z.array(statedSchema).parse(await tx.$queryRawUnsafe(STATED, now.toISOString()));
}
