/** Synthetic figures of any size in the real schema: 63 provinces, 25 indicators, 26 months, and as many leaves as asked. */
import pg from "pg";
import { enteredIndicators } from "@/lib/domain/indicator";
import { addMonths, asOfDay, yearOf, type PeriodId } from "@/lib/domain/period";

export const PROVINCES = 63;
export const INDICATORS = enteredIndicators("district", "2024-12-31").slice(0, 25);
export const LAST_MONTH = "2024-12" as PeriodId;
export const MONTHS = Array.from({ length: 26 }, (_, index) => addMonths(LAST_MONTH, index - 25));

const figuresPerLeaf = PROVINCES * INDICATORS.length * MONTHS.length;

export const figuresOf = (leaves: number) => leaves * figuresPerLeaf;

/** The number of leaves a province needs so that the whole holds at least `figures` figures. */
export function leavesFor(figures: number): number {
  return Math.ceil(figures / figuresPerLeaf);
}

/** Fills a migrated, empty database through `owner`. */
export async function fillSynthetic(owner: pg.Client, leaves: number): Promise<void> {
  await fillProvinces(owner, Array<number>(PROVINCES).fill(leaves));
}

/** The same with as many provinces as there are numbers, each with that many leaves. */
export async function fillProvinces(owner: pg.Client, leaves: readonly number[]): Promise<void> {
  const months = MONTHS as string[];
  await owner.query(
    `INSERT INTO indicators (id, nature, ordinal, valid_from)
     SELECT id, 'stock', n, '2008-08-01' FROM unnest($1::text[]) WITH ORDINALITY AS i (id, n)`,
    [INDICATORS],
  );
  await owner.query(`
    INSERT INTO units (id, code, name, short_name, level, parent_id, province_id, path, valid_from)
    VALUES ('VN', 'VN', 'Việt Nam', 'Việt Nam', 'nation', NULL, 'VN', '/vn/', '2008-08-01');
    INSERT INTO units (id, code, name, short_name, level, parent_id, province_id, path, valid_from)
    SELECT p, p, 'Tỉnh ' || p, 'Tỉnh ' || p, 'province', 'VN', p, '/vn/' || p || '/', '2008-08-01'
    FROM (SELECT to_char(s, 'FM00') AS p FROM generate_series(1, ${leaves.length}) s) AS provinces;`);
  await owner.query(
    `INSERT INTO units (id, code, name, short_name, level, reporting_kind, parent_id, province_id, path, valid_from)
     SELECT p || to_char(n, 'FM000'), p || to_char(n, 'FM000'), 'Huyện ' || n, 'Huyện ' || n, 'district', 'district', p, p,
            '/vn/' || p || '/' || p || to_char(n, 'FM000') || '/', '2008-08-01'
     FROM unnest($1::int[]) WITH ORDINALITY AS provinces (leaves, s), to_char(s, 'FM00') AS p, generate_series(1, leaves) n`,
    [leaves],
  );
  await owner.query(
    `INSERT INTO periods (id, kind, as_of, due_on, opened_at)
     SELECT id, 'month', as_of, as_of + 3, now() FROM unnest($1::text[], $2::date[]) AS m (id, as_of)`,
    [months, MONTHS.map(asOfDay)],
  );
  await owner.query(`
    INSERT INTO period_indicators SELECT p.id, 'district', i.id FROM periods p, indicators i;
    INSERT INTO province_periods (province_id, period_id)
    SELECT u.id, p.id FROM units u, periods p WHERE u.level IN ('province', 'nation');
    INSERT INTO data_versions SELECT id, 1, now() FROM units WHERE level IN ('province', 'nation');
    INSERT INTO submissions (province_id, unit_id, period_id, status, version, approved_version, approved_at, first_submitted_at, submitted_at)
    SELECT u.province_id, u.id, p.id, 'approved', 1, 1, now(), now(), now()
    FROM units u, periods p WHERE u.level = 'district';
    INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value)
    SELECT u.province_id, u.id, p.id, i.id, 1, 1000 + (hashtext(u.id || p.id || i.id) & 65535)
    FROM units u, periods p, indicators i WHERE u.level = 'district';
    INSERT INTO rollups (province_id, unit_id, indicator_id, period_id, sum, reported, carried, estimated, missing, expected)
    SELECT province_id, unit_id, indicator_id, period_id, value, 1, 0, 0, 0, 1 FROM figures;
    INSERT INTO rollups (province_id, unit_id, indicator_id, period_id, sum, reported, carried, estimated, missing, expected)
    SELECT province_id, province_id, indicator_id, period_id, sum(value), count(*), 0, 0, 0, count(*)
    FROM figures GROUP BY province_id, indicator_id, period_id;`);
  await fillPlans(owner, leaves.length < PROVINCES);
  await owner.query("VACUUM ANALYZE");
}

/** Denominators and headcount targets of the nation and the provinces, as a real installation has them, or of all units. */
async function fillPlans(owner: pg.Client, ofAll: boolean): Promise<void> {
  const years = [...new Set(MONTHS.map(yearOf))];
  await owner.query(
    `INSERT INTO denominators (province_id, unit_id, year, kind, version, value, basis, source, recorded_at)
     SELECT u.id, u.id, y, k, 1, 100000000, 'nso', 'NSO', now()
     FROM units u, unnest($1::int[]) y, unnest(enum_range(NULL::denominator_kind)) k WHERE u.level IN ('nation', 'province')`,
    [years],
  );
  await owner.query(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, recorded_at)
     SELECT gen_random_uuid(), 'VN', 'BHXH VN', y || '/QĐ-BHXH', make_date(y, 1, 10), make_date(y, 1, 10), 'issued', now()
     FROM unnest($1::int[]) y`,
    [years],
  );
  await owner.query(`
    INSERT INTO targets (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, recorded_at)
    SELECT u.id, u.id, extract(year FROM d.decided_on)::text, i.id, 'headcount', d.id, 1, 90000000, now()
    FROM units u, decisions d, indicators i WHERE u.level IN ('nation', 'province')`);
  if (!ofAll) return;
  await owner.query(`
    INSERT INTO targets (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, recorded_at)
    SELECT u.province_id, u.id, extract(year FROM d.decided_on)::text, 'BHYT', 'headcount', d.id, 1, 50000, now()
    FROM units u, decisions d WHERE u.level = 'district'`);
}
