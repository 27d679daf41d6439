/** Loads a figures file that was staged without errors: opens its periods, writes, warns, and says what changed. */
import { z } from "zod";
import { firstLine, lineOf, requiredOf, type FigureReader } from "@/lib/domain/load-figure";
import type { FileLog } from "@/lib/domain/load-issue";
import { periodIdSchema } from "@/lib/domain/period";
import type { FileChange } from "./load-audit";
import { applyFigures, applyStatedTotals, findFigureChanges, type FigureChange } from "./load-figures";
import { findContradictions } from "./load-identities";
import { createPeriods } from "./period-rows";
import type { RawTx } from "./raw";
import type { ProvincePeriodKey } from "./rollups";

const keysSchema = z.array(z.object({ provinceId: z.string(), periodId: periodIdSchema }));

/** Periods of the file that do not exist yet are opened. @returns their rows, of which no rollup exists yet */
export async function openMissingPeriods(
  tx: RawTx,
  reader: FigureReader,
  known: ReadonlySet<string>,
  now: Date,
): Promise<ProvincePeriodKey[]> {
  const missing = [...new Set(reader.sets.map(({ periodId }) => periodId))]
    .filter((id) => !known.has(id))
    .sort();
  if (missing.length === 0) return [];
  const periods = missing.map((id) => {
    const given = reader.flash.get(id);
    return given ? { id, required: requiredOf(given, id) } : { id };
  });
  await createPeriods(tx, periods, null, now);
  return keysSchema.parse(
    await tx.$queryRawUnsafe(
      `SELECT province_id AS "provinceId", period_id AS "periodId" FROM province_periods WHERE period_id = ANY ($1::text[])`,
      missing,
    ),
  );
}

/** The (province, period) pairs of these, once each. */
export function distinctKeys(rows: readonly ProvincePeriodKey[]): ProvincePeriodKey[] {
  return [
    ...new Map(
      rows.map(({ provinceId, periodId }) => [`${provinceId} ${periodId}`, { provinceId, periodId }]),
    ).values(),
  ];
}

/** Call it once the (province, period) rows of the file are locked. @returns also whose rollups are no longer right */
export async function writeFigureFile(
  tx: RawTx,
  reader: FigureReader,
  opened: number,
  log: FileLog,
  limit: number,
  now: Date,
): Promise<{ change: FileChange; keys: ProvincePeriodKey[] }> {
  const changes = await findFigureChanges(tx);
  if (changes.length > 0) {
    warnOfWork(changes, reader, log);
    await applyFigures(tx, now);
    await warnOfContradictions(tx, reader, log, limit);
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
    provinceIds: [...new Set([...changes, ...stated].map(({ provinceId }) => provinceId))],
  };
  return { change, keys: distinctKeys(changes) };
}

/** Period, unit, version: shorter by far than one key for each submission. */
function revisionsOf(changes: readonly FigureChange[]): Record<string, Record<string, number>> {
  const revisions: Record<string, Record<string, number>> = {};
  for (const { periodId, unitId, version } of changes) (revisions[periodId] ??= {})[unitId] = version;
  return revisions;
}

const UNDER_WAY: Partial<Record<NonNullable<FigureChange["status"]>, string>> = {
  submitted: "no version that waits for a decision",
  returned: "no version that was returned",
  reopened: "no reopened submission",
};

/** Somebody was at work there: the load is approved all the same, over the last approved version. */
function warnOfWork(changes: readonly FigureChange[], reader: FigureReader, log: FileLog): void {
  for (const { setNumber, status } of changes) {
    const set = reader.sets[setNumber];
    const expected = status === null ? undefined : UNDER_WAY[status];
    if (!set || expected === undefined) continue;
    const found = `${set.unit.provinceId}.${set.unit.id}.${set.periodId}`;
    log.warn(firstLine(set), { column: "unit_code", found, expected: `${expected}; approved as loaded` });
  }
}

async function warnOfContradictions(
  tx: RawTx,
  reader: FigureReader,
  log: FileLog,
  limit: number,
): Promise<void> {
  const found = await findContradictions(tx, limit);
  for (const { setNumber, part, partValue, whole, wholeValue } of found) {
    const set = reader.sets[setNumber];
    if (!set) continue;
    const expected =
      part === null
        ? `the payer groups to sum to ${whole} ${wholeValue}`
        : `${part} at most ${whole} ${wholeValue}`;
    log.warn(lineOf(set, part ?? whole), {
      column: "value",
      found: partValue,
      expected: `${expected}; loaded as it is`,
    });
  }
  log.unlistedWarnings((found[0]?.total ?? 0) - found.length);
}
