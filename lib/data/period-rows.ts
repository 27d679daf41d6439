/** The rows of a new period: what it asks of whom, and an empty submission for everybody who owes it. */
import "server-only";
import { addDays, type Day } from "@/lib/domain/day";
import {
  enteredIndicators,
  REPORTING_KINDS,
  type IndicatorId,
  type ReportingKind,
} from "@/lib/domain/indicator";
import {
  addMonths,
  asOfDay,
  carryWindow,
  monthStart,
  periodIdSchema,
  periodKind,
  type PeriodId,
} from "@/lib/domain/period";
import { z } from "zod";
import type { RawTx } from "./raw";

export type NewPeriod = {
  id: PeriodId;
  /** Default: day 3 of the next month; for a flash period the day after it (settings due_day, flash_due_days). */
  dueOn?: Day;
  /** Default: all that the kind enters; a flash period usually names the few that it asks for. */
  required?: Partial<Record<ReportingKind, readonly IndicatorId[]>>;
  /** Who owes it: reporting units, or a province (`VN`: the national offices) for all of its own. Default: everybody. */
  asks?: readonly string[];
};

/** Whoever approves in a month that the new period may carry holds one of these rows: wait for them, hold up the next. */
const LOCK_WINDOW = `
  SELECT 1 FROM province_periods WHERE period_id = ANY ($1::text[])
  ORDER BY period_id COLLATE "C", province_id COLLATE "C"
  FOR UPDATE`;

const INSERT_PERIODS = `
  WITH opened AS (
    INSERT INTO periods (id, kind, as_of, due_on, opened_at, opened_by, asks_all)
    SELECT id, kind::period_kind, as_of, due_on, $5::timestamptz, $6::uuid, asks_all
    FROM unnest($1::text[], $2::text[], $3::date[], $4::date[], $10::boolean[]) AS p (id, kind, as_of, due_on, asks_all)
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  ),
  asked AS (
    INSERT INTO period_indicators (period_id, reporting_kind, indicator_id)
    SELECT period_id, kind::reporting_kind, indicator_id
    FROM unnest($7::text[], $8::text[], $9::text[]) AS r (period_id, kind, indicator_id)
    WHERE period_id IN (SELECT id FROM opened)
  )
  SELECT id FROM opened`;

const openedSchema = z.array(z.object({ id: periodIdSchema }));

const INSERT_PROVINCES = `
  INSERT INTO province_periods (province_id, period_id)
  SELECT u.id, p.id
  FROM periods p
  JOIN units u ON u.level IN ('nation', 'province') AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE p.id = ANY ($1::text[])
  ON CONFLICT DO NOTHING`;

/** $2 periods and $3 units, by position: who is asked where not everybody is. */
const INSERT_SUBMISSIONS = `
  INSERT INTO submissions (province_id, unit_id, period_id)
  SELECT u.province_id, u.id, p.id
  FROM periods p
  JOIN units u ON u.reporting_kind IS NOT NULL AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE p.id = ANY ($1::text[]) AND (p.asks_all OR EXISTS (
    SELECT FROM unnest($2::text[], $3::text[]) AS a (period_id, unit_id)
    WHERE a.period_id = p.id AND a.unit_id IN (u.id, u.province_id)))
  ON CONFLICT DO NOTHING`;

const settingsSchema = z.array(
  z.object({ key: z.enum(["due_day", "flash_due_days"]), value: z.number().int().min(0).max(28) }),
);

async function defaultDueDay(tx: RawTx): Promise<(id: PeriodId) => Day> {
  const rows = await tx.$queryRawUnsafe(
    "SELECT key, value FROM settings WHERE key IN ('due_day', 'flash_due_days')",
  );
  const settings = new Map(settingsSchema.parse(rows).map(({ key, value }) => [key, value]));
  return (id) =>
    periodKind(id) === "flash"
      ? addDays(id, settings.get("flash_due_days") ?? 1)
      : addDays(monthStart(addMonths(id, 1)), (settings.get("due_day") ?? 3) - 1);
}

function requirements({ id, required }: NewPeriod): { id: string; kind: string; indicator: string }[] {
  return REPORTING_KINDS.flatMap((kind) =>
    (required ? (required[kind] ?? []) : enteredIndicators(kind, asOfDay(id))).map((indicator) => ({
      id,
      kind,
      indicator,
    })),
  );
}

/**
 * The rows of new open periods without their rollups: requirements, a row for each province valid on the as-of day and
 * one for VN, a draft for each reporting unit valid then and asked. What exists stays as it is, so it also completes the
 * periods of a unit that was added later, where everybody is asked. The caller recomputes. Returns the periods that were not there before.
 */
export async function createPeriods(
  tx: RawTx,
  periods: readonly NewPeriod[],
  openedBy: string | null,
  now: Date,
): Promise<PeriodId[]> {
  const ids = periods.map(({ id }) => id);
  await tx.$queryRawUnsafe(LOCK_WINDOW, [...new Set(ids.flatMap(carryWindow))]);
  const dueOn = await defaultDueDay(tx);
  const required = periods.flatMap(requirements);
  const opened = await tx.$queryRawUnsafe(
    INSERT_PERIODS,
    ids,
    ids.map(periodKind),
    ids.map(asOfDay),
    periods.map((period) => period.dueOn ?? dueOn(period.id)),
    now.toISOString(),
    openedBy,
    required.map(({ id }) => id),
    required.map(({ kind }) => kind),
    required.map(({ indicator }) => indicator),
    periods.map(({ asks }) => asks === undefined),
  );
  await tx.$executeRawUnsafe(INSERT_PROVINCES, ids);
  const asked = periods.flatMap(({ id, asks = [] }) => asks.map((unitId) => ({ id, unitId })));
  await tx.$executeRawUnsafe(
    INSERT_SUBMISSIONS,
    ids,
    asked.map(({ id }) => id),
    asked.map(({ unitId }) => unitId),
  );
  return openedSchema.parse(opened).map(({ id }) => id);
}

const ASK = `
  INSERT INTO submissions (province_id, unit_id, period_id)
  SELECT u.province_id, u.id, p.id
  FROM periods p
  JOIN units u ON u.reporting_kind IS NOT NULL AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
    AND $2::text[] && ARRAY[u.id, u.province_id]
  WHERE p.id = $1
  ON CONFLICT DO NOTHING
  RETURNING unit_id AS id`;

const askedSchema = z.array(z.object({ id: z.string() }));

/** An empty submission of an existing period for each of these that has none. Returns the units that were added. */
export async function askUnits(tx: RawTx, periodId: PeriodId, asks: readonly string[]): Promise<string[]> {
  const rows = askedSchema.parse(await tx.$queryRawUnsafe(ASK, periodId, [...asks]));
  return rows.map(({ id }) => id).sort();
}
