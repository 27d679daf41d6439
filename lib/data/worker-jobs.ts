/** When each job of the worker last ran, on whichever instance, and what it last failed of. */
import "server-only";
import { db } from "./db";

export type WorkerJob = { name: string; ranAt: Date; failedAt: Date | null; error: string | null };

/** At most once a minute unless its outcome changed: the rows say that somebody works, not how often. */
const RECORD = `
  INSERT INTO worker_jobs AS w (name, ran_at, failed_at, error)
  VALUES ($1, $2::timestamptz, CASE WHEN $3::text IS NOT NULL THEN $2::timestamptz END, $3)
  ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, failed_at = excluded.failed_at, error = excluded.error
  WHERE w.ran_at < excluded.ran_at - interval '1 minute' OR w.error IS DISTINCT FROM excluded.error`;

export async function recordJob(name: string, now: Date, error: string | null): Promise<void> {
  await db.$executeRawUnsafe(RECORD, name, now.toISOString(), error);
}

export async function listWorkerJobs(): Promise<WorkerJob[]> {
  return db.workerJob.findMany({ orderBy: { name: "asc" } });
}
