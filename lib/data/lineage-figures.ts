/** A reporting unit's approved figures of earlier periods, through whole predecessors: what a form compares with. */
import "server-only";
import { z } from "zod";
import { grouped } from "@/lib/domain/grouped";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { RawTx } from "./raw";

const rowsSchema = z.array(
  z.object({
    rootId: z.string(),
    /** One for each unit of the line and period. */
    parts: z.array(z.tuple([periodIdSchema, z.record(z.string(), z.string()).nullable()])),
  }),
);

/**
 * After WITH RECURSIVE: `part`, of each root the units that it was at the end of each period, itself and whole
 * predecessors; also one that began later out of nothing, which has no figure and so makes that there is no sum.
 * @param roots which of `units`
 * @param periods an expression for an array of ids
 */
export const lineageSql = (roots: string, periods: string) => `
  line AS (
    SELECT id AS root_id, id, province_id, valid_from, valid_to FROM units WHERE ${roots}
    UNION
    SELECT line.root_id, b.id, b.province_id, b.valid_from, b.valid_to
    FROM line JOIN unit_successions s ON s.to_unit_id = line.id AND s.is_whole JOIN units b ON b.id = s.from_unit_id
  ),
  part AS MATERIALIZED (
    SELECT line.root_id, p.id AS period_id, line.id AS unit_id, line.province_id
    FROM periods p JOIN line ON p.as_of BETWEEN line.valid_from AND coalesce(line.valid_to, 'infinity')
      OR (p.as_of < line.valid_from
        AND NOT EXISTS (SELECT FROM unit_successions s WHERE s.to_unit_id = line.id AND s.is_whole))
    WHERE p.id = ANY (${periods})
  )`;

/**
 * Of the units that existed then one row each, without figures too. $2 periods, $3 those of which only the indicators $4
 * are asked. OFFSET 0: by the key of each unit and period, however many there are.
 */
const FIGURES = `
  WITH RECURSIVE ${lineageSql("id = ANY ($1::text[])", "$2::text[] || $3::text[]")},
  found AS (
    SELECT root_id, period_id, (
      SELECT jsonb_object_agg(indicator_id, value::text) FROM (
        SELECT f.indicator_id, f.value FROM figures f
        WHERE (f.province_id, f.unit_id, f.period_id) = (part.province_id, part.unit_id, part.period_id) OFFSET 0
      ) own) AS figures
    FROM part WHERE period_id = ANY ($2::text[])
    UNION ALL
    SELECT root_id, period_id, (
      SELECT jsonb_object_agg(indicator_id, value::text) FROM (
        SELECT f.indicator_id, f.value FROM figures f
        WHERE (f.province_id, f.unit_id, f.period_id) = (part.province_id, part.unit_id, part.period_id)
          AND f.indicator_id = ANY ($4::text[]) OFFSET 0
      ) own)
    FROM part WHERE period_id <> ALL ($2::text[])
  )
  SELECT root_id AS "rootId", jsonb_agg(jsonb_build_array(period_id, figures)) AS parts FROM found GROUP BY root_id`;

export type Values = Partial<Record<IndicatorId, bigint>>;
type ByPeriod = Map<PeriodId, Values>;

/**
 * Values of many units by unit and period; a period without any is absent.
 * @param more periods of which only some indicators are asked
 */
export async function readLineagesFigures(
  tx: RawTx,
  unitIds: readonly string[],
  periodIds: readonly PeriodId[],
  more: { periodIds: readonly PeriodId[]; indicators: readonly IndicatorId[] } = {
    periodIds: [],
    indicators: [],
  },
): Promise<Map<string, ByPeriod>> {
  const rows = rowsSchema.parse(
    await tx.$queryRawUnsafe(
      FIGURES,
      [...new Set(unitIds)],
      [...new Set(periodIds)],
      [...new Set(more.periodIds)],
      more.indicators,
    ),
  );
  const byUnit = new Map<string, ByPeriod>();
  for (const { rootId, parts } of rows) {
    const byPeriod: ByPeriod = new Map();
    for (const [period, own] of grouped(parts, ([periodId]) => periodId)) {
      const values = sumOf(own.map(([, figures]) => figures ?? {}));
      if (Object.keys(values).length > 0) byPeriod.set(period as PeriodId, values);
    }
    byUnit.set(rootId, byPeriod);
  }
  return byUnit;
}

/** Where one of the units has no figure there is no sum, nor where one began later out of nothing. */
function sumOf(parts: readonly Readonly<Record<string, string>>[]): Values {
  const values: Values = {};
  for (const id of Object.keys(parts[0] ?? {})) {
    const own = parts.flatMap((one) => one[id] ?? []);
    if (isIndicatorId(id) && own.length === parts.length)
      values[id] = own.reduce((sum, digits) => sum + BigInt(digits), 0n);
  }
  return values;
}

/** Values by period of one unit. */
export async function readLineageFigures(
  tx: RawTx,
  unitId: string,
  periodIds: readonly PeriodId[],
): Promise<ByPeriod> {
  return (await readLineagesFigures(tx, [unitId], periodIds)).get(unitId) ?? new Map<PeriodId, Values>();
}
