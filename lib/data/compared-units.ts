/** Units side by side in one period, and the provinces that are most like one. */
import "server-only";
import { z } from "zod";
import type { Comparator } from "@/lib/domain/comparison";
import { chooseDenominator, type DenominatorKind } from "@/lib/domain/coverage";
import { shapeIndicator, type IndicatorView } from "@/lib/domain/dashboard";
import { HEADLINE } from "@/lib/domain/dashboard-context";
import type { IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, yearOf, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { mostSimilar, type Size } from "@/lib/domain/similar";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { readContext, readUnitFacts } from "./dashboard-facts";
import { listDenominators } from "./dashboard-plans";
import { findReadableUnit } from "./dashboard-units";
import { inState, readState } from "./dashboard-version";
import { db } from "./db";

export type ComparedUnit = { unit: Unit; views: readonly IndicatorView[] };

/** Everything that the nation's state moves with moves any unit's figures. */
const readNationState = (period: PeriodId) => readState({ level: "nation", provinceId: "VN" }, period);

/** In the order asked for; units that this reader may not read, or that did not exist then, are left out. */
export async function listComparedUnits(
  reader: Pick<Actor, "scope">,
  unitIds: readonly string[],
  query: { period: PeriodId; comparator: Comparator; indicator: IndicatorId },
): Promise<ComparedUnit[]> {
  if (unitIds.length === 0) return [];
  const { period, comparator, indicator } = query;
  const state = await readNationState(period);
  if (state === null) return [];
  const units = await Promise.all(unitIds.map((id) => findReadableUnit(reader, id)));
  const valid = units.filter((unit) => unit !== null && existsOn(unit, asOfDay(period))) as Unit[];
  const headline: readonly IndicatorId[] = HEADLINE;
  const ids = headline.includes(indicator) ? headline : [...headline, indicator];
  return Promise.all(
    valid.map((unit) =>
      inState(["compared", unit.id, period, comparator, indicator].join("|"), state, async () => {
        const context = await readContext(period, comparator);
        const facts = await readUnitFacts(unit, context);
        return { unit, views: ids.map((id) => shapeIndicator(facts, id, context)) };
      }),
    ),
  );
}

export type SimilarProvince = Size & { shortName: string };

const provinceSchema = z.object({ id: z.string(), provinceId: z.string(), shortName: z.string() });

/** Of the provinces that existed on the period's day; their sizes are for everybody. */
export async function listSimilarProvinces(
  unit: Pick<Unit, "id" | "level">,
  period: PeriodId,
): Promise<SimilarProvince[]> {
  if (unit.level !== "province") return [];
  const state = await readNationState(period);
  if (state === null) return [];
  const provinces = await inState(`sizes|${period}`, state, () => readSizes(period));
  const names = new Map(provinces.map(({ id, shortName }) => [id, shortName]));
  return mostSimilar(unit.id, provinces).map((size) => ({
    ...size,
    shortName: names.get(size.id) ?? size.id,
  }));
}

async function readSizes(period: PeriodId): Promise<SimilarProvince[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT id, province_id AS "provinceId", short_name AS "shortName" FROM units
     WHERE level = 'province' AND valid_from <= $1::date AND coalesce(valid_to, 'infinity') >= $1::date ORDER BY code`,
    asOfDay(period),
  );
  const provinces = z.array(provinceSchema).parse(rows);
  const year = yearOf(period);
  const denominators = await listDenominators(provinces, year, { newestBefore: year });
  const sizeOf = (id: string, kind: DenominatorKind) =>
    chooseDenominator(denominators, id, [], kind, year)?.value ?? 0n;
  return provinces.map(({ id, shortName }) => ({
    id,
    shortName,
    population: sizeOf(id, "population"),
    labourForce: sizeOf(id, "labour_force"),
  }));
}
