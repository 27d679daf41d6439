/** Fills a migrated database: reference data always, the demo if asked; quick and without effect when that is done. */
import { createHash } from "node:crypto";
import pg from "pg";
import { writeAudit } from "@/lib/data/audit";
import { pgTx } from "@/lib/data/raw";
import { INDICATORS } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { dataFilesHash } from "./seed/data-files";
import { HOLIDAYS } from "./seed/holidays";
import { DEFAULT_SETTINGS, writeReference, writeTrees } from "./seed/reference";

export type SeedOptions = {
  /** The schema's owner. */
  ownerUrl: string;
  /** The app's role. */
  appUrl: string;
  demo: boolean;
  now: Date;
  /** Receives one line for each long step. */
  progress: (line: string) => void;
  /** The first month of the demo, to shorten it for tests; what is left equals the full demo. */
  from?: PeriodId;
};

/** The database cannot be filled as asked; the message is one line for whoever starts the app. */
export class SeedRefused extends Error {}

/** Rises when the code below writes other reference rows from the same files. */
const REFERENCE_VERSION = 1;
/** Any number that nothing else locks: two starts at once fill the database one after the other. */
const SEED_LOCK = 7_304_119;

function referenceHash(): string {
  return createHash("sha256")
    .update(JSON.stringify([REFERENCE_VERSION, INDICATORS, HOLIDAYS, DEFAULT_SETTINGS]))
    .update(dataFilesHash())
    .digest("hex");
}

/**
 * Brings the database to what a start expects. A second call finds the markers in `settings` and changes nothing.
 * @throws SeedRefused when real data would meet the demo, in either direction
 */
export async function seed(options: SeedOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [SEED_LOCK]);
    const { rows } = await client.query<{ key: string; value: unknown }>(
      "SELECT key, value FROM settings WHERE key IN ('demo', 'reference')",
    );
    const marker = new Map(rows.map(({ key, value }) => [key, value]));
    await ensureReference(client, marker.get("reference"), options);
    await ensureDemo(client, marker.has("demo"), options);
  } finally {
    await client.end();
  }
}

async function ensureReference(client: pg.Client, known: unknown, { now, progress }: SeedOptions) {
  const hash = referenceHash();
  if (known === hash) return;
  progress("Loading units and reference data");
  await inTransaction(client, async () => {
    if (known === undefined) await writeTrees(client, now);
    const denominators = await writeReference(client, now);
    await writeAudit(pgTx(client), {
      provinceId: "VN",
      actorId: null,
      event: "reference.load",
      subject: "reference:packaged",
      before: typeof known === "string" ? known : null,
      // The first time all of them are new.
      after: known === undefined ? { hash } : { hash, denominators },
      at: now,
    });
    await mark(client, "reference", hash);
  });
}

async function ensureDemo(client: pg.Client, isDemo: boolean, options: SeedOptions) {
  if (isDemo && !options.demo)
    throw new SeedRefused("This database holds the demo: start with DEMO=1, or use another database.");
  if (isDemo || !options.demo) return;
  const { rows } = await client.query("SELECT FROM users UNION ALL SELECT FROM periods LIMIT 1");
  if (rows.length > 0)
    throw new SeedRefused(
      "This database holds real accounts or periods: start with DEMO=0, or use another database.",
    );
  // Only here: the demo's modules need the database client, which costs a start that has nothing to do too much.
  const { loadDemo } = await import("./demo/load");
  const { from, now, progress } = options;
  await inTransaction(client, async () => {
    const loaded = await loadDemo(client, { ...(from ? { from } : {}), now, progress });
    await mark(client, "demo", loaded);
  });
}

async function inTransaction(client: pg.Client, work: () => Promise<void>) {
  await client.query("BEGIN");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function mark(client: pg.Client, key: string, value: unknown) {
  await client.query(
    "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [key, JSON.stringify(value)],
  );
}
