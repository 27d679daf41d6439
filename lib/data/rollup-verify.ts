/**
 * Recomputes every rollup from the immutable revisions with the pure rules of lib/domain/rollup.ts, and compares. Shares
 * no SQL with what stores rollups: a check that ran the same statement could not find an error in it.
 */
import "server-only";
import { z } from "zod";
import { grouped } from "@/lib/domain/grouped";
import { INDICATOR_IDS, REPORTING_KINDS, type IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, periodIdSchema, type PeriodId } from "@/lib/domain/period";
import {
  effective,
  leafRollup,
  sumRollups,
  type ApprovedFigure,
  type Leaf,
  type Rollup,
  type RollupFacts,
} from "@/lib/domain/rollup";
import { existsOn } from "@/lib/domain/unit";
import type { RawTx } from "./raw";
import { integerText } from "./submission-cells";

/**
 * `figures`: an approved figure is not that of the approved version. `rollups`: a stored sum is not what the rules say.
 * `figure_revisions`: a row of no submission, version or indicator that exists.
 */
type Difference = {
  table: "figures" | "rollups" | "figure_revisions";
  /** "60 593 2023-11 BHYT" */
  key: string;
  expected: string;
  stored: string;
};

export type Verification = { provinces: number; figures: number; rollups: number; differences: Difference[] };

const leafSchema = z.object({
  id: z.string(),
  provinceId: z.string(),
  reportingKind: z.enum(REPORTING_KINDS),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
const LEAVES = `
  SELECT id, province_id AS "provinceId", reporting_kind::text AS "reportingKind", valid_from::text AS "validFrom",
    valid_to::text AS "validTo"
  FROM units WHERE reporting_kind IS NOT NULL ORDER BY province_id, id`;
const SUCCESSIONS = `
  SELECT from_unit_id AS "from", to_unit_id AS "to" FROM unit_successions WHERE is_whole`;
const REQUIRED = `
  SELECT period_id || ' ' || reporting_kind || ' ' || indicator_id AS key FROM period_indicators`;
const PERIODS = `
  SELECT province_id AS "provinceId", period_id AS "periodId" FROM province_periods ORDER BY 1, 2`;

type Reference = {
  leaves: ReadonlyMap<string, Leaf & { provinceId: string }>;
  predecessors: ReadonlyMap<string, string[]>;
  required: ReadonlySet<string>;
  periods: ReadonlyMap<string, PeriodId[]>;
};

async function readReference(tx: RawTx): Promise<Reference> {
  const leaves = z.array(leafSchema).parse(await tx.$queryRawUnsafe(LEAVES));
  const successions = z
    .array(z.object({ from: z.string(), to: z.string() }))
    .parse(await tx.$queryRawUnsafe(SUCCESSIONS));
  const required = z.array(z.object({ key: z.string() })).parse(await tx.$queryRawUnsafe(REQUIRED));
  const periods = z
    .array(z.object({ provinceId: z.string(), periodId: periodIdSchema }))
    .parse(await tx.$queryRawUnsafe(PERIODS));
  const byHeir = grouped(successions, ({ to }) => to);
  const byProvince = grouped(periods, ({ provinceId }) => provinceId);
  return {
    leaves: new Map(leaves.map((leaf) => [leaf.id, leaf])),
    predecessors: new Map([...byHeir].map(([to, rows]) => [to, rows.map(({ from }) => from)])),
    required: new Set(required.map(({ key }) => key)),
    periods: new Map([...byProvince].map(([id, rows]) => [id, rows.map(({ periodId }) => periodId)])),
  };
}

const APPROVED = `
  SELECT r.unit_id AS "unitId", r.period_id AS "periodId", r.indicator_id AS indicator, r.value::text,
    r.is_estimate AS "isEstimate"
  FROM figure_revisions r
  JOIN submissions s ON s.province_id = r.province_id AND s.unit_id = r.unit_id AND s.period_id = r.period_id
    AND s.approved_version = r.version`;
/** Own figures of all periods; of the units before them only the last months, which is all that can be carried. */
const REVISIONS = `
  ${APPROVED} WHERE r.province_id = $1 AND r.value IS NOT NULL
  UNION ALL
  ${APPROVED} JOIN units u ON u.id = r.unit_id JOIN periods p ON p.id = r.period_id
  WHERE r.unit_id = ANY ($2::text[]) AND r.province_id = ANY ($3::text[]) AND r.province_id <> $1
    AND p.as_of > u.valid_to - 130 AND r.value IS NOT NULL`;
const STORED = `
  SELECT unit_id AS "unitId", period_id AS "periodId", indicator_id AS indicator, sum::text, reported, carried,
    estimated, missing, expected
  FROM rollups WHERE province_id = $1`;
const FIGURES = `
  SELECT concat_ws(' ', province_id, unit_id, period_id, indicator_id) AS key,
    concat_ws(' ', a.version, a.value, a.is_estimate) AS expected, concat_ws(' ', f.version, f.value, f.is_estimate) AS stored
  FROM (SELECT * FROM figures WHERE province_id = $1) f
  FULL JOIN (
    SELECT r.* FROM figure_revisions r
    JOIN submissions s ON s.province_id = r.province_id AND s.unit_id = r.unit_id AND s.period_id = r.period_id
      AND s.approved_version = r.version
    WHERE r.province_id = $1 AND r.value IS NOT NULL
  ) a USING (province_id, unit_id, period_id, indicator_id)
  WHERE (a.version, a.value, a.is_estimate) IS DISTINCT FROM (f.version, f.value, f.is_estimate)`;
/** What a foreign key would refuse, over the whole table: a province without periods is not visited below. */
const ORPHANS = `
  SELECT concat_ws(' ', r.province_id, r.unit_id, r.period_id, r.indicator_id) AS key,
    'a submission with this version' AS expected, 'version ' || r.version AS stored
  FROM figure_revisions r
  LEFT JOIN submissions s ON s.province_id = r.province_id AND s.unit_id = r.unit_id AND s.period_id = r.period_id
  LEFT JOIN indicators i ON i.id = r.indicator_id
  WHERE s.version IS NULL OR r.version > s.version OR i.id IS NULL
  ORDER BY 1`;
/** Derived rows of what has no period to be recomputed for. */
const STRAYS = `
  SELECT t AS "table", concat_ws(' ', province_id, unit_id, period_id, indicator_id) AS key
  FROM (
    SELECT 'figures' AS t, province_id, unit_id, period_id, indicator_id FROM figures
    UNION ALL SELECT 'rollups', province_id, unit_id, period_id, indicator_id FROM rollups
  ) derived
  WHERE province_id NOT IN (SELECT province_id FROM province_periods)
  ORDER BY 1, 2`;

/** An indicator that nobody knows is a difference to report, not a reason to stop. */
const where = { unitId: z.string(), periodId: z.string(), indicator: z.string() };
const figuresSchema = z.array(z.object({ ...where, value: integerText, isEstimate: z.boolean() }));
const count = z.number();
const storedSchema = z.array(
  z.object({
    ...where,
    sum: integerText.nullable(),
    reported: count,
    carried: count,
    estimated: count,
    missing: count,
    expected: count,
  }),
);
const figureDifferencesSchema = z.array(
  z.object({ key: z.string(), expected: z.string(), stored: z.string() }),
);

const straysSchema = z.array(z.object({ table: z.enum(["figures", "rollups"]), key: z.string() }));

/** What the pass over provinces cannot see, as these tables have no foreign keys. */
async function findOrphans(tx: RawTx): Promise<Difference[]> {
  const orphans = figureDifferencesSchema.parse(await tx.$queryRawUnsafe(ORPHANS));
  const strays = straysSchema.parse(await tx.$queryRawUnsafe(STRAYS));
  return [
    ...orphans.map((one) => ({ table: "figure_revisions" as const, ...one })),
    ...strays.map((one) => ({ ...one, expected: NOTHING, stored: "a row" })),
  ];
}

function lineOf(unitId: string, predecessors: Reference["predecessors"]): string[] {
  const direct = predecessors.get(unitId) ?? [];
  return direct.flatMap((id) => [id, ...lineOf(id, predecessors)]);
}

const NOTHING = "nothing";
const words = ({ sum, reported, carried, estimated, missing, expected }: Rollup) =>
  `sum ${sum ?? "-"}, ${reported} reported, ${carried} carried, ${estimated} estimated, ${missing} missing of ${expected}`;

/** Province by province, so that memory holds one at a time. @param onProvince for a progress line */
export async function verifyRollups(
  tx: RawTx,
  onProvince: (provinceId: string) => void = () => undefined,
): Promise<Verification> {
  const reference = await readReference(tx);
  const result: Verification = { provinces: 0, figures: 0, rollups: 0, differences: await findOrphans(tx) };
  for (const [provinceId, periods] of reference.periods) {
    onProvince(provinceId);
    const own = [...reference.leaves.values()].filter((leaf) => leaf.provinceId === provinceId);
    const line = own.flatMap(({ id }) => lineOf(id, reference.predecessors));
    const provinces = line.flatMap((id) => reference.leaves.get(id)?.provinceId ?? []);
    const rows = await tx.$queryRawUnsafe(REVISIONS, provinceId, line, [...new Set(provinces)]);
    const figures = new Map<string, ApprovedFigure>();
    const ownIds = new Set(own.map(({ id }) => id));
    for (const { unitId, periodId, indicator, value, isEstimate } of figuresSchema.parse(rows)) {
      figures.set(`${unitId} ${periodId} ${indicator}`, { value, isEstimate });
      if (ownIds.has(unitId)) result.figures += 1;
    }
    const expected = rollupsOf(provinceId, own, periods, factsOf(reference, figures));
    const stored = storedSchema.parse(await tx.$queryRawUnsafe(STORED, provinceId));
    const wrong = figureDifferencesSchema.parse(await tx.$queryRawUnsafe(FIGURES, provinceId));
    result.provinces += 1;
    result.rollups += stored.length;
    result.differences.push(
      ...wrong.map((one) => ({ table: "figures" as const, ...one })),
      ...compare(provinceId, expected, stored),
    );
  }
  return result;
}

function factsOf(
  { leaves, predecessors, required }: Reference,
  figures: ReadonlyMap<string, ApprovedFigure>,
): RollupFacts {
  return {
    leaf: (unitId) => leaves.get(unitId),
    wholePredecessors: (unitId) => predecessors.get(unitId) ?? [],
    isRequired: (periodId, kind, id) => required.has(`${periodId} ${kind} ${id}`),
    figure: (unitId, periodId, id) => figures.get(`${unitId} ${periodId} ${id}`),
  };
}

type Row = Rollup & { unitId: string; periodId: PeriodId; id: IndicatorId };

/** Each reporting unit that exists on the as-of day, and the province above them. */
function* rollupsOf(
  provinceId: string,
  leaves: readonly Leaf[],
  periods: readonly PeriodId[],
  facts: RollupFacts,
): Generator<Row> {
  for (const periodId of periods) {
    const existing = leaves.filter((leaf) => existsOn(leaf, asOfDay(periodId)));
    for (const id of INDICATOR_IDS) {
      const below: Rollup[] = [];
      for (const leaf of existing) {
        const one = effective(facts, leaf, periodId, id);
        if (!one) continue;
        const row = leafRollup(one);
        below.push(row);
        yield { unitId: leaf.id, periodId, id, ...row };
      }
      if (below.length > 0 && provinceId !== "VN")
        yield { unitId: provinceId, periodId, id, ...sumRollups(below) };
    }
  }
}

const isSame = (a: Rollup, b: Rollup) =>
  a.sum === b.sum &&
  a.reported === b.reported &&
  a.carried === b.carried &&
  a.estimated === b.estimated &&
  a.missing === b.missing &&
  a.expected === b.expected;

function compare(
  provinceId: string,
  expected: Iterable<Row>,
  stored: z.infer<typeof storedSchema>,
): Difference[] {
  const left = new Map(stored.map((row) => [`${row.unitId} ${row.periodId} ${row.indicator}`, row]));
  const differences: Difference[] = [];
  const differ = (key: string, should: Rollup | undefined, is: Rollup | undefined) =>
    differences.push({
      table: "rollups",
      key: `${provinceId} ${key}`,
      expected: should ? words(should) : NOTHING,
      stored: is ? words(is) : NOTHING,
    });
  for (const row of expected) {
    const key = `${row.unitId} ${row.periodId} ${row.id}`;
    const found = left.get(key);
    if (!found || !isSame(row, found)) differ(key, row, found);
    left.delete(key);
  }
  for (const [key, row] of left) differ(key, undefined, row);
  return differences;
}
