/** What a load must know of the database before it can judge a row. */
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { REPORTING_KINDS } from "@/lib/domain/indicator";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { UNIT_LEVELS, type Succession, type Unit } from "@/lib/domain/unit";
import type { RawTx } from "./raw";

export type LoadReference = {
  units: Unit[];
  successions: Succession[];
  periods: { id: PeriodId; asOf: Day; isLocked: boolean }[];
  /** Submissions (`593.2023-11`) that central lets move although their period is locked. */
  unlocked: Set<string>;
};

const unitSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(UNIT_LEVELS),
  reportingKind: z.enum(REPORTING_KINDS).nullable(),
  parentId: z.string().nullable(),
  provinceId: z.string(),
  path: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
const successionSchema = z.object({ fromUnitId: z.string(), toUnitId: z.string(), isWhole: z.boolean() });
const periodSchema = z.object({ id: periodIdSchema, asOf: z.string(), isLocked: z.boolean() });

export async function readReference(tx: RawTx, today: Day): Promise<LoadReference> {
  const units = await tx.$queryRawUnsafe(`
    SELECT id, code, name, short_name AS "shortName", level::text, reporting_kind::text AS "reportingKind",
      parent_id AS "parentId", province_id AS "provinceId", path,
      valid_from::text AS "validFrom", valid_to::text AS "validTo"
    FROM units`);
  const successions = await tx.$queryRawUnsafe(
    `SELECT from_unit_id AS "fromUnitId", to_unit_id AS "toUnitId", is_whole AS "isWhole" FROM unit_successions`,
  );
  const periods = await tx.$queryRawUnsafe(
    `SELECT id, as_of::text AS "asOf", locked_at IS NOT NULL AS "isLocked" FROM periods ORDER BY id`,
  );
  const unlocked = await tx.$queryRawUnsafe(
    `SELECT s.unit_id || '.' || s.period_id AS id
     FROM submissions s JOIN periods p ON p.id = s.period_id
     WHERE p.locked_at IS NOT NULL AND s.unlocked_until >= $1::date`,
    today,
  );
  return {
    units: z.array(unitSchema).parse(units),
    successions: z.array(successionSchema).parse(successions),
    periods: z.array(periodSchema).parse(periods),
    unlocked: new Set(
      z
        .array(z.object({ id: z.string() }))
        .parse(unlocked)
        .map(({ id }) => id),
    ),
  };
}

/** Real data never enters a database of made-up figures. */
export async function holdsDemo(tx: RawTx): Promise<boolean> {
  const rows = await tx.$queryRawUnsafe(`SELECT key FROM settings WHERE key = 'demo'`);
  return z.array(z.object({ key: z.string() })).parse(rows).length > 0;
}
