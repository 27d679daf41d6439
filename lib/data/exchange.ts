/** What another system takes from here: approved figures of reporting units, targets, and the units themselves. */
import "server-only";
import { z } from "zod";
import {
  dhis2Period,
  foreignElement,
  foreignUnit,
  targetElement,
  type IdScheme,
  type ExchangeCodes,
} from "@/lib/domain/exchange-codes";
import { ESTIMATE_COMMENT, type DataValue } from "@/lib/domain/exchange-values";
import type { IndicatorId } from "@/lib/domain/indicator";
import { apiDecimal } from "@/lib/domain/number";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { rate } from "@/lib/domain/ratio";
import { targetsInForce, type Target } from "@/lib/domain/target";
import type { Unit } from "@/lib/domain/unit";
import { listTargets } from "./dashboard-plans";
import { READABLE, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { indicatorText, integerText } from "./submission-cells";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

/** Values of one answer; whoever needs more asks by periods or provinces. */
export const MOST_VALUES = 200_000;

type Naming = { idScheme: IdScheme; codes: ExchangeCodes };

export const unitKey = (unit: { id: string; code: string }, { idScheme, codes }: Naming): string => {
  if (idScheme === "mapped") return foreignUnit(codes, unit);
  return idScheme === "id" ? unit.id : unit.code;
};
const elementKey = (code: string, { idScheme, codes }: Naming) =>
  idScheme === "mapped" ? foreignElement(codes, code) : code;

/** $1 readable paths, $2 path of the unit, $3 periods, $4 indicators or null, $5 limit. */
const FIGURES = `
  SELECT u.id, u.code, f.period_id AS "periodId", f.indicator_id AS indicator, f.value::text, f.is_estimate AS "isEstimate"
  FROM units u
  JOIN periods p ON p.id = ANY ($3::text[]) AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  CROSS JOIN LATERAL (SELECT * FROM figures
    WHERE (province_id, unit_id, period_id) = (u.province_id, u.id, p.id) OFFSET 0) f
  WHERE u.reporting_kind IS NOT NULL AND starts_with(u.path, $2) AND ${READABLE}
    AND ($4::text[] IS NULL OR f.indicator_id = ANY ($4))
  ORDER BY f.period_id, u.path COLLATE "C", f.indicator_id COLLATE "C"
  LIMIT $5`;

const figureSchema = z.object({
  id: z.string(),
  code: z.string(),
  periodId: periodIdSchema,
  indicator: indicatorText,
  value: integerText,
  isEstimate: z.boolean(),
});

/**
 * Approved figures of the reporting units at and below a unit: the other system sums them up itself.
 * @returns null where there are more than one answer holds
 */
export async function listDataValues(
  reader: Pick<Actor, "scope">,
  unit: Pick<Unit, "path">,
  periods: readonly PeriodId[],
  indicators: readonly IndicatorId[] | null,
  naming: Naming,
): Promise<DataValue[] | null> {
  const rows = await db.$queryRawUnsafe(
    FIGURES,
    readablePaths(reader),
    unit.path,
    [...new Set(periods)],
    indicators,
    MOST_VALUES + 1,
  );
  const figures = z.array(figureSchema).parse(rows);
  if (figures.length > MOST_VALUES) return null;
  return figures.map((one) => ({
    dataElement: elementKey(one.indicator, naming),
    period: dhis2Period(one.periodId),
    orgUnit: unitKey(one, naming),
    value: String(one.value),
    ...(one.isEstimate ? { comment: ESTIMATE_COMMENT } : {}),
  }));
}

/** Units at and below a unit that the reader may read, from the top down; communes report nothing. */
export async function listExchangeUnits(
  reader: Pick<Actor, "scope">,
  unit: Pick<Unit, "path">,
): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE starts_with(u.path, $2) AND ${READABLE}
     ORDER BY length(u.path) - length(replace(u.path, '/', '')), u.path COLLATE "C"`,
    readablePaths(reader),
    unit.path,
  );
  return z.array(unitRowSchema).parse(rows);
}

const valueOf = ({ kind, value }: Target) =>
  kind === "rate" ? (apiDecimal(rate(value)) ?? "") : String(value);

/** Targets of a year as they stand at its end, by issuer; of a merged unit its own alone. */
export async function listTargetValues(
  reader: Pick<Actor, "scope">,
  unit: Pick<Unit, "path">,
  year: number,
  naming: Naming,
): Promise<DataValue[] | null> {
  const units = await listExchangeUnits(reader, unit);
  const byId = new Map(units.map((one) => [one.id, one]));
  const all = await listTargets(units, [year]);
  const standing = targetsInForce(all, String(year), `${year}-12-31`);
  if (standing.length > MOST_VALUES) return null;
  const order = new Map(units.map(({ id }, at) => [id, at]));
  return standing
    .toSorted((a, b) => (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0))
    .flatMap((target) => {
      const own = byId.get(target.unitId);
      if (!own) return [];
      return [
        {
          dataElement: elementKey(targetElement(target.indicator, target.kind), naming),
          period: String(year),
          orgUnit: unitKey(own, naming),
          attributeOptionCombo: target.issuer,
          value: valueOf(target),
          comment: `${target.decisionNumber}, ${target.decidedOn}`,
        },
      ];
    });
}
