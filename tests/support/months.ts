/** Puts one unit's newest demo month into a known state, whatever the demo made of it. */
import type pg from "pg";
import type { IndicatorId } from "@/lib/domain/indicator";

export type Month = {
  /** As in the address of the submission. */
  id: string;
  unit: string;
  province: string;
  period: string;
  unitName: string;
};

export type TypedMonth = Month & { value: (id: IndicatorId) => bigint };

async function newestMonth(sql: pg.Pool, unit: string): Promise<Month> {
  const { rows } = await sql.query<Omit<Month, "id">>(
    `SELECT s.unit_id AS unit, s.province_id AS province, s.period_id AS period, u.short_name AS "unitName"
     FROM submissions s JOIN units u ON u.id = s.unit_id
     WHERE s.unit_id = $1 AND s.period_id = (SELECT value->>'through' FROM settings WHERE key = 'demo')`,
    [unit],
  );
  const [month] = rows;
  if (!month) throw new Error(`The demo has no newest month of ${unit}`);
  return { ...month, id: `${month.province}.${month.unit}.${month.period}` };
}

const WIPES = [
  "DELETE FROM figures WHERE province_id = $1 AND unit_id = $2 AND period_id = $3",
  "DELETE FROM figure_revisions WHERE province_id = $1 AND unit_id = $2 AND period_id = $3",
  "DELETE FROM submission_drafts WHERE province_id = $1 AND unit_id = $2 AND period_id = $3",
  "DELETE FROM submission_contributors WHERE province_id = $1 AND unit_id = $2 AND period_id = $3",
  `UPDATE submissions SET status = 'draft', version = 0, approved_version = NULL, approved_at = NULL, first_submitted_at = NULL,
     submitted_at = NULL, submitted_by = NULL, decided_at = NULL, decided_by = NULL, reason = NULL, due_on = NULL,
     unlocked_until = NULL, lock_version = lock_version + 1
   WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`,
];

/** Nothing typed yet. */
export async function emptyMonth(sql: pg.Pool, unit: string): Promise<Month> {
  const month = await newestMonth(sql, unit);
  for (const text of WIPES) await sql.query(text, [month.province, month.unit, month.period]);
  return month;
}

/** The figures of the month before, for what the period asks of the unit. */
const LAST_FIGURES = `
  SELECT f.indicator_id, f.value
  FROM figures f
  JOIN units u ON u.id = f.unit_id
  JOIN period_indicators i ON i.period_id = $3 AND i.reporting_kind = u.reporting_kind AND i.indicator_id = f.indicator_id
  WHERE f.province_id = $1 AND f.unit_id = $2
    AND f.period_id = to_char(to_date($3, 'YYYY-MM') - interval '1 month', 'YYYY-MM')`;

/**
 * Every cell typed, with the figures of the month before: nothing keeps it from being sent. A BHYT above the population,
 * which some units have, is explained.
 */
export async function typedMonth(sql: pg.Pool, unit: string): Promise<TypedMonth> {
  const month = await emptyMonth(sql, unit);
  await sql.query(
    `INSERT INTO submission_drafts (province_id, unit_id, period_id, indicator_id, value, explanation, version, updated_at)
     SELECT $1, $2, $3, indicator_id, value, CASE indicator_id WHEN 'BHYT' THEN 'Có thẻ của người tạm trú' END, 1, now()
     FROM (${LAST_FIGURES}) f`,
    [month.province, month.unit, month.period],
  );
  const { rows } = await sql.query<{ id: IndicatorId; value: string }>(
    `SELECT indicator_id AS id, value::text FROM submission_drafts
     WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`,
    [month.province, month.unit, month.period],
  );
  const values = new Map(rows.map(({ id, value }) => [id, BigInt(value)]));
  return { ...month, value: (id) => values.get(id) ?? 0n };
}

/** Sent for approval, typed and sent by this user. */
export async function submittedMonth(sql: pg.Pool, unit: string, userId: string): Promise<Month> {
  const month = await emptyMonth(sql, unit);
  const key = [month.province, month.unit, month.period];
  await sql.query(
    `INSERT INTO figure_revisions (province_id, unit_id, period_id, version, indicator_id, value, entered_by)
     SELECT $1, $2, $3, 1, indicator_id, value, $4 FROM (${LAST_FIGURES}) f`,
    [...key, userId],
  );
  await sql.query(
    `INSERT INTO submission_contributors (province_id, unit_id, period_id, version, user_id, acted_by) VALUES ($1, $2, $3, 1, $4, $4)`,
    [...key, userId],
  );
  await sql.query(
    `UPDATE submissions SET status = 'submitted', version = 1, first_submitted_at = now(), submitted_at = now(),
       submitted_by = $4, lock_version = lock_version + 1
     WHERE province_id = $1 AND unit_id = $2 AND period_id = $3`,
    [...key, userId],
  );
  return month;
}
