/** The synthetic country at the start of a month that is to be typed, with the people who type, approve and read. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { pgTx } from "@/lib/data/raw";
import { recomputeAll } from "@/lib/data/rollups";
import { INDICATOR_IDS, indicator, type IndicatorId } from "@/lib/domain/indicator";
import type { Role } from "@/lib/domain/policy";
import { openQuietMonth, quietValue } from "./quiet-month";
import { fillProvinces, LAST_MONTH, PROVINCES } from "./synthetic";

/** Of a real month. */
export const UNITS = 700;
const READERS = 200;

/** As even as whole numbers allow. */
const LEAVES = Array.from({ length: PROVINCES }, (_, at) => Math.floor((UNITS + at) / PROVINCES));

export type Person = { id: string; role: Role; unitId: string };
export type Country = {
  /** In no order: neighbours in the list are seldom of one province. */
  directors: Person[];
  managers: Person[];
  readers: Person[];
};

const person = (role: Role, unitId: string): Person => ({ id: randomUUID(), role, unitId });

/** What is typed for a unit: not the same for the units of a province. */
export const typedFor = (id: IndicatorId, unitId: string): bigint => quietValue(id, 7 * Number(unitId));

/** Every fourth reads the nation, the others a province. */
function readersOf(provinces: readonly string[]): Person[] {
  return Array.from({ length: READERS }, (_, at) =>
    person("viewer", at % 4 === 0 ? "VN" : (provinces[at % provinces.length] ?? "VN")),
  );
}

async function addPeople(owner: pg.Client, people: readonly Person[]): Promise<void> {
  await owner.query(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
     SELECT id, 'thang-' || n, 'Người thứ ' || n, role::role, unit_id, now()
     FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS p (id, role, unit_id, n)`,
    [people.map(({ id }) => id), people.map(({ role }) => role), people.map(({ unitId }) => unitId)],
  );
}

/** Every indicator as the app knows it: an approval adds up the derived ones too. */
async function nameIndicators(owner: pg.Client): Promise<void> {
  await owner.query(
    `INSERT INTO indicators (id, nature, ordinal, valid_from)
     SELECT id, nature::indicator_nature, 100 + n, '2008-08-01'
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS i (id, nature, n)
     ON CONFLICT (id) DO UPDATE SET nature = excluded.nature`,
    [INDICATOR_IDS, INDICATOR_IDS.map((id) => indicator(id).nature)],
  );
}

/** What the approved months are made of, and what follows from them: the check at the end starts from there. */
async function completeHistory(owner: pg.Client): Promise<void> {
  // More than every figure it is the whole of: no difference may fall below zero.
  await owner.query(
    "UPDATE figures SET value = value + 500000 WHERE indicator_id = 'BHYT' AND value < 100000",
  );
  await owner.query(
    `INSERT INTO figure_revisions (province_id, unit_id, period_id, version, indicator_id, value)
     SELECT province_id, unit_id, period_id, version, indicator_id, value FROM figures`,
  );
  await owner.query("BEGIN");
  await recomputeAll(pgTx(owner), new Date());
  await owner.query("COMMIT");
}

/** Fills a migrated, empty database. */
export async function fillMonth(owner: pg.Client): Promise<Country> {
  await fillProvinces(owner, LEAVES);
  await nameIndicators(owner);
  await openQuietMonth(owner);
  await owner.query("UPDATE periods SET due_on = current_date + 3 WHERE id = $1", [LAST_MONTH]);
  await completeHistory(owner);
  const { rows } = await owner.query<{ id: string; level: string }>(
    "SELECT id, level FROM units WHERE level IN ('province', 'district') ORDER BY md5(id)",
  );
  const ids = (level: string) => rows.filter((row) => row.level === level).map(({ id }) => id);
  const [districts, provinces] = [ids("district"), ids("province")];
  const directors = districts.map((id) => person("director", id));
  const managers = provinces.map((id) => person("manager", id));
  const readers = readersOf(provinces);
  await addPeople(owner, [...directors, ...managers, ...readers]);
  await owner.query("VACUUM ANALYZE");
  return { directors, managers, readers };
}
