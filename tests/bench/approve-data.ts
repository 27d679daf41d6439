/** A country of real size for approvals: 63 provinces with 11 leaves each, Hà Nội with 31, all of whose last month waits. */
import pg from "pg";
import { enteredIndicators, INDICATOR_IDS, indicator } from "@/lib/domain/indicator";
import { addMonths, asOfDay, type PeriodId } from "@/lib/domain/period";

export const MONTH = "2024-11" as PeriodId;
const MONTHS = Array.from({ length: 7 }, (_, index) => addMonths(MONTH, index - 6));
const ENTERED = enteredIndicators("district", asOfDay(MONTH));
export const LARGE = "01";
export const SMALL = "02";
export const MANAGER = "01900000-0000-7000-8000-000000000001";
export const TYPIST = "01900000-0000-7000-8000-000000000002";

const UNITS = `
  INSERT INTO units (id, code, name, short_name, level, parent_id, province_id, path, valid_from)
  VALUES ('VN', 'VN', 'Việt Nam', 'Việt Nam', 'nation', NULL, 'VN', '/vn/', '2008-08-01');
  INSERT INTO units (id, code, name, short_name, level, parent_id, province_id, path, valid_from)
  SELECT p, p, 'Tỉnh ' || p, 'Tỉnh ' || p, 'province', 'VN', p, '/vn/' || p || '/', '2008-08-01'
  FROM (SELECT to_char(s, 'FM00') AS p FROM generate_series(1, 63) s) provinces;
  INSERT INTO units (id, code, name, short_name, level, reporting_kind, parent_id, province_id, path, valid_from)
  SELECT d, d, 'Huyện ' || d, 'Huyện ' || d, 'district', 'district', p, p, '/vn/' || p || '/' || d || '/', '2008-08-01'
  FROM (SELECT to_char(s, 'FM00') AS p, to_char(s, 'FM00') || to_char(n, 'FM000') AS d
    FROM generate_series(1, 63) s, LATERAL generate_series(1, CASE s WHEN 1 THEN 31 ELSE 11 END) n) districts`;

/** Large enough that no difference of two is below zero. */
const VALUE = `CASE i WHEN 'BHYT' THEN 1000000 WHEN 'BHXH_BB' THEN 100000 ELSE 1000 END + (hashtext(u.id || p || i) & 4095)`;

/** Every month but the last is approved, the last is submitted: version 1 of everything. */
const FIGURES = `
  INSERT INTO submissions (province_id, unit_id, period_id, status, version, approved_version, approved_at, first_submitted_at, submitted_at, submitted_by)
  SELECT u.province_id, u.id, p, CASE p WHEN $2 THEN 'submitted' ELSE 'approved' END::submission_status, 1,
    CASE p WHEN $2 THEN NULL ELSE 1 END, CASE p WHEN $2 THEN NULL ELSE now() END, now(), now(), $3::uuid
  FROM units u, unnest($1::text[]) p WHERE u.level = 'district'`;
const REVISIONS = `
  INSERT INTO figure_revisions (province_id, unit_id, period_id, version, indicator_id, value, entered_by)
  SELECT u.province_id, u.id, p, 1, i, ${VALUE}, $3::uuid
  FROM units u, unnest($1::text[]) p, unnest($2::text[]) i WHERE u.level = 'district'`;
const APPROVED = `
  INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value)
  SELECT province_id, unit_id, period_id, indicator_id, 1, value FROM figure_revisions WHERE period_id <> $1`;

/** Fills a migrated, empty database; rollups are left to lib/data. */
export async function fillCountry(owner: pg.Client): Promise<void> {
  await owner.query(UNITS);
  await owner.query(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
     VALUES ($1, 'duyet', 'Người duyệt', 'manager', 'VN', now()), ($2, 'nhap', 'Người nhập', 'director', 'VN', now())`,
    [MANAGER, TYPIST],
  );
  await owner.query(
    `INSERT INTO indicators (id, nature, ordinal, valid_from)
     SELECT id, nature::indicator_nature, n, '2008-08-01' FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS i (id, nature, n)`,
    [INDICATOR_IDS, INDICATOR_IDS.map((id) => indicator(id).nature)],
  );
  await owner.query(
    `INSERT INTO periods (id, kind, as_of, due_on, opened_at)
     SELECT id, 'month', as_of, as_of + 3, now() FROM unnest($1::text[], $2::date[]) AS m (id, as_of)`,
    [MONTHS, MONTHS.map(asOfDay)],
  );
  await owner.query(
    `INSERT INTO period_indicators SELECT p, 'district', i FROM unnest($1::text[]) p, unnest($2::text[]) i`,
    [MONTHS, ENTERED],
  );
  await owner.query(`INSERT INTO province_periods (province_id, period_id)
    SELECT u.id, p.id FROM units u, periods p WHERE u.level IN ('province', 'nation')`);
  await owner.query(FIGURES, [MONTHS, MONTH, TYPIST]);
  await owner.query(REVISIONS, [MONTHS, ENTERED, TYPIST]);
  await owner.query(APPROVED, [MONTH]);
}
