/** Builds the migrated template database once; every test file then clones it (test-db.ts). */
import pg from "pg";
import { migrate } from "@/prisma/migrate";
import { adminUrl, asApp, TEMPLATE, withDatabase } from "./databases";

async function onServer(sql: string) {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export default async function setup() {
  process.env.TEST_RUN_ID ??= String(process.pid);
  await onServer(`CREATE DATABASE ${TEMPLATE()}`);
  const ownerUrl = withDatabase(adminUrl(), TEMPLATE());
  await migrate({ ownerUrl, appUrl: asApp(ownerUrl) });
  return async () => onServer(`DROP DATABASE IF EXISTS ${TEMPLATE()} WITH (FORCE)`);
}
