/** Everything that can be looked for: the units and periods that a reader may open. */
import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/domain/policy";
import type { SearchUnit } from "@/lib/domain/search";
import { isPeriodId, type PeriodId } from "@/lib/domain/period";
import { READABLE, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

const rowSchema = unitRowSchema.extend({ parentName: z.string().nullable() });

/** Of a district and an office the unit above: many districts share a name. */
const PARENT = `CASE WHEN u.level IN ('district', 'office') AND p.level = 'province' THEN p.short_name END AS "parentName"`;

/** Of all times, without communes: they have no page. */
export async function listSearchUnits(reader: Pick<Actor, "scope">): Promise<SearchUnit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS}, ${PARENT} FROM units u LEFT JOIN units p ON p.id = u.parent_id WHERE ${READABLE}`,
    readablePaths(reader),
  );
  return z.array(rowSchema).parse(rows);
}

/** Newest first. */
export async function listSearchPeriods(): Promise<PeriodId[]> {
  const rows = await db.period.findMany({ select: { id: true }, orderBy: [{ asOf: "desc" }, { id: "asc" }] });
  return rows.map(({ id }) => id).filter(isPeriodId);
}

/** The shortcuts of a person: units they marked, then those they opened last. What is no longer theirs to read is left out. */
const SHORTCUTS = `
  SELECT ${UNIT_COLUMNS}, ${PARENT}, f.marked_at IS NOT NULL AS "isFavourite"
  FROM units u LEFT JOIN units p ON p.id = u.parent_id
  LEFT JOIN user_favourites f ON f.unit_id = u.id AND f.user_id = $2::uuid
  LEFT JOIN user_visits v ON v.unit_id = u.id AND v.user_id = $2::uuid
  WHERE (f.unit_id IS NOT NULL OR v.unit_id IS NOT NULL) AND ${READABLE}
  ORDER BY f.marked_at IS NULL, f.marked_at, v.visited_at DESC
  LIMIT 40`;

const shortcutSchema = rowSchema.extend({ isFavourite: z.boolean() });

export type Shortcuts = { favourites: readonly SearchUnit[]; recent: readonly SearchUnit[] };

export async function getShortcuts(reader: Pick<Actor, "id" | "scope">): Promise<Shortcuts> {
  const rows = await db.$queryRawUnsafe(SHORTCUTS, readablePaths(reader), reader.id);
  const units = z.array(shortcutSchema).parse(rows);
  return {
    favourites: units.filter(({ isFavourite }) => isFavourite),
    recent: units.filter(({ isFavourite }) => !isFavourite).slice(0, 8),
  };
}
