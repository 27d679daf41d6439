/** Builds the migrated template database once; every test file then clones it (test-db.ts). */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { grantSql } from "@/prisma/grants";
import { adminUrl, APP_ROLE, TEMPLATE, withDatabase } from "./databases";

const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");

async function run(connectionString: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

export default async function setup() {
  process.env.TEST_RUN_ID ??= String(process.pid);
  await run(
    adminUrl(),
    `DO $$ BEGIN CREATE ROLE ${APP_ROLE} LOGIN PASSWORD 'app'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    `CREATE DATABASE ${TEMPLATE()}`,
  );
  const migrations = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readFileSync(path.join(MIGRATIONS, entry.name, "migration.sql"), "utf8"));
  await run(
    withDatabase(adminUrl(), TEMPLATE()),
    ...migrations,
    "CREATE TABLE IF NOT EXISTS _prisma_migrations (id text)",
    grantSql(APP_ROLE),
  );
  return async () => run(adminUrl(), `DROP DATABASE IF EXISTS ${TEMPLATE()} WITH (FORCE)`);
}
