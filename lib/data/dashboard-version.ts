/**
 * Shaped dashboards of this process, each valid only while the database says so: every read first asks for the state it
 * was made from. Another process, or a restart, sees the same numbers; only the work of shaping them is saved.
 */
import "server-only";
import { z } from "zod";
import type { PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import { db } from "./db";

/**
 * The provinces whose figures a unit of province $2 can show: its own, those that its units came from whole, and the
 * nation's rows. The nation shows all.
 */
const SHOWN = `
  WITH RECURSIVE line AS (
    SELECT id, province_id FROM units WHERE province_id = $2 AND level <> 'commune' AND NOT $3
    UNION
    SELECT u.id, u.province_id FROM line
      JOIN unit_successions s ON s.to_unit_id = line.id AND s.is_whole
      JOIN units u ON u.id = s.from_unit_id)
  SELECT sum(version) FROM data_versions
  WHERE $3 OR province_id = 'VN' OR province_id IN (SELECT province_id FROM line)`;

/**
 * Moves with everything a dashboard shows: figures, reopened months, targets, denominators and units (data_versions),
 * periods, what is signed off and adjusted, settings, and the status of the reporting units whose status it shows: those
 * of one province, on the nation's dashboard the national offices. $1 period, $2 province, $3 whether it is the nation's.
 */
const STATE = `
  SELECT concat_ws('.',
    (${SHOWN}),
    (SELECT concat_ws('-', count(*), count(locked_at), extract(epoch FROM max(greatest(opened_at, locked_at)))) FROM periods),
    (SELECT concat_ws('-', count(*), sum(lock_version)) FROM submissions
      WHERE period_id = $1 AND province_id = $2),
    (SELECT concat_ws('-', count(signed_at), count(adjusted_at), extract(epoch FROM max(greatest(signed_at, adjusted_at))))
      FROM province_periods WHERE period_id = $1 AND ($3 OR province_id = $2)),
    (SELECT md5(string_agg(key || value::text, ',' ORDER BY key)) FROM settings),
    (SELECT concat_ws('-', count(*), max(day)) FROM holidays)) AS state
  WHERE EXISTS (SELECT FROM periods WHERE id = $1)`;

const stateSchema = z.array(z.object({ state: z.string() }));

/** Null where nobody opened the period. A few ranges of small tables; no rollup and no figure is touched. */
export async function readState(
  unit: Pick<Unit, "level" | "provinceId">,
  periodId: PeriodId,
): Promise<string | null> {
  const rows = await db.$queryRawUnsafe(STATE, periodId, unit.provinceId, unit.level === "nation");
  return stateSchema.parse(rows)[0]?.state ?? null;
}

/** What the facts of a decision's tables are made from: the same data, and which periods there are. */
const FACTS = `
  SELECT concat_ws('.', $1::text, (${SHOWN}), (SELECT concat_ws('-', count(*), max(as_of)) FROM periods)) AS state`;

/** @param more what the value depends on besides */
export async function readFactsState(
  unit: Pick<Unit, "level" | "provinceId">,
  more: string,
): Promise<string> {
  const rows = await db.$queryRawUnsafe(FACTS, more, unit.provinceId, unit.level === "nation");
  return stateSchema.parse(rows)[0]?.state ?? more;
}

/** About 0.2 MB each: the nation and its provinces in one or two periods, and whoever looked last. */
const LIMIT = 120;
const kept = new Map<string, { state: string; value: Promise<unknown> }>();

/** The value made for this key in this state, else a new one. The promise is kept, so that many askers read once. */
export async function inState<T>(key: string, state: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  kept.delete(key);
  if (known?.state === state) {
    kept.set(key, known);
    return known.value as Promise<T>;
  }
  const value = read();
  kept.set(key, { state, value });
  const [oldest] = kept.keys();
  if (kept.size > LIMIT && oldest !== undefined) kept.delete(oldest);
  value.catch(() => kept.delete(key));
  return value;
}
