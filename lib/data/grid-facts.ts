/** One statement for the cells of all units of a province and period and the approved figures that they are compared with. */
import "server-only";
import { z } from "zod";
import { indicator, type IndicatorId } from "@/lib/domain/indicator";
import { addMonths, monthOf, yearOf, type PeriodId } from "@/lib/domain/period";
import { lineageSql, type Values } from "./lineage-figures";
import type { RawTx } from "./raw";
import { CELLS_OF_S, indicatorText, integerText } from "./submission-cells";

/** What the draft holds of a cell, or the latest submitted version. */
type GridCell = {
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  explanation: string | null;
  version: number;
  updatedBy: string | null;
  updatedAt: Date | null;
};

export type GridFacts = {
  /** Absent where nothing was ever entered. */
  cells: Map<IndicatorId, GridCell>;
  lastMonth: Values;
  sameMonthLastYear: Values;
  lastDecember: Values;
  /** Sum of the months before this one in its year; absent where a month has no figure. */
  yearSoFar: Values;
  /** The last approved value of the year before this period, of what accumulates. */
  earlierThisYear: Values;
  /** Cells with a number that were not asked for here. */
  filledElsewhere: number;
};

/**
 * $1 province, $2 period, $3 units, $4 indicators, $5 periods to compare with, $6 last month, $7 same month last year,
 * $8 last December, $9 the earlier months of the year, $10 the indicators for which those matter.
 * Past values go through whole predecessors like those of the form: where one of them has no figure there is no sum.
 * An indicator of which nothing is known has no row; the row without an indicator counts the cells of the other sections.
 */
const FACTS = `
  WITH RECURSIVE ${lineageSql("id = ANY ($3::text[])", "$5::text[]")},
  whole AS (SELECT *, count(*) OVER (PARTITION BY root_id, period_id) AS parts FROM part),
  past AS (
    SELECT root_id, period_id, f.indicator_id, sum(f.value) AS value
    FROM whole JOIN figures f USING (province_id, unit_id, period_id)
    WHERE f.indicator_id = ANY ($4::text[])
      AND (period_id = ANY (ARRAY[$6, $7, $8]::text[]) OR f.indicator_id = ANY ($10::text[]))
    GROUP BY root_id, period_id, f.indicator_id, parts
    HAVING count(*) = parts
  ),
  compared AS (
    SELECT root_id AS unit_id, indicator_id,
      max(value) FILTER (WHERE period_id = $6) AS last_month,
      max(value) FILTER (WHERE period_id = $7) AS last_year,
      max(value) FILTER (WHERE period_id = $8) AS last_december,
      (array_agg(value ORDER BY period_id DESC) FILTER (WHERE period_id = ANY ($9::text[])))[1] AS earlier,
      CASE WHEN count(*) FILTER (WHERE period_id = ANY ($9::text[])) = cardinality($9::text[])
        THEN coalesce(sum(value) FILTER (WHERE period_id = ANY ($9::text[])), 0) END AS so_far
    FROM past GROUP BY root_id, indicator_id
  ),
  held AS MATERIALIZED (
    SELECT s.unit_id, c.*
    FROM submissions s CROSS JOIN LATERAL (${CELLS_OF_S}) c
    WHERE s.province_id = $1 AND s.period_id = $2 AND s.unit_id = ANY ($3::text[])
  )
  SELECT coalesce(h.unit_id, k.unit_id) AS "unitId", indicator_id AS indicator, h.version IS NOT NULL AS "isHeld", h.value::text,
    coalesce(h.is_estimate, false) AS "isEstimate", h.note, h.explanation, coalesce(h.version, 0) AS version,
    typist.display_name AS "updatedBy", h.updated_at AS "updatedAt",
    k.last_month::text AS "lastMonth", k.last_year::text AS "lastYear", k.last_december::text AS "lastDecember",
    k.earlier::text, k.so_far::text AS "soFar", NULL::int AS filled
  FROM (SELECT * FROM held WHERE indicator_id = ANY ($4::text[])) h
  FULL JOIN compared k USING (unit_id, indicator_id)
  LEFT JOIN users typist ON typist.id = h.entered_by
  UNION ALL
  SELECT unit_id, NULL, false, NULL, false, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, count(value)::int
  FROM held WHERE indicator_id <> ALL ($4::text[]) GROUP BY unit_id`;

const rowSchema = z.object({
  unitId: z.string(),
  indicator: indicatorText.nullable(),
  isHeld: z.boolean(),
  value: integerText.nullable(),
  isEstimate: z.boolean(),
  note: z.string().nullable(),
  explanation: z.string().nullable(),
  version: z.number(),
  updatedBy: z.string().nullable(),
  updatedAt: z.date().nullable(),
  lastMonth: integerText.nullable(),
  lastYear: integerText.nullable(),
  lastDecember: integerText.nullable(),
  earlier: integerText.nullable(),
  soFar: integerText.nullable(),
  filled: z.number().nullable(),
});
type Row = z.output<typeof rowSchema>;

type Asked = {
  provinceId: string;
  periodId: PeriodId;
  unitIds: readonly string[];
  indicators: readonly IndicatorId[];
};

/** By unit, every unit that is asked for. A flash period is held against month ends, as the form is. */
export async function readGridFacts(
  tx: RawTx,
  { provinceId, periodId, unitIds, indicators }: Asked,
): Promise<Map<string, GridFacts>> {
  const [before, yearBefore] = [addMonths(periodId, -1), addMonths(periodId, -12)];
  const december = `${yearOf(periodId) - 1}-12` as PeriodId;
  const month = monthOf(periodId);
  const count = Number(month.slice(5)) - 1;
  const earlier = Array.from({ length: count }, (_, index) => addMonths(month, index - count));
  // What is counted at a day is compared with three days only.
  const accumulating = indicators.filter((id) => ["flow", "cumulative"].includes(indicator(id).nature));
  const months = accumulating.length > 0 ? earlier : [];
  const periods = [...new Set([before, yearBefore, december, ...months])];
  const params = [unitIds, indicators, periods, before, yearBefore, december, earlier, accumulating];
  const rows = await tx.$queryRawUnsafe(FACTS, provinceId, periodId, ...params);
  // Before February nothing came yet, which is known.
  const soFar = Object.fromEntries(earlier.length === 0 ? indicators.map((id) => [id, 0n]) : []);
  const facts = new Map(unitIds.map((id) => [id, empty(soFar)]));
  for (const row of z.array(rowSchema).parse(rows)) {
    const found = facts.get(row.unitId);
    if (found) add(found, row);
  }
  return facts;
}

const empty = (yearSoFar: Values): GridFacts => ({
  cells: new Map(),
  lastMonth: {},
  sameMonthLastYear: {},
  lastDecember: {},
  yearSoFar: { ...yearSoFar },
  earlierThisYear: {},
  filledElsewhere: 0,
});

function add(facts: GridFacts, { indicator: id, isHeld, filled, ...row }: Row): void {
  if (id === null) {
    facts.filledElsewhere = filled ?? 0;
    return;
  }
  if (isHeld) {
    const { value, isEstimate, note, explanation, version, updatedBy, updatedAt } = row;
    facts.cells.set(id, { value, isEstimate, note, explanation, version, updatedBy, updatedAt });
  }
  if (row.lastMonth !== null) facts.lastMonth[id] = row.lastMonth;
  if (row.lastYear !== null) facts.sameMonthLastYear[id] = row.lastYear;
  if (row.lastDecember !== null) facts.lastDecember[id] = row.lastDecember;
  if (row.soFar !== null) facts.yearSoFar[id] = row.soFar;
  if (row.earlier !== null) facts.earlierThisYear[id] = row.earlier;
}
