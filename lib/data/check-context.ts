/** What the checks of a form compare with, as the database knows it; the same for the form and for submitting. */
import "server-only";
import { z } from "zod";
import { JUMP_BOUNDS_SETTING, jumpBounds, jumpBoundsSchema } from "@/lib/domain/check-bounds";
import type { CheckContext } from "@/lib/domain/checks";
import { INDICATOR_IDS, type IndicatorId } from "@/lib/domain/indicator";
import { addMonths, monthOf, yearOf, type PeriodId } from "@/lib/domain/period";
import { readAsked } from "./asked";
import { readLineageFigures, type Values } from "./lineage-figures";
import type { RawTx } from "./raw";
import { integerText } from "./submission-cells";
import type { Submission } from "./submissions";

/** One row: two single answers. */
const FACTS = `
  SELECT
    (SELECT value::text FROM denominators
      WHERE province_id = $1 AND unit_id = $2 AND kind = 'population' AND year <= $3
      ORDER BY year DESC, version DESC LIMIT 1) AS population,
    (SELECT value FROM settings WHERE key = $4) AS bounds`;

const factsSchema = z.tuple([
  z.object({
    population: integerText.nullable(),
    bounds: jumpBoundsSchema.nullable(),
  }),
]);

/** What the period asks of the unit's kind, in form order. */
export async function readRequired(
  tx: RawTx,
  { periodId, unit }: Submission,
): Promise<readonly IndicatorId[]> {
  return (await readAsked(tx, [periodId]))(periodId, unit.reportingKind);
}

export type Comparisons = {
  lastMonth: Values;
  sameMonthLastYear: Values;
  lastDecember: Values;
  /** Sum of the months before this one in its year; absent where a month has no figure. */
  yearSoFar: Values;
};

/** The months before this one in its year, oldest first. */
export function earlierMonths(periodId: PeriodId): PeriodId[] {
  const month = monthOf(periodId);
  const count = Number(month.slice(5)) - 1;
  return Array.from({ length: count }, (_, index) => addMonths(month, index - count));
}

/** A flash period is held against month ends: the last one, and that of its own month a year ago. */
export async function readCheckContext(
  tx: RawTx,
  submission: Submission,
): Promise<CheckContext & Comparisons> {
  const { provinceId, unitId, periodId, unit, asOf } = submission;
  const required = await readRequired(tx, submission);
  const [{ population, bounds }] = factsSchema.parse(
    await tx.$queryRawUnsafe(FACTS, provinceId, unitId, yearOf(periodId), JUMP_BOUNDS_SETTING),
  );
  const [before, yearBefore] = [addMonths(periodId, -1), addMonths(periodId, -12)];
  const december = `${yearOf(periodId) - 1}-12` as PeriodId;
  const earlier = earlierMonths(periodId);
  const figures = await readLineageFigures(tx, unitId, [before, yearBefore, december, ...earlier]);
  const months = earlier.map((month) => figures.get(month) ?? {});
  return {
    kind: unit.reportingKind,
    asOf,
    required,
    lastMonth: figures.get(before) ?? {},
    sameMonthLastYear: figures.get(yearBefore) ?? {},
    lastDecember: figures.get(december) ?? {},
    yearSoFar: sumOf(months),
    earlierThisYear: latestOf(months),
    population,
    bounds: jumpBounds(bounds ?? {}),
  };
}

/** Of each indicator the last value in the list. */
export function latestOf(months: readonly Values[]): Partial<Record<IndicatorId, bigint>> {
  return Object.assign({}, ...months) as Values;
}

/** Of each indicator the sum over the list, if every month of it has a value. */
function sumOf(months: readonly Values[]): Values {
  const sums: Values = {};
  for (const id of INDICATOR_IDS) {
    const values = months.flatMap((month) => month[id] ?? []);
    if (values.length === months.length) sums[id] = values.reduce((sum, value) => sum + value, 0n);
  }
  return sums;
}
