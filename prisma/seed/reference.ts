/** Writes what every installation starts with: indicators, units, denominators, holidays and settings. */
import type { ClientBase } from "pg";
import { INDICATOR_IDS, INDICATOR_VALID_FROM, indicator } from "@/lib/domain/indicator";
import { bumpDataVersions } from "@/lib/data/data-versions";
import { pgTx, rowsParameter } from "@/lib/data/raw";
import { buildDenominators } from "./denominators";
import { HOLIDAYS } from "./holidays";
import { buildUnitTrees, OLD_TREE_TO, NEW_TREE_FROM } from "./units";

/** A denominator that a database did not hold. */
type Revised = { provinceId: string; unitId: string; year: number; kind: string };

/** Values an administrator may change afterwards; a later start never overwrites them. */
export const DEFAULT_SETTINGS = {
  /** Day of the next month until whose end a month is on time. */
  due_day: 3,
  /** Days after its as-of day until whose end a flash report is on time. */
  flash_due_days: 1,
  /** Growth so far / growth needed / share of the year gone, in percent: on track from, at risk from. */
  pace_ok_pct: 95,
  pace_risk_pct: 75,
} as const;

/** Both unit trees, for a database that holds none. Later the tree changes by a load alone, which recomputes what it moves. */
export async function writeTrees(client: ClientBase, now: Date): Promise<void> {
  const { units, successions } = buildUnitTrees();
  await client.query(
    `INSERT INTO units (id, code, name, short_name, level, reporting_kind, parent_id, province_id, path, valid_from, valid_to)
     SELECT id, code, name, "shortName", level, "reportingKind", "parentId", "provinceId", path, "validFrom", "validTo"
     FROM jsonb_to_recordset($1) AS r (id text, code text, name text, "shortName" text, level unit_level,
       "reportingKind" reporting_kind, "parentId" text, "provinceId" text, path text, "validFrom" date, "validTo" date)`,
    [rowsParameter(units)],
  );
  await client.query(
    `INSERT INTO unit_successions (from_unit_id, to_unit_id, is_whole, from_valid_to, to_valid_from)
     SELECT "fromUnitId", "toUnitId", "isWhole", $2, $3
     FROM jsonb_to_recordset($1) AS r ("fromUnitId" text, "toUnitId" text, "isWhole" boolean)`,
    [rowsParameter(successions), OLD_TREE_TO, NEW_TREE_FROM],
  );
  await client.query(
    `INSERT INTO recipients (province_id, id, unit_id, kind, name, commune_id, valid_from, valid_to)
     SELECT province_id, id, parent_id, 'commune', name, id, valid_from, valid_to FROM units WHERE level = 'commune'`,
  );
  await client.query(
    `INSERT INTO data_versions (province_id, version, changed_at)
     SELECT id, 1, $1 FROM units WHERE level IN ('nation', 'province')`,
    [now],
  );
}

/** Brings indicators, denominators, holidays and settings in line with the code; what people added or changed since stays. @returns new denominators */
export async function writeReference(client: ClientBase, now: Date): Promise<Revised[]> {
  // Two steps, because the ordinals are unique while they move.
  await client.query("UPDATE indicators SET ordinal = -ordinal - 1 WHERE ordinal >= 0");
  await client.query(
    `INSERT INTO indicators (id, nature, ordinal, valid_from, valid_to)
     SELECT id, nature, ordinal, $2, "validTo"
     FROM jsonb_to_recordset($1) AS r (id text, nature indicator_nature, ordinal int, "validTo" date)
     ON CONFLICT (id) DO UPDATE
     SET nature = excluded.nature, ordinal = excluded.ordinal, valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
    [
      rowsParameter(INDICATOR_IDS.map((id, ordinal) => ({ ...indicator(id), ordinal }))),
      INDICATOR_VALID_FROM,
    ],
  );

  const revised = await writeDenominators(client, now);
  const provinceIds = [...new Set(revised.map(({ provinceId }) => provinceId))];
  if (provinceIds.length > 0) await bumpDataVersions(pgTx(client), provinceIds, now);
  await client.query(
    `INSERT INTO holidays (day, name)
     SELECT day, name FROM jsonb_to_recordset($1) AS r (day date, name text) ON CONFLICT DO NOTHING`,
    [rowsParameter(HOLIDAYS)],
  );
  await client.query(
    `INSERT INTO settings (key, value) SELECT key, value FROM jsonb_each($1) ON CONFLICT DO NOTHING`,
    [JSON.stringify(DEFAULT_SETTINGS)],
  );
  return revised;
}

/**
 * A published value that this database has never held becomes the next version, and as the newest it counts; one that it
 * holds is left alone, whatever was loaded after it. @returns the units, years and kinds that are new
 */
async function writeDenominators(client: ClientBase, now: Date): Promise<Revised[]> {
  const { units, successions } = buildUnitTrees();
  const { rows } = await client.query<Revised>(
    `INSERT INTO denominators (province_id, unit_id, year, kind, version, value, basis, source, recorded_at)
     SELECT n."provinceId", n."unitId", n.year, n.kind, coalesce(d.version, 0) + 1, n.value, n.basis, n.source, $2
     FROM jsonb_to_recordset($1) AS n ("provinceId" text, "unitId" text, year int, kind denominator_kind, value bigint, basis text, source text)
     JOIN units u ON u.province_id = n."provinceId" AND u.id = n."unitId"
     CROSS JOIN LATERAL (
       SELECT max(version) AS version, bool_or((d.value, d.basis, d.source) = (n.value, n.basis, n.source)) AS "isHeld"
       FROM denominators d
       WHERE (d.province_id, d.unit_id, d.year, d.kind) = (n."provinceId", n."unitId", n.year, n.kind)) d
     WHERE d."isHeld" IS NOT TRUE
     RETURNING province_id AS "provinceId", unit_id AS "unitId", year, kind::text`,
    [rowsParameter(buildDenominators(units, successions)), now],
  );
  return rows;
}
