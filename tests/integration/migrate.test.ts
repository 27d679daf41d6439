import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditKey } from "@/lib/audit-key";
import { verifyAudit } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { asOwner, migrate, migrateEmpty, migrateOn } from "@/prisma/migrate";
import { recordRenamedDecisions } from "@/prisma/renamed-decisions";
import { sealAudit } from "@/prisma/seal-audit";
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

test("of a decision that was written down twice the later one is renamed, with an entry in the audit", async () => {
  const folder = path.resolve(import.meta.dirname, "../../prisma/migrations");
  const earlier = readdirSync(folder).filter((one) => one < "20261125");
  const [now, silent] = [new Date("2026-12-01T03:00:00Z"), () => undefined];
  const found: string[] = [];
  await asOwner(ownerUrl, async (client) => {
    await client.query("BEGIN");
    await migrateEmpty(client, urls.appUrl, earlier);
    await client.query(`
      INSERT INTO units (id, code, name, short_name, level, province_id, path, valid_from)
        VALUES ('VN', 'VN', 'Cả nước', 'Cả nước', 'nation', 'VN', '/vn/', '2008-08-01');
      INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, recorded_at)
        SELECT gen_random_uuid(), 'VN', 'BHXH Việt Nam', d.number, '2026-01-05', '2026-01-05', 'draft', d.at
        FROM (VALUES ('12/QĐ-BHXH', timestamptz '2026-01-06'), ('12/qđ - bhxh', '2026-01-07'),
          ('13/QĐ-BHXH', '2026-01-08')) d (number, at);
      INSERT INTO audit_entries (province_id, id, at, event, subject, after)
        SELECT 'VN', gen_random_uuid(), recorded_at, 'decision.create', 'decision:' || id,
          jsonb_build_object('number', number)
        FROM decisions`);
    await client.query("COMMIT");
    await migrateOn(client, urls.appUrl);
    await sealAudit(client, now, silent);
    await recordRenamedDecisions(client, now, silent);
    await recordRenamedDecisions(client, now, silent);
    const options = { key: auditKey(), witnessed: [], packagedUnits: [] };
    await verifyAudit(pgTx(client), options, (line) => found.push(line));
  });
  expect(await query(ownerUrl, "SELECT number FROM decisions ORDER BY recorded_at")).toEqual([
    { number: "12/QĐ-BHXH" },
    { number: "12/qđ - bhxh (ghi lần 2)" },
    { number: "13/QĐ-BHXH" },
  ]);
  expect(
    await query(ownerUrl, "SELECT before, after FROM audit_entries WHERE event = 'decision.rename'"),
  ).toEqual([{ before: { number: "12/qđ - bhxh" }, after: { number: "12/qđ - bhxh (ghi lần 2)" } }]);
  expect(found.filter((line) => /^(audit|decisions) /.test(line))).toEqual([]);
});

test("the app's role may not change what it may only add to, nor the record of migrations", async () => {
  await migrate(urls);
  for (const table of ["audit_entries", "figure_revisions", "denominators", "_prisma_migrations"])
    await expect(query(urls.appUrl, `DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
});
