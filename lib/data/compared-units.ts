/** Units side by side in one period, and the provinces that are most like one. */
import "server-only";
import { z } from "zod";
import type { Comparator } from "@/lib/domain/comparison";
import { chooseDenominator, type DenominatorKind } from "@/lib/domain/coverage";
import { shapeIndicator, type IndicatorView } from "@/lib/domain/dashboard";
import { HEADLINE } from "@/lib/domain/dashboard-context";
import type { Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { yearOf, type PeriodId } from "@/lib/domain/period";
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

/**
 * In the order asked for; units that this reader may not read, or that are not of the tree that is shown, are left out.
 * @param query `tree`: the day of that tree; history is summed into its units
 */
export async function listComparedUnits(
  reader: Pick<Actor, "scope">,
  unitIds: readonly string[],
  query: { period: PeriodId; comparator: Comparator; indicator: IndicatorId; tree: Day },
): Promise<ComparedUnit[]> {
  if (unitIds.length === 0) return [];
  const { period, comparator, indicator, tree } = query;
  const state = await readNationState(period);
  if (state === null) return [];
  const units = await Promise.all(unitIds.map((id) => findReadableUnit(reader, id)));
  const valid = units.filter((unit) => unit !== null && existsOn(unit, tree)) as Unit[];
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

/** Of the provinces of the tree that is shown, by their sizes in the period's year, which are for everybody. */
export async function listSimilarProvinces(
  unit: Pick<Unit, "id" | "level">,
  period: PeriodId,
  tree: Day,
): Promise<SimilarProvince[]> {
  if (unit.level !== "province") return [];
  const state = await readNationState(period);
  if (state === null) return [];
  const provinces = await inState(`sizes|${period}|${tree}`, state, () => readSizes(period, tree));
  const names = new Map(provinces.map(({ id, shortName }) => [id, shortName]));
  return mostSimilar(unit.id, provinces).map((size) => ({
    ...size,
    shortName: names.get(size.id) ?? size.id,
  }));
}

async function readSizes(period: PeriodId, tree: Day): Promise<SimilarProvince[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT id, province_id AS "provinceId", short_name AS "shortName" FROM units
     WHERE level = 'province' AND valid_from <= $1::date AND coalesce(valid_to, 'infinity') >= $1::date ORDER BY code`,
    tree,
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
