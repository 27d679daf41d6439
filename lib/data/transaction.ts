/** Transactions of the monthly workflow: everything that belongs to one decision commits together or not at all. */
import "server-only";
import { withAuditAtEnd } from "./audit";
import { db, type Tx } from "./db";

/** Longer than Prisma's 5 s: on the due day many wait for their province's row, and opening a period takes a while. */
export const PATIENT = { maxWait: 20_000, timeout: 60_000 } as const;

/** Refusals are returned, so whatever is thrown takes everything back. */
export async function inTransaction<T>(
  run: (tx: Tx) => Promise<T>,
  timeout: number = PATIENT.timeout,
): Promise<T> {
  return db.$transaction((tx) => withAuditAtEnd(tx, () => run(tx)), { ...PATIENT, timeout });
}
