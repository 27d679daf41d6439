/** The units of a dashboard: the one that is asked for, its ancestors and children, and what they all came from. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { UNIT_LEVELS, type Unit } from "@/lib/domain/unit";
import { db } from "./db";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

/** Whether a unit lies in a scope. @param paths the parameter with its path prefixes @param path of the unit */
export const inScopeSql = (paths = "$1", path = "u.path") =>
  `EXISTS (SELECT FROM unnest(${paths}::text[]) AS scope (path) WHERE starts_with(${path}, scope.path))`;

/**
 * Approved rollups of a unit `u` are for everybody who is signed in where they are of the nation, a province or a national
 * office, else for the own subtrees and provinces. $1: readablePaths.
 */
export const READABLE = `u.level <> 'commune' AND (u.level IN ('nation', 'province') OR u.reporting_kind = 'national_office'
  OR ${inScopeSql()})`;

export const readablePaths = ({ scope }: Pick<Actor, "scope">) => [...scope.paths, ...scope.provincePaths];

async function readUnits(text: string, ...values: unknown[]): Promise<Unit[]> {
  return z.array(unitRowSchema).parse(await db.$queryRawUnsafe(text, ...values));
}

/** Null when there is no such unit, when it is a commune, and when its rollups are not for this reader. */
export async function findReadableUnit(reader: Pick<Actor, "scope">, id: string): Promise<Unit | null> {
  const [unit] = await readUnits(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.id = $2 AND ${READABLE}`,
    readablePaths(reader),
    id,
  );
  return unit ?? null;
}

/** A code as of a day; the same code may have named another unit before. Levels differ, so the upper one wins. */
export async function findReadableUnitByCode(
  reader: Pick<Actor, "scope">,
  code: string,
  day: Day,
): Promise<Unit | null> {
  const [unit] = await readUnits(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.code = $2 AND u.valid_from <= $3::date AND coalesce(u.valid_to, 'infinity') >= $3::date AND ${READABLE}
     ORDER BY length(u.path), u.id LIMIT 1`,
    readablePaths(reader),
    code,
    day,
  );
  return unit ?? null;
}

/** The units above, from the nation down. */
export async function listAncestors(unit: Unit): Promise<Unit[]> {
  const parts = unit.path.split("/").slice(1, -2);
  const paths = parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}/`);
  return readUnits(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.path = ANY ($1) ORDER BY length(u.path)`,
    paths,
  );
}

/** Units by their ids, by code. */
export async function listUnits(ids: readonly string[]): Promise<Unit[]> {
  if (ids.length === 0) return [];
  return readUnits(`SELECT ${UNIT_COLUMNS} FROM units u WHERE u.id = ANY ($1) ORDER BY u.code`, ids);
}

/** The children that exist on the day, by code; communes are no part of a dashboard. */
export async function listChildren(unit: Unit, day: Day): Promise<Unit[]> {
  return readUnits(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.parent_id = $1 AND u.level <> 'commune' AND u.valid_from <= $2::date AND coalesce(u.valid_to, 'infinity') >= $2::date
     ORDER BY u.code`,
    unit.id,
    day,
  );
}

/** Children of these parents that are territories and exist on the day. */
export async function listTerritories(
  parentIds: readonly string[],
  day: Day,
): Promise<{ id: string; parentId: string; provinceId: string }[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT id, parent_id AS "parentId", province_id AS "provinceId" FROM units
     WHERE parent_id = ANY ($1) AND level IN ('province', 'district')
       AND valid_from <= $2::date AND coalesce(valid_to, 'infinity') >= $2::date`,
    parentIds,
    day,
  );
  return z.array(z.object({ id: z.string(), parentId: z.string(), provinceId: z.string() })).parse(rows);
}

/**
 * SQL of `line`, of a WITH RECURSIVE: a unit and all its whole predecessors. Whose territory they were, it sums: whoever
 * may read what lies below the unit may read what lay below them. @param path the parameter with the unit's path
 */
export const lineSql = (path: string) => `line AS (
    SELECT id, path, province_id, false AS is_before FROM units WHERE path = ${path}
    UNION
    SELECT p.id, p.path, p.province_id, true FROM line
    JOIN unit_successions s ON s.to_unit_id = line.id AND s.is_whole JOIN units p ON p.id = s.from_unit_id)`;

const memberSchema = z.object({
  rootId: z.string(),
  id: z.string(),
  code: z.string(),
  provinceId: z.string(),
  shortName: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** The member that it went into whole; null for the unit itself. */
  intoId: z.string().nullable(),
});
export type LineageMember = z.infer<typeof memberSchema>;

/** Each of these units with all its whole predecessors. */
export async function listLineages(unitIds: readonly string[]): Promise<LineageMember[]> {
  const rows = await db.$queryRawUnsafe(
    `WITH RECURSIVE line AS (
       SELECT id AS root_id, id, NULL AS into_id, 0 AS depth FROM units WHERE id = ANY ($1)
       UNION
       SELECT line.root_id, s.from_unit_id, line.id, line.depth + 1
       FROM line JOIN unit_successions s ON s.to_unit_id = line.id AND s.is_whole
     )
     SELECT line.root_id AS "rootId", u.id, u.code, u.province_id AS "provinceId", u.short_name AS "shortName",
       u.valid_from::text AS "validFrom", u.valid_to::text AS "validTo", line.into_id AS "intoId"
     FROM line JOIN units u ON u.id = line.id
     ORDER BY line.root_id, line.depth, u.code`,
    unitIds,
  );
  return z.array(memberSchema).parse(rows);
}

const relativeSchema = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  code: z.string(),
  level: z.enum(UNIT_LEVELS),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  isWhole: z.boolean(),
});
export type Relative = z.infer<typeof relativeSchema>;

/** Who continues a unit that has ended, or, `before`, what a unit that had not begun came from. */
export async function listRelatives(unitId: string, direction: "after" | "before"): Promise<Relative[]> {
  const [own, other] = direction === "after" ? ["from", "to"] : ["to", "from"];
  const rows = await db.$queryRawUnsafe(
    `SELECT u.id, u.name, u.short_name AS "shortName", u.code, u.level::text, u.valid_from::text AS "validFrom",
       u.valid_to::text AS "validTo", s.is_whole AS "isWhole"
     FROM unit_successions s JOIN units u ON u.id = s.${other}_unit_id
     WHERE s.${own}_unit_id = $1 ORDER BY u.code`,
    unitId,
  );
  return z.array(relativeSchema).parse(rows);
}
