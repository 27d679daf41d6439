/** The stored sums: what moves when a figure moves, locked first, then recomputed where the figures are. */
import "server-only";
import { z } from "zod";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { prepared, type RawTx } from "./raw";
import { RECOMPUTE_HISTORY, RECOMPUTE_PERIODS } from "./rollup-sql";

export type ProvincePeriodKey = { provinceId: string; periodId: PeriodId };

/** Rows of keys, as statements return them. */
export const keysSchema = z.array(z.object({ provinceId: z.string(), periodId: periodIdSchema }));

const columns = (keys: readonly ProvincePeriodKey[]) =>
  [keys.map(({ provinceId }) => provinceId), keys.map(({ periodId }) => periodId)] as const;

/** A row exists only where the province does on the as-of day, so an heir's periods before its first day fall out. */
const AFFECTED = `
  WITH RECURSIVE changed AS (
    SELECT DISTINCT k.province_id, p.id AS period_id, p.kind, p.as_of
    FROM unnest($1::text[], $2::text[]) AS k (province_id, period_id) JOIN periods p ON p.id = k.period_id
  ),
  heir AS (
    SELECT c.province_id AS origin, s.to_unit_id AS unit_id
    FROM (SELECT DISTINCT province_id FROM changed) c
    JOIN units u ON u.province_id = c.province_id AND u.reporting_kind IS NOT NULL
    JOIN unit_successions s ON s.from_unit_id = u.id AND s.is_whole
    UNION
    SELECT h.origin, s.to_unit_id FROM heir h JOIN unit_successions s ON s.from_unit_id = h.unit_id AND s.is_whole
  ),
  reach AS (
    SELECT province_id AS origin, province_id FROM changed
    UNION
    SELECT h.origin, u.province_id FROM heir h JOIN units u ON u.id = h.unit_id
  ),
  affected AS (
    SELECT province_id, period_id FROM changed
    UNION
    SELECT r.province_id, p.id
    FROM changed c
    JOIN reach r ON r.origin = c.province_id
    JOIN periods p ON c.kind = 'month' AND p.as_of > c.as_of
      AND date_trunc('month', p.as_of) BETWEEN date_trunc('month', c.as_of) + interval '1 month'
        AND date_trunc('month', c.as_of) + interval '3 months'
  )
  SELECT province_id AS "provinceId", period_id AS "periodId"
  FROM province_periods
  WHERE (province_id, period_id) IN (SELECT province_id, period_id FROM affected)
  ORDER BY period_id COLLATE "C", province_id COLLATE "C"`;

/**
 * Every (province, period) whose rollups depend on figures of these: themselves, the up to three later months (and the
 * flash periods in them) that may carry them, and the same of the provinces in which whole successors of their units are.
 */
const LOCK_AFFECTED = prepared("lock_affected", `${AFFECTED} FOR UPDATE`);

/**
 * Locks the affected rows of these changes and returns them. The recompute must be a later statement: only that sees
 * what others committed while this one waited. While it waited a period may have been opened; then it looks again.
 */
export async function lockAffected(
  tx: RawTx,
  changed: readonly ProvincePeriodKey[],
): Promise<ProvincePeriodKey[]> {
  let seen = -1;
  for (;;) {
    const keys = keysSchema.parse(await tx.$queryRawUnsafe(LOCK_AFFECTED, ...columns(changed)));
    if (keys.length === seen) return keys;
    seen = keys.length;
  }
}

const changedSchema = z.tuple([z.object({ changed: z.number() })]);

/** Above it, reading a province's whole history at once is cheaper than reading row by row. */
const MOST_PERIODS = 12;

type Options = {
  /** A signed or locked period in which a number moved becomes "đã điều chỉnh". */
  marks: boolean;
  /** Units whose figures changed; null if any may have. */
  units: readonly string[] | null;
};

/** Returns how many rows changed. */
async function recompute(
  tx: RawTx,
  keys: readonly ProvincePeriodKey[],
  now: Date,
  { marks, units }: Options,
): Promise<number> {
  const isFew = new Set(keys.map(({ periodId }) => periodId)).size <= MOST_PERIODS;
  const statement = isFew ? RECOMPUTE_PERIODS : RECOMPUTE_HISTORY;
  // Compiling the statement takes seconds, running it does not. An approval has said so already (keepPlans).
  if (units === null) await tx.$executeRawUnsafe("SET LOCAL jit = off");
  const rows = await tx.$queryRawUnsafe(statement, ...columns(keys), now.toISOString(), marks, units);
  return changedSchema.parse(rows)[0].changed;
}

/**
 * Makes the rollups of these periods of these provinces, which lockAffected has locked, what the figures say, and moves the
 * provinces' data versions. Returns how many rows changed.
 * @param units those whose figures changed, if it is known: then only their rows, their heirs' and the provinces' are set
 */
export async function recomputeMany(
  tx: RawTx,
  keys: readonly ProvincePeriodKey[],
  now: Date,
  units: readonly string[] | null = null,
): Promise<number> {
  return recompute(tx, keys, now, { marks: true, units });
}

const ALL = `
  SELECT province_id AS "provinceId", period_id AS "periodId" FROM province_periods
  ORDER BY period_id COLLATE "C", province_id COLLATE "C"
  FOR UPDATE`;

/**
 * Everything, province by province: for the seed, a big load, and `npm run rollups -- --rebuild`.
 * Marks nothing as adjusted: it brings no new truth.
 */
export async function recomputeAll(tx: RawTx, now: Date): Promise<number> {
  const byProvince = new Map<string, ProvincePeriodKey[]>();
  for (const key of keysSchema.parse(await tx.$queryRawUnsafe(ALL))) {
    byProvince.set(key.provinceId, [...(byProvince.get(key.provinceId) ?? []), key]);
  }
  let changed = 0;
  for (const provinceId of [...byProvince.keys()].sort()) {
    changed += await recompute(tx, byProvince.get(provinceId) ?? [], now, { marks: false, units: null });
  }
  return changed;
}
