/** When each job of the worker last ran, on whichever instance, and what it last failed of. */
import "server-only";
import { can, type Actor } from "@/lib/domain/policy";
import { db } from "./db";

/** What a job failed of is an exception's text: it stays in the row and the log, for those who run the machines. */
export type WorkerJob = { name: string; ranAt: Date; hasFailed: boolean };

/** At most once a minute unless its outcome changed: the rows say that somebody works, not how often. */
const RECORD = `
  INSERT INTO worker_jobs AS w (name, ran_at, failed_at, error)
  VALUES ($1, $2::timestamptz, CASE WHEN $3::text IS NOT NULL THEN $2::timestamptz END, $3)
  ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, failed_at = excluded.failed_at, error = excluded.error
  WHERE w.ran_at < excluded.ran_at - interval '1 minute' OR w.error IS DISTINCT FROM excluded.error`;

export async function recordJob(name: string, now: Date, error: string | null): Promise<void> {
  await db.$executeRawUnsafe(RECORD, name, now.toISOString(), error);
}

/** Empty for everybody but who runs the system. */
export async function listWorkerJobs(actor: Actor): Promise<WorkerJob[]> {
  if (!can(actor, "user.manage", actor.unit)) return [];
  const rows = await db.workerJob.findMany({ orderBy: { name: "asc" } });
  return rows.map(({ name, ranAt, error }) => ({ name, ranAt, hasFailed: error !== null }));
}
