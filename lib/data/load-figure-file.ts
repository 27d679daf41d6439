/** Loads a figures file that was read without errors: opens its periods, writes, warns, and says what changed. */
import type { ClientBase } from "pg";
import type { FigureReader } from "@/lib/domain/load-figure";
import { requiredOf } from "@/lib/domain/load-figure-set";
import type { FileLog } from "@/lib/domain/load-issue";
import { periodKind } from "@/lib/domain/period";
import type { FileChange } from "./load-audit";
import { copyFigures, copySets, createStaging, stageFigures } from "./load-copy";
import {
  applyChanges,
  applyStatedTotals,
  findFigureChanges,
  findKnownSets,
  type FigureChange,
} from "./load-figures";
import { warnOfContradictions, warnOfWork } from "./load-warnings";
import { createPeriods } from "./period-rows";
import { pgTx, type RawTx } from "./raw";
import { keysSchema, type ProvincePeriodKey } from "./rollups";

/** Periods of the file that do not exist yet are opened. @returns their rows, of which no rollup exists yet */
export async function openMissingPeriods(
  tx: RawTx,
  { sets }: FigureReader,
  known: ReadonlySet<string>,
  now: Date,
): Promise<ProvincePeriodKey[]> {
  const missing = [...new Set(sets.map(({ periodId }) => periodId))].filter((id) => !known.has(id)).sort();
  if (missing.length === 0) return [];
  const periods = missing.map((id) =>
    periodKind(id) === "flash" ? { id, required: requiredOf(sets, id) } : { id },
  );
  await createPeriods(tx, periods, null, now);
  return keysSchema.parse(
    await tx.$queryRawUnsafe(
      `SELECT province_id AS "provinceId", period_id AS "periodId" FROM province_periods WHERE period_id = ANY ($1::text[])`,
      missing,
    ),
  );
}

/** Call it once the (province, period) rows of the file are locked. @returns also whose rollups are no longer right */
export async function writeFigureFile(
  client: ClientBase,
  { sets }: FigureReader,
  opened: number,
  log: FileLog,
  now: Date,
): Promise<{ change: FileChange; keys: readonly ProvincePeriodKey[] }> {
  const tx = pgTx(client);
  await createStaging(client);
  await copySets(client, sets);
  const known = await findKnownSets(tx);
  await stageFigures(
    client,
    sets.filter(({ number }) => known.has(number)),
  );
  const changes = (await findFigureChanges(tx)).flatMap((change) => {
    const set = sets[change.setNumber];
    return set ? [{ ...change, set }] : [];
  });
  if (changes.length > 0) {
    await applyChanges(tx, now);
    await copyFigures(
      client,
      changes.filter(({ base }) => base === null),
    );
    warnOfWork(changes, log);
    await warnOfContradictions(tx, changes, log);
  }
  const stated = await applyStatedTotals(tx, now);
  const replaced = stated.filter(({ before }) => before !== null);
  const change: FileChange = {
    counts: {
      "periods opened": opened,
      "submissions approved": changes.length,
      "stated totals": stated.length,
    },
    after: { revisions: revisionsOf(changes), replaced },
    provinceIds: [...changes, ...stated].map(({ provinceId }) => provinceId),
  };
  return { change, keys: changes };
}

/** Period, unit, version: shorter by far than one key for each submission. */
function revisionsOf(changes: readonly FigureChange[]): Record<string, Record<string, number>> {
  const revisions: Record<string, Record<string, number>> = {};
  for (const { periodId, unitId, version } of changes) (revisions[periodId] ??= {})[unitId] = version;
  return revisions;
}
