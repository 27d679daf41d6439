/** Setup file: a fresh clone of the template for every test file, so tests may write freely. */
import pg from "pg";
import { afterAll } from "vitest";
import { adminUrl, asApp, TEMPLATE, TEST_AUDIT_KEY, withDatabase } from "./databases";

const name = `test_${process.env.TEST_RUN_ID}_${process.env.VITEST_POOL_ID ?? "0"}`;

async function admin(...statements: string[]) {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE()}`);
process.env.MIGRATION_DATABASE_URL = withDatabase(adminUrl(), name);
process.env.DATABASE_URL = asApp(process.env.MIGRATION_DATABASE_URL);
process.env.AUDIT_KEY = TEST_AUDIT_KEY;

afterAll(async () => {
  const { db } = await import("@/lib/data/db");
  await db.$disconnect();
  await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});
