/** What a load must know of the database before it can judge a row. */
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { Succession, Unit } from "@/lib/domain/unit";
import type { RawTx } from "./raw";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

export type LoadReference = {
  units: Unit[];
  successions: Succession[];
  periods: { id: PeriodId; asOf: Day; isLocked: boolean }[];
  /** Submissions (`593.2023-11`) that central lets move although their period is locked. */
  unlocked: Set<string>;
};

const successionSchema = z.object({ fromUnitId: z.string(), toUnitId: z.string(), isWhole: z.boolean() });
const periodSchema = z.object({ id: periodIdSchema, asOf: z.string(), isLocked: z.boolean() });

export async function readReference(tx: RawTx, today: Day): Promise<LoadReference> {
  const units = await tx.$queryRawUnsafe(`SELECT ${UNIT_COLUMNS} FROM units u`);
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
    units: z.array(unitRowSchema).parse(units),
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
