/** Rollups and stated totals as a dashboard reads them. Never a figure: an upper unit shows only what is rolled up. */
import "server-only";
import { z } from "zod";
import { cellKey } from "@/lib/domain/dashboard";
import type { Cell } from "@/lib/domain/dashboard-measure";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { isPeriodId, type PeriodId } from "@/lib/domain/period";
import { db } from "./db";
import { integerText } from "./submission-cells";

export type Wanted = readonly { id: IndicatorId; periods: readonly PeriodId[] }[];

const rowSchema = z.object({
  unitId: z.string(),
  indicator: z.string().refine(isIndicatorId),
  period: z.string().refine(isPeriodId),
  sum: integerText.nullable(),
  reported: z.number(),
  carried: z.number(),
  estimated: z.number(),
  missing: z.number(),
  expected: z.number(),
  stated: integerText.nullable(),
  statedIsEstimate: z.boolean().nullable(),
});

/** Cells by unit, then by cellKey. */
export type CellTable = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

function toTable(rows: unknown): CellTable {
  const table = new Map<string, Map<string, Cell>>();
  for (const row of z.array(rowSchema).parse(rows)) {
    const { unitId, indicator, period, stated, statedIsEstimate, ...counts } = row;
    const cells = table.get(unitId) ?? new Map<string, Cell>();
    cells.set(cellKey(indicator, period), {
      ...counts,
      stated: stated === null ? null : { value: stated, isEstimate: statedIsEstimate === true },
    });
    table.set(unitId, cells);
  }
  return table;
}

const pairs = (wanted: Wanted) => {
  const all = wanted.flatMap(({ id, periods }) => periods.map((period) => ({ id, period })));
  return [all.map(({ id }) => id), all.map(({ period }) => period)] as const;
};

const STATED = `LEFT JOIN stated_totals s ON s.province_id = k.province_id AND s.unit_id = k.unit_id
    AND s.period_id = k.period_id AND s.indicator_id = k.indicator_id`;
const STATED_COLUMNS = `s.value::text AS stated, s.is_estimate AS "statedIsEstimate"`;

/** $1 provinces, $2 units, by position; $3 indicators, $4 periods, by position. */
export const UNIT_CELLS = `
  SELECT k.unit_id AS "unitId", k.indicator_id AS indicator, k.period_id AS period, r.sum::text,
    coalesce(r.reported, 0) AS reported, coalesce(r.carried, 0) AS carried, coalesce(r.estimated, 0) AS estimated,
    coalesce(r.missing, 0) AS missing, coalesce(r.expected, 0) AS expected, ${STATED_COLUMNS}
  FROM (
    SELECT * FROM unnest($1::text[], $2::text[]) AS u (province_id, unit_id)
    CROSS JOIN unnest($3::text[], $4::text[]) AS w (indicator_id, period_id)
  ) AS k
  LEFT JOIN rollups r ON r.province_id = k.province_id AND r.unit_id = k.unit_id
    AND r.indicator_id = k.indicator_id AND r.period_id = k.period_id
  ${STATED}
  WHERE r.unit_id IS NOT NULL OR s.unit_id IS NOT NULL`;

/** Of each of these units what is wanted; absent where nothing is rolled up or stated. */
export async function readUnitCells(
  units: readonly { id: string; provinceId: string }[],
  wanted: Wanted,
): Promise<CellTable> {
  const [indicators, periods] = pairs(wanted);
  const provinceIds = units.map(({ provinceId }) => provinceId);
  const unitIds = units.map(({ id }) => id);
  return toTable(await db.$queryRawUnsafe(UNIT_CELLS, provinceIds, unitIds, indicators, periods));
}

/**
 * The nation has no stored rollup: it is summed here over its children, the provinces and the national offices, whose
 * rows exist only where they were valid. $1 indicators, $2 periods, by position.
 */
export const NATION_CELLS = `
  SELECT k.unit_id AS "unitId", k.indicator_id AS indicator, k.period_id AS period, t.sum, t.reported, t.carried, t.estimated,
    t.missing, t.expected, ${STATED_COLUMNS}
  FROM (
    SELECT 'VN' AS province_id, 'VN' AS unit_id, w.*
    FROM unnest($1::text[], $2::text[]) AS w (indicator_id, period_id)
  ) AS k
  CROSS JOIN LATERAL (
    SELECT sum(r.sum)::text AS sum, coalesce(sum(r.reported), 0)::int AS reported, coalesce(sum(r.carried), 0)::int AS carried,
      coalesce(sum(r.estimated), 0)::int AS estimated, coalesce(sum(r.missing), 0)::int AS missing,
      coalesce(sum(r.expected), 0)::int AS expected, count(*) AS children
    FROM rollups r
    WHERE r.indicator_id = k.indicator_id AND r.period_id = k.period_id AND (r.unit_id = r.province_id OR r.province_id = 'VN')
  ) AS t
  ${STATED}
  WHERE t.children > 0 OR s.unit_id IS NOT NULL`;

/** The same for the nation, by its one unit `VN`. */
export async function readNationCells(wanted: Wanted): Promise<CellTable> {
  const [indicators, periods] = pairs(wanted);
  return toTable(await db.$queryRawUnsafe(NATION_CELLS, indicators, periods));
}

/** A unit's cells by key, those of what it came from beside its own. */
export function cellsOf(members: readonly { id: string }[], table: CellTable): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  for (const { id } of members)
    for (const [key, cell] of table.get(id) ?? []) cells.set(key, [...(cells.get(key) ?? []), cell]);
  return cells;
}
