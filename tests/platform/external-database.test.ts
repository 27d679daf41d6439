import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/scripts/platform/ports.mjs";
import { EXIT } from "@/scripts/platform/refusal.mjs";
import { adminUrl, withDatabase } from "@/tests/support/databases";
import { start } from "@/tests/support/starter";

const name = `external_${process.pid}`;
const app = `external_app_${process.pid}`;
const limited = `external_limited_${process.pid}`;
let PORT = "";

function asRole(role: string, database = name) {
  const url = new URL(withDatabase(adminUrl(), database));
  [url.username, url.password] = [role, "secret"];
  return url.href;
}

async function onServer(...statements: string[]) {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  PORT = String(await freePort());
  await onServer(
    `CREATE DATABASE ${name}`,
    `CREATE ROLE ${limited} LOGIN PASSWORD 'secret'`,
    `CREATE DATABASE ${name}_limited OWNER ${limited}`,
    `CREATE DATABASE ${name}_foreign`,
  );
});

afterAll(() =>
  onServer(
    `DROP DATABASE ${name} WITH (FORCE)`,
    `DROP DATABASE ${name}_limited WITH (FORCE)`,
    `DROP DATABASE ${name}_foreign WITH (FORCE)`,
    `DROP ROLE IF EXISTS ${app}`,
    `DROP ROLE ${limited}`,
  ),
);

test("a role that may change audit entries is refused, and in words", async () => {
  const script = start({ PORT, DATABASE_URL: withDatabase(adminUrl(), name) });
  expect(await script.exitCode, script.output).toBe(EXIT.auditRights);
  expect(script.output).toContain("may change audit entries: give the app a role of its own");
});

test("owner and app apart: the role of the app is made, and the app serves", async () => {
  const script = start({
    PORT,
    DATABASE_URL: asRole(app),
    MIGRATION_DATABASE_URL: withDatabase(adminUrl(), name),
  });
  expect(await script.ready(), script.output).toBe(true);
  expect(await script.kill("SIGTERM")).toBe(0);
});

test("once prepared, the app starts without the owner", async () => {
  const script = start({ PORT, DATABASE_URL: asRole(app) });
  expect(await script.ready(), script.output).toBe(true);
  expect(await script.kill("SIGTERM")).toBe(0);
});

test("an owner who may create no role is told so", async () => {
  const script = start({
    PORT,
    DATABASE_URL: asRole("nobody_yet", `${name}_limited`),
    MIGRATION_DATABASE_URL: asRole(limited, `${name}_limited`),
  });
  expect(await script.exitCode).toBe(EXIT.migration);
  expect(script.output).toMatch(
    /Error: the role external_limited_\d+ could not migrate the database: .*role/,
  );
});

test("an owner who may not create the extension is told what to ask for", async () => {
  const script = start({ PORT, DATABASE_URL: asRole(limited, `${name}_foreign`) });
  expect(await script.exitCode).toBe(EXIT.migration);
  expect(script.output).toMatch(/cannot create the extension btree_gist .*run CREATE EXTENSION btree_gist/);
});

test.each([
  ["a server that is not there", "postgresql://a:b@127.0.0.1:9/x", /127\.0\.0\.1:9 does not answer a: /],
  ["a database that is not there", withDatabase(adminUrl(), "not_there"), /does not exist/],
])("%s is one clear line", async (_, DATABASE_URL, message) => {
  const script = start({ PORT, DATABASE_URL });
  expect(await script.exitCode).toBe(EXIT.database);
  expect(script.output).toMatch(message);
  expect(script.output).not.toContain("    at ");
});
