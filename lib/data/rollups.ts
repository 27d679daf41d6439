/** The stored sums: what moves when a figure moves, locked first, then recomputed where the figures are. */
import "server-only";
import type { PeriodId } from "@/lib/domain/period";
import type { RawTx } from "./raw";

export type ProvincePeriodKey = { provinceId: string; periodId: PeriodId };

/** Locks the rows that everything which moves a rollup locks first, in one order for everybody. */
export async function lockProvincePeriods(
  tx: RawTx,
  provinceId: string,
  periodIds: readonly PeriodId[],
): Promise<void> {
  void [tx, provinceId, periodIds];
  throw new Error("not written yet");
}

/**
 * Every (province, period) whose rollups depend on figures of these: themselves, the up to three later months (and the
 * flash periods in them) that may carry them, and the same months of the provinces that succeed whole units of theirs.
 */
export async function affectedPeriods(
  tx: RawTx,
  changed: readonly ProvincePeriodKey[],
): Promise<ProvincePeriodKey[]> {
  void [tx, changed];
  throw new Error("not written yet");
}

/**
 * Locks the affected rows of these changes and returns them. The recompute must be a later statement: only that sees
 * what others committed while this one waited.
 */
export async function lockAffected(
  tx: RawTx,
  changed: readonly ProvincePeriodKey[],
): Promise<ProvincePeriodKey[]> {
  void [tx, changed];
  throw new Error("not written yet");
}

/** Makes the rollups of these periods of one province what the figures say; call lockProvincePeriods first. */
export async function recomputeRollups(
  tx: RawTx,
  provinceId: string,
  periodIds: readonly PeriodId[],
  now: Date,
): Promise<void> {
  await recomputeMany(
    tx,
    periodIds.map((periodId) => ({ provinceId, periodId })),
    now,
  );
}

/** The same for many provinces at once, already locked (lockAffected). */
export async function recomputeMany(tx: RawTx, keys: readonly ProvincePeriodKey[], now: Date): Promise<void> {
  void [tx, keys, now];
  throw new Error("not written yet");
}

/** Everything, province by province: for the seed, a big load, and `npm run rollups -- --rebuild`. */
export async function recomputeAll(tx: RawTx, now: Date): Promise<void> {
  void [tx, now];
  throw new Error("not written yet");
}
