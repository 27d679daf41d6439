/**
 * The bulk load: all files in one transaction, all errors in one pass, or nothing. It takes part in the same locks as
 * everything else that moves a rollup, and leaves one audit entry for each file that changed something.
 */
import "server-only";
import pg from "pg";
import { LOAD_KINDS, type LoadKind } from "@/lib/domain/load-form";
import { IssueLog } from "@/lib/domain/load-issue";
import { env } from "@/lib/env";
import { auditFile } from "./load-audit";
import { holdsDemo } from "./load-reference";
import { readFiles } from "./load-read";
import { writeFiles } from "./load-write";
import { pgTx } from "./raw";

export type LoadRequest = { files: Partial<Record<LoadKind, string>>; isDryRun: boolean };

export type FileReport = { kind: LoadKind; path: string; rows: number; counts: Record<string, number> };

export type LoadOutcome =
  /** The database holds the demo: nothing was read. */
  | { kind: "demo" }
  /** Nothing was written; the log says why. */
  | { kind: "errors"; log: IssueLog }
  /** Written, or found to be writable in a dry run. */
  | { kind: "done"; log: IssueLog; reports: FileReport[] };

/** How many issues of each level are told. */
const LISTED = 1000;

/**
 * A million rows are joined in memory, by plans that are not worth compiling; the planner expects few and would sort them
 * for merge joins. One load runs at a time.
 */
const BEGIN = `
  BEGIN;
  SET LOCAL work_mem = '64MB';
  SET LOCAL jit = off;
  SET LOCAL enable_mergejoin = off;
  SELECT pg_advisory_xact_lock(hashtext('bao-phu load'))`;

/** @throws when the database or a file cannot be read; nothing is written then */
export async function loadFiles({ files, isDryRun }: LoadRequest, now: Date): Promise<LoadOutcome> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL, application_name: "bao-phu load" });
  // A server that goes away is told by the statement that waits for it, or by the next one.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(BEGIN);
    const outcome = await load(client, files, now);
    await client.query(outcome.kind === "done" && !isDryRun ? "COMMIT" : "ROLLBACK");
    return outcome;
  } finally {
    // A transaction that is still open ends with its connection.
    await client.end();
  }
}

async function load(client: pg.Client, files: LoadRequest["files"], now: Date): Promise<LoadOutcome> {
  const tx = pgTx(client);
  if (await holdsDemo(tx)) return { kind: "demo" };
  const log = new IssueLog(LISTED);
  const read = await readFiles(tx, files, log, now);
  if (log.counts.error > 0) return { kind: "errors", log };
  const changes = await writeFiles(client, read, now);
  const reports: FileReport[] = [];
  for (const kind of LOAD_KINDS) {
    const path = files[kind];
    const facts = read.facts[kind];
    const change = changes[kind];
    if (path === undefined || !facts || !change) continue;
    await auditFile(tx, { kind, path, facts }, change, now);
    reports.push({ kind, path, rows: facts.rows, counts: change.counts });
  }
  return { kind: "done", log, reports };
}
