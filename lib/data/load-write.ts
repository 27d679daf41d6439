/** Writes files that were read without errors: reference first, then figures, then every rollup that they moved. */
import type { LoadKind } from "@/lib/domain/load-form";
import type { FileChange } from "./load-audit";
import { bumpDataVersions } from "./data-versions";
import { writeDenominators } from "./load-denominators";
import { distinctKeys, openMissingPeriods, writeFigureFile } from "./load-figure-file";
import type { ReadFiles } from "./load-read";
import { writeTargets } from "./load-targets";
import { writeUnits } from "./load-units";
import type { RawTx } from "./raw";
import { affectedPeriods, lockAffected, recomputeMany, type ProvincePeriodKey } from "./rollups";

type Changes = Partial<Record<LoadKind, FileChange>>;

/** @param limit how many warnings of one sort are told */
export async function writeFiles(tx: RawTx, read: ReadFiles, limit: number, now: Date): Promise<Changes> {
  const changes: Changes = {};
  const moved: ProvincePeriodKey[] = [];
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
    const named = reader.sets.map(({ unit, periodId }) => ({ provinceId: unit.provinceId, periodId }));
    moved.push(...opened);
    await lockAffected(tx, distinctKeys([...moved, ...named]));
    const periods = new Set(opened.map(({ periodId }) => periodId)).size;
    const { change, keys } = await writeFigureFile(tx, reader, periods, log, limit, now);
    changes.figures = change;
    moved.push(...keys);
  } else await lockAffected(tx, moved);
  await bumpDataVersions(tx, provincesOf(changes, moved), now);
  await recompute(tx, distinctKeys(moved), now);
  return changes;
}

/** Province by province: a statement over the whole country would not fit into memory. */
async function recompute(tx: RawTx, moved: readonly ProvincePeriodKey[], now: Date): Promise<void> {
  const byProvince = new Map<string, ProvincePeriodKey[]>();
  for (const key of await affectedPeriods(tx, moved)) {
    const list = byProvince.get(key.provinceId);
    if (list) list.push(key);
    else byProvince.set(key.provinceId, [key]);
  }
  for (const provinceId of [...byProvince.keys()].sort()) {
    await recomputeMany(tx, byProvince.get(provinceId) ?? [], now);
  }
}

function provincesOf(changes: Changes, moved: readonly ProvincePeriodKey[]): string[] {
  const named = Object.values(changes).flatMap(({ provinceIds }) => provinceIds);
  return [...new Set([...named, ...moved.map(({ provinceId }) => provinceId)])];
}
