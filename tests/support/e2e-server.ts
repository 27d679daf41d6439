/**
 * The server that the browser tests visit: a production build on a fresh copy of a demo of few months. The demo is
 * loaded once per state of the program and kept as a template. E2E_DEV=1 serves with `next dev` instead of a build.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import pg from "pg";
import { periodIdSchema } from "@/lib/domain/period";
import { prepareDatabase } from "@/prisma/prepare";
import { AppServer } from "../../scripts/platform/app-server.mjs";
import { databaseFingerprint } from "../../scripts/platform/fingerprint.mjs";
import { withMutex } from "../../scripts/platform/mutex.mjs";
import { adminUrl, asApp, TEST_AUDIT_KEY, withDatabase } from "./databases";
import { buildForTests } from "./e2e-build";
import {
  E2E_ACTIONS_KEY,
  E2E_DATABASE,
  E2E_DIST_DIR,
  E2E_FROM,
  E2E_OIDC,
  E2E_PORT,
  E2E_SECRET,
  E2E_URL,
} from "./e2e-settings";

const ROOT = path.resolve(import.meta.dirname, "../..");

async function onServer<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** The template's name. Those of earlier states go; it is built under another name first, so that one that exists is complete. */
async function ensureTemplate(): Promise<string> {
  const fingerprint = databaseFingerprint();
  const name = `e2e_template_${fingerprint.slice(0, 12)}`;
  const exists = await onServer((client) =>
    client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]),
  );
  if (exists.rowCount) return name;
  const half = `${name}_half`;
  await onServer(async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${half}`);
  });
  const ownerUrl = withDatabase(adminUrl(), half);
  await prepareDatabase({
    ownerUrl,
    appUrl: asApp(ownerUrl),
    demo: true,
    now: new Date(),
    fingerprint,
    progress: (line) => console.log(line),
    from: periodIdSchema.parse(E2E_FROM),
  });
  await onServer(async (client) => {
    const { rows } = await client.query(
      "SELECT datname FROM pg_database WHERE datname ~ '^e2e_template_[0-9a-f]+$'",
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname}`);
    await client.query(`ALTER DATABASE ${half} RENAME TO ${name}`);
  });
  return name;
}

process.env.AUDIT_KEY = TEST_AUDIT_KEY;

async function freshDatabase(): Promise<string> {
  const template = await ensureTemplate();
  await onServer(async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${E2E_DATABASE} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${E2E_DATABASE} TEMPLATE ${template}`);
  });
  return asApp(withDatabase(adminUrl(), E2E_DATABASE));
}

const env = {
  ...process.env,
  DATABASE_URL: await withMutex(path.join(ROOT, ".prepare/e2e-database"), freshDatabase),
  APP_URL: E2E_URL,
  NEXTAUTH_URL: E2E_URL,
  NEXTAUTH_SECRET: E2E_SECRET,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: E2E_ACTIONS_KEY,
  AUDIT_KEY: TEST_AUDIT_KEY,
  DEMO: "1",
  OIDC_ISSUER: E2E_OIDC.issuer,
  OIDC_CLIENT_ID: E2E_OIDC.clientId,
  OIDC_CLIENT_SECRET: E2E_OIDC.clientSecret,
  // The browser that visits the pages prints them, too.
  PDF_BROWSER: [process.env.PDF_BROWSER ?? "", "/usr/bin/chromium", chromium.executablePath()].find((file) =>
    existsSync(file),
  ),
  LOG_LEVEL: "warn",
  // Tests say themselves what time it is.
  WORKER: "0",
};

if (process.env.E2E_DEV === "1") {
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const flags = ["dev", "--hostname", "127.0.0.1", "--port", String(E2E_PORT)];
  const child = spawn(process.execPath, [next, ...flags], { cwd: ROOT, stdio: "inherit", env });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", () => process.exit(0));
} else {
  await buildForTests();
  const server = new AppServer({ host: "127.0.0.1", port: E2E_PORT, distDir: E2E_DIST_DIR }, env);
  server.passOutput((chunk: Buffer) => process.stdout.write(chunk));
  process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)));
  await server.ended;
  process.exit(1);
}
