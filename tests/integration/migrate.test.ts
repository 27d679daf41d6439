import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "@/prisma/migrate";
import { adminUrl, asApp, withDatabase } from "@/tests/support/databases";

const INIT = "20261122000000_init";
const name = `migrate_${process.pid}`;
const ownerUrl = withDatabase(adminUrl(), name);
const urls = { ownerUrl, appUrl: asApp(ownerUrl) };

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

beforeEach(() => query(adminUrl(), `CREATE DATABASE ${name}`));
afterEach(() => query(adminUrl(), `DROP DATABASE ${name} WITH (FORCE)`));

test("a second run applies nothing", async () => {
  expect(await migrate(urls)).toContain(INIT);
  expect(await migrate(urls)).toEqual([]);
});

test("the record of migrations is the one that the Prisma CLI writes", async () => {
  await migrate(urls);
  const file = path.resolve(import.meta.dirname, `../../prisma/migrations/${INIT}/migration.sql`);
  const [row] = await query(ownerUrl, "SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1");
  expect(row).toMatchObject({
    migration_name: INIT,
    checksum: createHash("sha256").update(readFileSync(file)).digest("hex"),
    finished_at: expect.any(Date),
    rolled_back_at: null,
    applied_steps_count: 1,
  });
});

test("a migration that fails half way leaves nothing behind", async () => {
  await query(ownerUrl, "CREATE DOMAIN recipient_kind AS text");
  await expect(migrate(urls)).rejects.toThrow(/could not migrate the database: .*recipient_kind/);
  expect(await query(ownerUrl, TABLES)).toEqual([]);
});

test("a database with tables of somebody else is refused", async () => {
  await query(ownerUrl, "CREATE TABLE rollups (in_the_way int)");
  await expect(migrate(urls)).rejects.toThrow(/could not migrate the database: .*not empty/);
});

test("two processes that migrate at once end with one migrated database", async () => {
  const applied = await Promise.all([migrate(urls), migrate(urls)]);
  expect(applied.flat().filter((migration) => migration === INIT)).toHaveLength(1);
});

test("a database of a newer version is refused", async () => {
  await migrate(urls);
  await query(ownerUrl, "UPDATE _prisma_migrations SET migration_name = '30000101000000_future'");
  await expect(migrate(urls)).rejects.toThrow("the database is newer than this program");
});

test("a migration that was changed after it was applied is refused", async () => {
  await migrate(urls);
  await query(ownerUrl, "UPDATE _prisma_migrations SET checksum = 'another'");
  await expect(migrate(urls)).rejects.toThrow("in another form");
});

test("the app's role may not change what it may only add to, nor the record of migrations", async () => {
  await migrate(urls);
  for (const table of ["audit_entries", "figure_revisions", "denominators", "_prisma_migrations"])
    await expect(query(urls.appUrl, `DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
});
