/** `npm run backup -- [--to FOLDER]`: the whole database as it was at one moment, in one file that is whole or not there. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { listAuditHeads, readAuditKeyName } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { startedAt } from "../platform/processes.mjs";
import { copyOut, listTables } from "./parts/backup-copy";
import { BackupWriter, verifyBackup, type Manifest } from "./parts/backup-file";
import { runOnDatabase } from "./parts/database-command";

const USAGE = `Usage: npm run backup -- [--to FOLDER]
Writes bao-phu-<time>.backup into the folder (default: backups in the current one), readable by this user alone.
Exit code: 0 done, 2 wrong call, 3 the database or the folder failed`;

const HALF = /^\.bao-phu-.*\.backup\.half-(\d+)$/;

/** What a killed backup left. */
function removeHalves(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(HALF.exec(name)?.[1]);
    if (pid > 0 && startedAt(pid) === null) rmSync(path.join(folder, name), { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function describe(client: pg.Client, tables: Manifest["tables"]): Promise<Manifest> {
  const tx = pgTx(client);
  const rows = async <T extends object>(sql: string) => (await client.query<T>(sql)).rows;
  const migrations = await rows<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY 1`,
  );
  const sequences = await rows<{ name: string; last: string }>(
    `SELECT sequencename::text AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  );
  const [server] = await rows<{ version: string }>("SELECT current_setting('server_version') AS version");
  const hasChain = migrations.some(({ name }) => name.endsWith("_audit_chain"));
  const { version } = JSON.parse(
    readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8"),
  ) as {
    version: string;
  };
  return {
    createdAt: new Date().toISOString(),
    program: version,
    postgres: server?.version ?? "",
    migrations,
    tables,
    sequences,
    heads: hasChain ? (await listAuditHeads(tx)).map((head) => ({ ...head, seq: String(head.seq) })) : [],
    auditKey: await readAuditKeyName(tx),
  };
}

async function write(client: pg.Client, half: string): Promise<Manifest> {
  const handle = await open(half, "wx", 0o600);
  try {
    const writer = new BackupWriter(handle);
    await writer.begin();
    const tables = [];
    for (const table of await listTables(client)) tables.push(await copyOut(client, writer, table));
    const manifest = await describe(client, tables);
    await writer.end(manifest);
    return manifest;
  } finally {
    await handle.close();
  }
}

async function backUp(client: pg.Client, folder: string): Promise<number> {
  const prepared = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS is");
  if (!prepared.rows[0].is) throw new Error("there is nothing to back up: the database was never prepared");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeHalves(folder);
  const name = `bao-phu-${new Date().toISOString().replaceAll(/[:.]/g, "-")}.backup`;
  const [file, half] = [path.join(folder, name), path.join(folder, `.${name}.half-${process.pid}`)];
  try {
    // One snapshot for all tables, however long it takes.
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { tables, heads } = await write(client, half);
    await client.query("COMMIT");
    // What stands on the disk, not what was meant to.
    await verifyBackup(half);
    await rename(half, file);
    await syncFolder(folder);
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    console.log(file);
    console.log(
      `${rows} rows of ${tables.length} tables, ${Math.ceil(statSync(file).size / 1024)} KiB, ${heads.length} audit chains; ` +
        "read again and found whole",
    );
    console.log(
      "The secrets are not in it (AUDIT_KEY above all: secrets.json in DATA_DIR, or your environment): keep them apart from it",
    );
    return 0;
  } finally {
    rmSync(half, { force: true });
  }
}

function chosen() {
  try {
    const { values } = parseArgs({ options: { to: { type: "string" } } });
    return (client: pg.Client) => backUp(client, path.resolve(values.to ?? "backups"));
  } catch {
    return null;
  }
}

await runOnDatabase(USAGE, chosen());
