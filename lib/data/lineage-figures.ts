/** A reporting unit's approved figures of earlier periods, through whole predecessors: what a form compares with. */
import "server-only";
import { z } from "zod";
import type { IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { RawTx } from "./raw";
import { indicatorText, integerText } from "./submission-cells";

const rowsSchema = z.array(
  z.object({
    unitId: z.string(),
    periodId: periodIdSchema,
    figures: z.record(indicatorText, integerText),
  }),
);

/**
 * Of the units that existed then; where one of them has no figure there is no sum, nor where one began later out of
 * nothing. $2 periods, $3 those of which only the indicators $4 are asked.
 */
const FIGURES = `
  WITH RECURSIVE line AS (
    SELECT id AS root_id, id, province_id, valid_from, valid_to FROM units WHERE id = ANY ($1::text[])
    UNION
    SELECT line.root_id, b.id, b.province_id, b.valid_from, b.valid_to
    FROM line JOIN unit_successions s ON s.to_unit_id = line.id AND s.is_whole JOIN units b ON b.id = s.from_unit_id
  ),
  part AS (
    SELECT line.root_id, p.id AS period_id, line.id AS unit_id, line.province_id,
      count(*) OVER (PARTITION BY line.root_id, p.id) AS parts
    FROM periods p JOIN line ON p.as_of BETWEEN line.valid_from AND coalesce(line.valid_to, 'infinity')
      OR (p.as_of < line.valid_from
        AND NOT EXISTS (SELECT FROM unit_successions s WHERE s.to_unit_id = line.id AND s.is_whole))
    WHERE p.id = ANY ($2::text[] || $3::text[])
  ),
  value AS (
    SELECT root_id, period_id, indicator_id, sum(f.value)::text AS value
    FROM part JOIN figures f USING (province_id, unit_id, period_id)
    WHERE period_id = ANY ($2::text[]) OR indicator_id = ANY ($4::text[])
    GROUP BY root_id, period_id, indicator_id, parts
    HAVING count(*) = parts
  )
  SELECT root_id AS "unitId", period_id AS "periodId", jsonb_object_agg(indicator_id, value) AS figures
  FROM value GROUP BY root_id, period_id`;

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
  for (const { unitId, periodId, figures } of rows) {
    const byPeriod = byUnit.get(unitId) ?? new Map<PeriodId, Values>();
    byUnit.set(unitId, byPeriod.set(periodId, figures));
  }
  return byUnit;
}

/** Values by period of one unit. */
export async function readLineageFigures(
  tx: RawTx,
  unitId: string,
  periodIds: readonly PeriodId[],
): Promise<ByPeriod> {
  return (await readLineagesFigures(tx, [unitId], periodIds)).get(unitId) ?? new Map<PeriodId, Values>();
}
