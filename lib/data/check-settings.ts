/** The bounds of the checks as central sets them, and how often they would have asked. */
import "server-only";
import { z } from "zod";
import {
  defaultBound,
  JUMP_BOUNDS_SETTING,
  jumpBounds,
  jumpBoundsSchema,
  type JumpBound,
  type JumpBounds,
  type JumpSetting,
} from "@/lib/domain/check-bounds";
import { isSameBound } from "@/lib/domain/check-bound-form";
import { INDICATOR_IDS, type IndicatorId } from "@/lib/domain/indicator";
import { addMonths, periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { inState, readFactsState } from "./dashboard-version";
import { db } from "./db";
import { lineageSql } from "./lineage-figures";
import { indicatorText } from "./submission-cells";
import { inTransaction } from "./transaction";

const mayManage = (actor: Actor) => can(actor, "check.manage", { path: "/vn/" });

export type BoundSettings = { setting: JumpSetting; bounds: JumpBounds };

export async function getBoundSettings(): Promise<BoundSettings> {
  const row = await db.setting.findUnique({ where: { key: JUMP_BOUNDS_SETTING } });
  const setting = jumpBoundsSchema.parse(row?.value ?? {});
  return { setting, bounds: jumpBounds(setting) };
}

export type BoundResult = { ok: true } | { ok: false; reason: "forbidden" | "stale" };

const ENSURE = `INSERT INTO settings (key, value) VALUES ($1, '{}') ON CONFLICT (key) DO NOTHING`;
const LOCK = `SELECT value FROM settings WHERE key = $1 FOR UPDATE`;

/**
 * Sets the bounds of one indicator, or with null goes back to the default. Every form and every submission asks by them
 * from the next request on.
 * @param seen what held when the form was made
 */
export async function saveJumpBound(
  indicator: IndicatorId,
  bound: JumpBound | null,
  seen: JumpBound,
  actor: Actor,
  now: Date,
): Promise<BoundResult> {
  if (!mayManage(actor)) return { ok: false, reason: "forbidden" };
  return inTransaction(async (tx): Promise<BoundResult> => {
    await tx.$executeRawUnsafe(ENSURE, JUMP_BOUNDS_SETTING);
    const rows = await tx.$queryRawUnsafe(LOCK, JUMP_BOUNDS_SETTING);
    const [{ value: setting }] = z.tuple([z.object({ value: jumpBoundsSchema })]).parse(rows);
    const before = jumpBounds(setting)[indicator];
    if (!isSameBound(before, seen)) return { ok: false, reason: "stale" };
    const { [indicator]: _own, ...others } = setting;
    // What equals the default is the default, and follows it if that is changed one day.
    const isDefault = bound === null || isSameBound(bound, defaultBound(indicator));
    const next = isDefault ? others : { ...others, [indicator]: bound };
    const after = jumpBounds(next)[indicator];
    if (isSameBound(before, after) && isDefault === (_own === undefined)) return { ok: true };
    await tx.setting.update({ where: { key: JUMP_BOUNDS_SETTING }, data: { value: next } });
    await writeAudit(tx, {
      provinceId: "VN",
      ...by(actor),
      event: "setting.checks",
      subject: `setting:${JUMP_BOUNDS_SETTING}`,
      before: { indicator, ...before },
      after: { indicator, ...after, isDefault },
      at: now,
    });
    return { ok: true };
  });
}

/** The newest month of which most reporting units are approved. */
const LAST_MONTH = `
  SELECT p.id FROM periods p
  WHERE p.kind = 'month' AND EXISTS (SELECT FROM submissions s WHERE s.period_id = p.id AND s.approved_version IS NOT NULL)
  ORDER BY (SELECT count(*) FILTER (WHERE s.approved_version IS NOT NULL) * 2 >= count(*)
    FROM submissions s WHERE s.period_id = p.id) DESC, p.as_of DESC
  LIMIT 1`;

const REPORTING = `reporting_kind IS NOT NULL
  AND EXISTS (SELECT FROM periods p WHERE p.id = $1 AND p.as_of BETWEEN valid_from AND coalesce(valid_to, 'infinity'))`;

/**
 * Own figures of each unit of the month against those of the month and the year before, through whole predecessors as the
 * form sees them. $1 to $3 the month, the one before and the one a year before; $4 to $7 bounds by indicator.
 */
const ASKED = `
  WITH RECURSIVE ${lineageSql(REPORTING, "ARRAY[$1, $2, $3]::text[]")},
  whole AS (SELECT *, count(*) OVER (PARTITION BY root_id, period_id) AS parts FROM part),
  cell AS (
    SELECT whole.root_id, whole.period_id, f.indicator_id, sum(f.value) AS value
    FROM whole
    -- By key, whatever the planner thinks of the recursion above.
    CROSS JOIN LATERAL (SELECT * FROM figures
      WHERE (province_id, unit_id, period_id) = (whole.province_id, whole.unit_id, whole.period_id) OFFSET 0) f
    WHERE f.indicator_id = ANY ($4::text[])
    GROUP BY whole.root_id, whole.period_id, f.indicator_id, whole.parts HAVING count(*) = whole.parts
  ),
  pair AS (
    SELECT root_id, indicator_id, max(value) FILTER (WHERE period_id = $1) AS now,
      max(value) FILTER (WHERE period_id = $2) AS month_ago, max(value) FILTER (WHERE period_id = $3) AS year_ago
    FROM cell GROUP BY root_id, indicator_id
  ),
  bound AS (
    SELECT * FROM unnest($4::text[], $5::numeric[], $6::numeric[], $7::numeric[]) AS b (indicator_id, month, year, floor)
  )
  SELECT indicator_id AS indicator, count(*)::int AS cells,
    count(*) FILTER (WHERE
      abs(now - month_ago) > floor AND abs(now - month_ago) * 100 > month * month_ago
      OR abs(now - year_ago) > floor AND abs(now - year_ago) * 100 > year * year_ago)::int AS asked
  FROM pair JOIN bound USING (indicator_id)
  WHERE now IS NOT NULL
  GROUP BY indicator_id`;

const askedSchema = z.array(z.object({ indicator: indicatorText, cells: z.number(), asked: z.number() }));

export type Asked = {
  /** The last approved month; null before the first. */
  periodId: PeriodId | null;
  counts: Partial<Record<IndicatorId, { cells: number; asked: number }>>;
};

/** How many cells of the last approved month would have been asked about by these bounds. Empty for who may not set them. */
export async function countAsked(actor: Actor, bounds: Partial<JumpBounds>): Promise<Asked> {
  if (!mayManage(actor)) return { periodId: null, counts: {} };
  const key = JSON.stringify(["asked", bounds]);
  const state = await readFactsState({ level: "nation", provinceId: "VN" }, key);
  return inState(key, state, () => readCounts(bounds));
}

async function readCounts(bounds: Partial<JumpBounds>): Promise<Asked> {
  const months = z.array(z.object({ id: periodIdSchema })).parse(await db.$queryRawUnsafe(LAST_MONTH));
  const periodId = months[0]?.id ?? null;
  if (periodId === null) return { periodId, counts: {} };
  const given = INDICATOR_IDS.flatMap((id) => (bounds[id] ? [{ id, ...bounds[id] }] : []));
  const rows = await db.$queryRawUnsafe(
    ASKED,
    periodId,
    addMonths(periodId, -1),
    addMonths(periodId, -12),
    given.map(({ id }) => id),
    given.map(({ month }) => month),
    given.map(({ year }) => year),
    given.map(({ floor }) => floor),
  );
  const counts = askedSchema.parse(rows).map(({ indicator, ...count }) => [indicator, count] as const);
  return { periodId, counts: Object.fromEntries(counts) };
}
