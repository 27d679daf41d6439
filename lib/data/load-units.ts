/** Loads units: what may change of them in this database, the rows themselves, and the periods that they fall into. */
import { z } from "zod";
import { addDays } from "@/lib/domain/day";
import type { FileLog } from "@/lib/domain/load-issue";
import { readUnit, planUnits, type UnitPlan, type UnitRow } from "@/lib/domain/load-unit";
import { rowOf } from "@/lib/domain/load-form";
import type { PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import type { FileChange } from "./load-audit";
import type { LoadReference } from "./load-reference";
import { readSource, type SourceFacts } from "./load-source";
import { createPeriods } from "./period-rows";
import { rowsParameter, type RawTx } from "./raw";
import type { ProvincePeriodKey } from "./rollups";

type Days = { from: string; to: string };

const FOREVER = "9999-12-31";

/** The plan of a file, after all that is wrong with it was told. */
export async function planUnitFile(
  tx: RawTx,
  path: string,
  log: FileLog,
  reference: LoadReference,
): Promise<{ plan: UnitPlan; facts: SourceFacts }> {
  const rows: UnitRow[] = [];
  const unread = new Set<string>();
  const facts = await readSource("units", path, log, (fields, header, line) => {
    const row = rowOf(header, fields);
    const read = readUnit(row, line);
    if (!Array.isArray(read)) return rows.push(read);
    log.errors(line, read);
    unread.add(row("code"));
  });
  const plan = planUnits(rows, reference.units, unread, (line, issue) => log.error(line, issue));
  checkLocks(plan, reference, log);
  await checkEnds(tx, plan, reference, log);
  return { plan, facts };
}

/** The days of which a reporting unit or a province comes or goes. */
function movedDays(plan: UnitPlan): { unit: Unit; line: number; days: Days }[] {
  const counts = (unit: Unit) => unit.reportingKind !== null || unit.level === "province";
  const line = (unit: Unit) => plan.lines.get(unit.id) ?? 1;
  const created = plan.created
    .filter(counts)
    .map((unit) => ({ unit, line: line(unit), days: { from: unit.validFrom, to: unit.validTo ?? FOREVER } }));
  const changed = plan.changed.flatMap(({ before, after }) => {
    const [first = FOREVER, last = FOREVER] = [
      before.validTo ?? FOREVER,
      after.validTo ?? FOREVER,
    ].toSorted();
    if (first === last || !counts(after)) return [];
    return [{ unit: after, line: line(after), days: { from: addDays(first, 1), to: last } }];
  });
  return [...created, ...changed];
}

const periodsIn = (reference: LoadReference, { from, to }: Days) =>
  reference.periods.filter(({ asOf }) => asOf >= from && asOf <= to);

/** Under a locked period the tree stands still. */
function checkLocks(plan: UnitPlan, reference: LoadReference, log: FileLog): void {
  for (const { unit, line, days } of movedDays(plan)) {
    const locked = periodsIn(reference, days).filter(({ isLocked }) => isLocked);
    if (locked.length === 0) continue;
    const months = locked.map(({ id }) => id).join(", ");
    log.error(line, {
      column: "code",
      found: unit.code,
      expected: `open periods wherever the unit comes or goes; locked: ${months}`,
    });
  }
}

/** A unit with successors, or with figures of later days, does not end otherwise. */
async function checkEnds(tx: RawTx, plan: UnitPlan, reference: LoadReference, log: FileLog): Promise<void> {
  const ends = plan.changed.filter(({ before, after }) => before.validTo !== after.validTo);
  for (const { line, before, after } of ends) {
    const isSucceeded = reference.successions.some(({ fromUnitId }) => fromUnitId === before.id);
    if (isSucceeded)
      log.error(line, {
        column: "valid_to",
        found: after.validTo ?? "",
        expected: `${before.validTo}: units succeed this one from the next day`,
      });
  }
  const bounded = ends.filter(({ after }) => after.validTo !== null);
  if (bounded.length === 0) return;
  const later = await tx.$queryRawUnsafe(
    `SELECT e.unit_id AS "unitId", string_agg(DISTINCT x.period_id, ', ' ORDER BY x.period_id) AS periods
     FROM unnest($1::text[], $2::date[]) AS e (unit_id, valid_to)
     JOIN LATERAL (
       SELECT period_id FROM submissions WHERE unit_id = e.unit_id AND version > 0
       UNION ALL SELECT period_id FROM submission_drafts WHERE unit_id = e.unit_id
       UNION ALL SELECT period_id FROM stated_totals WHERE unit_id = e.unit_id) x ON true
     JOIN periods p ON p.id = x.period_id AND p.as_of > e.valid_to
     GROUP BY e.unit_id`,
    bounded.map(({ after }) => after.id),
    bounded.map(({ after }) => after.validTo),
  );
  for (const { unitId, periods } of z
    .array(z.object({ unitId: z.string(), periods: z.string() }))
    .parse(later)) {
    const one = bounded.find(({ after }) => after.id === unitId);
    if (one)
      log.error(one.line, {
        column: "valid_to",
        found: one.after.validTo,
        expected: `a day after the unit's last figures; it has figures of ${periods}`,
      });
  }
}

/** Existing periods in which the plan changes who reports. */
export function movedPeriods(plan: UnitPlan, reference: LoadReference): PeriodId[] {
  return movedDays(plan).flatMap(({ days }) => periodsIn(reference, days).map(({ id }) => id));
}

/** Writes the plan. @returns also the rollups that are no longer right, not locked yet */
export async function writeUnits(
  tx: RawTx,
  plan: UnitPlan,
  reference: LoadReference,
  now: Date,
): Promise<{ change: FileChange; keys: ProvincePeriodKey[] }> {
  const { created, changed } = plan;
  await insertUnits(tx, created);
  await tx.$executeRawUnsafe(
    `UPDATE units u SET name = n.name, short_name = n.short_name, valid_to = n.valid_to
     FROM unnest($1::text[], $2::text[], $3::text[], $4::date[]) AS n (id, name, short_name, valid_to)
     WHERE u.id = n.id`,
    changed.map(({ after }) => after.id),
    changed.map(({ after }) => after.name),
    changed.map(({ after }) => after.shortName),
    changed.map(({ after }) => after.validTo),
  );
  const moved = movedDays(plan).map(({ unit, days }) => ({ unit, periods: periodsIn(reference, days) }));
  const touched = [...new Set(moved.flatMap(({ periods }) => periods.map(({ id }) => id)))].sort();
  // Of a period that exists this makes what the new units lack.
  if (touched.length > 0)
    await createPeriods(
      tx,
      touched.map((id) => ({ id })),
      null,
      now,
    );
  const keys = moved.flatMap(({ unit, periods }) =>
    periods.map(({ id }) => ({ provinceId: unit.provinceId, periodId: id })),
  );
  return { change: changeOf(plan), keys };
}

function changeOf({ created, changed }: UnitPlan): FileChange {
  const life = ({ id, name, validTo }: Unit) => ({ id, name, validTo });
  return {
    counts: { "units created": created.length, "units changed": changed.length },
    ...(changed.length > 0 ? { before: changed.map(({ before }) => life(before)) } : {}),
    after: { created: created.map(({ id }) => id), changed: changed.map(({ after }) => life(after)) },
    provinceIds: [...created, ...changed.map(({ after }) => after)].map(({ provinceId }) => provinceId),
  };
}

/** Parents before children, as the plan has them. */
async function insertUnits(tx: RawTx, units: readonly Unit[]): Promise<void> {
  if (units.length === 0) return;
  await tx.$executeRawUnsafe(
    `INSERT INTO units (id, code, name, short_name, level, reporting_kind, parent_id, province_id, path, valid_from, valid_to)
     SELECT u.id, u.code, u.name, u."shortName", u.level::unit_level, u."reportingKind"::reporting_kind, u."parentId",
       u."provinceId", u.path, u."validFrom", u."validTo"
     FROM jsonb_to_recordset($1::jsonb) AS u (id text, code text, name text, "shortName" text, level text,
       "reportingKind" text, "parentId" text, "provinceId" text, path text, "validFrom" date, "validTo" date)`,
    rowsParameter(units),
  );
  // A commune receives targets below its reporting unit.
  await tx.$executeRawUnsafe(
    `INSERT INTO recipients (province_id, id, unit_id, kind, name, commune_id, valid_from, valid_to)
     SELECT province_id, id, parent_id, 'commune', name, id, valid_from, valid_to
     FROM units WHERE id = ANY ($1::text[]) AND level = 'commune'`,
    units.map(({ id }) => id),
  );
}
