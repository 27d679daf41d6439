/** Migrates a database and gives the app's role its rights, in one transaction. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MigrationDirectory, MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { Refusal } from "../scripts/platform/refusal.mjs";
import { grantSql } from "./grants";
import { applyMigrations } from "./schema-engine";

const MIGRATIONS = path.join(import.meta.dirname, "migrations");
const OLDEST_SERVER = 150_000;

/** One process at a time prepares a database, however many instances start at once. */
const ADVISORY_LOCK = 20_080_801;

export type Urls = {
  /** The role that owns the tables. */
  ownerUrl: string;
  /** The role the app runs as; it is created if the owner may, and gets its rights. */
  appUrl: string;
};

const read = (...names: string[]) => readFileSync(path.join(MIGRATIONS, ...names), "utf8");

function migrationsOnDisk(): MigrationList {
  const migrationDirectories = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): MigrationDirectory => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: read(name, "migration.sql") } },
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const lockfile = { path: "migration_lock.toml", content: read("migration_lock.toml") };
  return { baseDir: MIGRATIONS, lockfile, shadowDbInitScript: "", migrationDirectories };
}

/** What is applied. Refuses a database that another version of the program has migrated further, or differently. */
async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const exists = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (exists.rows[0].name === null) return [];
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    "SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  for (const { migration_name: name, checksum } of rows) {
    const file = path.join(MIGRATIONS, name, "migration.sql");
    if (!existsSync(file))
      throw new Refusal("migration", `the database is newer than this program: it has the migration ${name}`);
    if (createHash("sha256").update(readFileSync(file)).digest("hex") !== checksum)
      throw new Refusal("migration", `the migration ${name} was applied to this database in another form`);
  }
  return rows.map((row) => row.migration_name);
}

async function checkServer(client: pg.Client) {
  const { rows } = await client.query<{ number: string; version: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version",
  );
  if (Number(rows[0]?.number) < OLDEST_SERVER)
    throw new Refusal("migration", `PostgreSQL ${rows[0]?.version} is too old: 15 or newer is needed`);
}

/** The exclusion constraints need it; an owner who may not create it learns whom to ask. */
async function createExtension(client: pg.Client) {
  await client.query("CREATE EXTENSION IF NOT EXISTS btree_gist").catch((error: Error) => {
    const { user, database } = client;
    throw new Refusal(
      "migration",
      `the role ${user} cannot create the extension btree_gist (${error.message}): ` +
        `run CREATE EXTENSION btree_gist in the database ${database} as a superuser once`,
    );
  });
}

const isRoleOf = (url: string, client: pg.Client) =>
  decodeURIComponent(new URL(url).username) === client.user;

/** The app's role exists and has its rights. Nothing to do where the app runs as the owner. */
async function grant(client: pg.Client, appUrl: string) {
  if (isRoleOf(appUrl, client)) return;
  const { username, password } = new URL(appUrl);
  const [role, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount === 0) {
    const name = client.escapeIdentifier(role);
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(secret)}`);
  }
  await client.query(grantSql(role));
}

/** Applies what is missing and returns its names, in one transaction: a process that dies on the way leaves the database as it was. */
export async function migrateOn(client: pg.Client, appUrl: string): Promise<string[]> {
  await checkServer(client);
  const done = await appliedMigrations(client);
  const wanted = migrationsOnDisk();
  const isUpToDate = wanted.migrationDirectories.every(({ path: name }) => done.includes(name));
  await client.query("BEGIN");
  try {
    await createExtension(client);
    const applied = isUpToDate ? [] : await applyMigrations(client, wanted);
    await grant(client, appUrl);
    await client.query("COMMIT");
    return applied;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    const hint = isRoleOf(appUrl, client) ? ": name the owner of the tables in MIGRATION_DATABASE_URL" : "";
    throw new Refusal(
      "migration",
      `the role ${client.user} could not migrate the database: ${error.message.trim().replace(/\s+/g, " ")}${hint}`,
    );
  }
}

export async function asOwner<T>(ownerUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => undefined);
  await client.connect().catch((error: Error) => {
    throw new Refusal(
      "database",
      `no connection as the owner ${client.user} to ${client.host}:${client.port}: ${error.message}`,
    );
  });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    return await run(client);
  } finally {
    await client.end();
  }
}

type KnownMigration = { name: string; checksum: string };

/** Whether these are the first of the migrations of this program, unchanged: then a copy with them can be taken over. */
export function isEarlierState(known: readonly KnownMigration[]): boolean {
  const own = migrationsOnDisk().migrationDirectories;
  return known
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .every(({ name, checksum }, index) => {
      const file = path.join(MIGRATIONS, name, "migration.sql");
      return (
        own[index]?.path === name &&
        createHash("sha256").update(readFileSync(file)).digest("hex") === checksum
      );
    });
}

/**
 * In the caller's transaction, on an empty database: only these migrations, and the rights of the app's role. To tables of
 * an earlier version these come with the migrations that are missing.
 */
export async function migrateEmpty(
  client: pg.Client,
  appUrl: string,
  names: readonly string[],
): Promise<void> {
  await checkServer(client);
  await createExtension(client);
  const all = migrationsOnDisk();
  const migrationDirectories = all.migrationDirectories.filter(({ path: name }) => names.includes(name));
  await applyMigrations(client, { ...all, migrationDirectories });
  if (migrationDirectories.length === all.migrationDirectories.length) await grant(client, appUrl);
}

/** The names of the migrations that were applied; none if the database was up to date. */
export async function migrate({ ownerUrl, appUrl }: Urls): Promise<string[]> {
  return asOwner(ownerUrl, (client) => migrateOn(client, appUrl));
}
