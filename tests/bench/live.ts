/** The opponent: the same sums straight from the figures, on the index that serves them best. */
import { NATION_CELLS, UNIT_CELLS } from "@/lib/data/dashboard-cells";
import type { Statement } from "./statements";

/** The sums are read from the index alone. */
export const LIVE_INDEX = `CREATE INDEX IF NOT EXISTS figures_live_idx ON figures (indicator_id, period_id, province_id) INCLUDE (value, is_estimate)`;

const COLUMNS = `sum(f.value)::text AS sum, count(*)::int AS reported, count(*) FILTER (WHERE f.is_estimate)::int AS estimated`;

const NATION = `
  SELECT f.indicator_id, f.period_id, ${COLUMNS}
  FROM unnest($1::text[], $2::text[]) AS w (indicator_id, period_id)
  JOIN figures f USING (indicator_id, period_id)
  GROUP BY f.indicator_id, f.period_id`;

const PROVINCES = `
  SELECT f.province_id, f.indicator_id, f.period_id, ${COLUMNS}
  FROM unnest($2::text[], $3::text[]) AS w (indicator_id, period_id)
  JOIN figures f USING (indicator_id, period_id)
  WHERE f.province_id = ANY ($1)
  GROUP BY f.province_id, f.indicator_id, f.period_id`;

type Parameters = { nation: unknown[]; provinces: unknown[] };

const valuesOf = (statements: readonly Statement[], wanted: string) => {
  const found = statements.find(({ text }) => text.trim() === wanted.trim());
  if (!found) throw new Error("The page does not read its cells by the statements known here");
  return found.values;
};

/** The indicators, periods and provinces that the page itself asked for. */
export function liveParameters(statements: readonly Statement[]): Parameters {
  const [provinces, , indicators, periods] = valuesOf(statements, UNIT_CELLS);
  return { nation: valuesOf(statements, NATION_CELLS), provinces: [provinces, indicators, periods] };
}

/**
 * The page's two sums of cells as live aggregates. They do less than the page: no carrying, no missing and expected
 * counts, no targets, denominators and units, and nothing is shaped from the rows.
 */
export const LIVE = ({ nation, provinces }: Parameters): [string, unknown[]][] => [
  [NATION, nation],
  [PROVINCES, provinces],
];
