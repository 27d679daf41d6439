/** A reporting unit's approved figures of earlier periods, through whole predecessors: what a form compares with. */
import "server-only";
import { z } from "zod";
import type { IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { RawTx } from "./raw";
import { indicatorText, integerText } from "./submission-cells";

const rowsSchema = z.array(
  z.object({ periodId: periodIdSchema, indicator: indicatorText, value: integerText }),
);

/** Of the units that existed then; where one of them has no figure there is no sum, nor where one began later out of nothing. */
const FIGURES = `
  WITH RECURSIVE line AS (
    SELECT id, province_id, valid_from, valid_to FROM units WHERE id = $1
    UNION
    SELECT b.id, b.province_id, b.valid_from, b.valid_to
    FROM line JOIN unit_successions s ON s.to_unit_id = line.id AND s.is_whole JOIN units b ON b.id = s.from_unit_id
  ),
  part AS (
    SELECT p.id AS period_id, line.id AS unit_id, line.province_id, count(*) OVER (PARTITION BY p.id) AS parts
    FROM periods p JOIN line ON p.as_of BETWEEN line.valid_from AND coalesce(line.valid_to, 'infinity')
      OR (p.as_of < line.valid_from
        AND NOT EXISTS (SELECT FROM unit_successions s WHERE s.to_unit_id = line.id AND s.is_whole))
    WHERE p.id = ANY ($2::text[])
  )
  SELECT period_id AS "periodId", indicator_id AS indicator, sum(f.value)::text AS value
  FROM part JOIN figures f USING (province_id, unit_id, period_id)
  GROUP BY period_id, indicator_id, parts
  HAVING count(*) = parts`;

export type Values = Partial<Record<IndicatorId, bigint>>;

/** Values by period; a period without any is absent. */
export async function readLineageFigures(
  tx: RawTx,
  unitId: string,
  periodIds: readonly PeriodId[],
): Promise<Map<PeriodId, Values>> {
  const rows = rowsSchema.parse(await tx.$queryRawUnsafe(FIGURES, unitId, [...new Set(periodIds)]));
  const byPeriod = new Map<PeriodId, Values>();
  for (const { periodId, indicator, value } of rows) {
    byPeriod.set(periodId, { ...byPeriod.get(periodId), [indicator]: value });
  }
  return byPeriod;
}
