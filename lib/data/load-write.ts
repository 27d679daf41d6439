/** Writes files that were read without errors: reference first, then figures, then every rollup that they moved. */
import type { ClientBase } from "pg";
import type { LoadKind } from "@/lib/domain/load-form";
import { addMonths, asOfDay, monthOf } from "@/lib/domain/period";
import { bumpDataVersions } from "./data-versions";
import type { FileChange } from "./load-audit";
import { writeDenominators } from "./load-denominators";
import { openMissingPeriods, writeFigureFile } from "./load-figure-file";
import type { ReadFiles } from "./load-read";
import { writeTargets } from "./load-targets";
import { movedPeriods, writeUnits } from "./load-units";
import { pgTx, type RawTx } from "./raw";
import { lockAffected, recomputeMany, type ProvincePeriodKey } from "./rollups";

type Changes = Partial<Record<LoadKind, FileChange>>;

/**
 * Everything that the load may lock later, at once and in the order of locks: so it waits for others only while it holds
 * nothing. Whoever locks a period needs these rows too, hence what is open now stays open to the end.
 */
const LOCK = `
  SELECT 1 FROM province_periods
  WHERE period_id IN (SELECT id FROM periods WHERE as_of >= $1::date)
  ORDER BY period_id COLLATE "C", province_id COLLATE "C"
  FOR UPDATE`;

const LOCKED_MEANWHILE = `
  SELECT id FROM periods WHERE locked_at IS NOT NULL AND id = ANY ($1::text[]) AND id <> ALL ($2::text[]) LIMIT 1`;

/** @throws if a period was locked since the files were read */
async function lock(tx: RawTx, { units, figures, reference }: ReadFiles): Promise<void> {
  const touched = [
    ...(units ? movedPeriods(units, reference) : []),
    ...(figures?.reader.sets.map(({ periodId }) => periodId) ?? []),
  ].sort();
  const [first] = touched;
  if (first === undefined) return;
  // What was approved up to three months before is carried into it.
  await tx.$queryRawUnsafe(LOCK, asOfDay(addMonths(monthOf(first), -4)));
  const known = reference.periods.flatMap(({ id, isLocked }) => (isLocked ? [id] : []));
  const [locked] = await tx.$queryRawUnsafe<{ id: string }[]>(LOCKED_MEANWHILE, [...new Set(touched)], known);
  if (locked) throw new Error(`the period ${locked.id} was locked meanwhile`);
}

export async function writeFiles(client: ClientBase, read: ReadFiles, now: Date): Promise<Changes> {
  const tx = pgTx(client);
  const changes: Changes = {};
  const moved: ProvincePeriodKey[] = [];
  await lock(tx, read);
  if (read.units) {
    const { change, keys } = await writeUnits(tx, read.units, read.reference, now);
    changes.units = change;
    moved.push(...keys);
  }
  if (read.denominators) changes.denominators = await writeDenominators(tx, read.denominators, now);
  if (read.targets) changes.targets = await writeTargets(tx, read.targets, now);
  if (read.figures) {
    const { reader, log } = read.figures;
    const known = new Set(read.reference.periods.map(({ id }) => id));
    const opened = await openMissingPeriods(tx, reader, known, now);
    const periods = new Set(opened.map(({ periodId }) => periodId)).size;
    const { change, keys } = await writeFigureFile(client, reader, periods, log, now);
    changes.figures = change;
    moved.push(...opened, ...keys);
  }
  const affected = moved.length === 0 ? [] : await lockAffected(tx, distinct(moved));
  await bumpDataVersions(tx, provincesOf(changes, affected), now);
  await recompute(tx, affected, now);
  return changes;
}

/** Province by province: a statement over the whole country would not fit into memory. */
async function recompute(tx: RawTx, affected: readonly ProvincePeriodKey[], now: Date): Promise<void> {
  const byProvince = new Map<string, ProvincePeriodKey[]>();
  for (const key of affected) {
    const list = byProvince.get(key.provinceId);
    if (list) list.push(key);
    else byProvince.set(key.provinceId, [key]);
  }
  for (const provinceId of [...byProvince.keys()].sort()) {
    await recomputeMany(tx, byProvince.get(provinceId) ?? [], now);
  }
}

function distinct(keys: readonly ProvincePeriodKey[]): ProvincePeriodKey[] {
  const byName = keys.map(
    ({ provinceId, periodId }) => [`${provinceId} ${periodId}`, { provinceId, periodId }] as const,
  );
  return [...new Map(byName).values()];
}

function provincesOf(changes: Changes, affected: readonly ProvincePeriodKey[]): string[] {
  const named = Object.values(changes).flatMap(({ provinceIds }) => provinceIds);
  return [...new Set([...named, ...affected.map(({ provinceId }) => provinceId)])];
}
