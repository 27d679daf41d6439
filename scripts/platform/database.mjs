/** Hands out a database that answers, is migrated and seeded, and in which the app's role has no more rights than it needs. */
import { createHmac } from "node:crypto";
import path from "node:path";
import readline from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { ended, spawnNode } from "./child.mjs";
import { auditKey } from "./environment.mjs";
import { databaseFingerprint } from "./fingerprint.mjs";
import { Leases } from "./leases.mjs";
import { withMutex } from "./mutex.mjs";
import { Cluster } from "./postgres.mjs";
import { EXIT, Refusal } from "./refusal.mjs";
import { ensureDataDir, ROOT } from "./settings.mjs";

const PATIENCE = 5000;

/** PostgreSQL says these while it starts or stops; anything else will not change by waiting. */
const PASSING = ["57P03", "57P01", "ECONNREFUSED", "ECONNRESET"];

async function connected(url, run) {
  const { default: pg } = await import("pg");
  const end = Date.now() + PATIENCE;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      query_timeout: 10_000,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await run(client);
    } catch (error) {
      if (PASSING.includes(error.code) && Date.now() < end) {
        await sleep(250);
        continue;
      }
      if (error instanceof Refusal) throw error;
      const reason = error.message || error.code;
      throw new Refusal(
        "database",
        `the database ${client.database} at ${client.host}:${client.port} does not answer ${client.user}: ${reason}`,
      );
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** What the database knows of itself; null if it was never prepared. */
async function installation(client) {
  const { rows } = await client.query("SELECT to_regclass('settings') AS name");
  if (rows[0].name === null) return null;
  const found = await client.query("SELECT value FROM settings WHERE key = 'installation'").catch(() => null);
  return found?.rows[0]?.value ?? null;
}

/** Append-only is by rights alone: the role of the app must not be able to change an audit entry. */
async function mayChangeAudit(client) {
  const { rows } = await client.query(
    `SELECT has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE')
         OR pg_has_role(relowner, 'MEMBER') AS may
       FROM pg_class WHERE oid = 'audit_entries'::regclass`,
  );
  return rows[0].may;
}

const keyMark = (key) => createHmac("sha256", key).update("prepared").digest("hex").slice(0, 16);

async function prepare(urls, demo, key, wanted, progress) {
  const child = spawnNode(
    ["--conditions=react-server", "--import", "tsx", path.join(ROOT, "prisma/prepare.ts")],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: process.env.NODE_ENV || "production",
        DATABASE_URL: urls.appUrl,
        MIGRATION_DATABASE_URL: urls.ownerUrl,
        AUDIT_KEY: key,
        DEMO: demo ? "1" : "0",
        PREPARED_FINGERPRINT: wanted,
      },
    },
  );
  readline.createInterface({ input: child.stdout }).on("line", progress);
  const code = await ended(child);
  if (code === 0) return;
  // The child has said why, in one line; its exit code tells the cause.
  const exitCode = code === null || code === EXIT.unexpected ? EXIT.migration : code;
  throw Object.assign(new Refusal("migration", ""), { exitCode });
}

/** Migrates and seeds if this program needs more than the database has; answers whether the database is a demo. */
async function ensurePrepared(urls, settings, report) {
  const role = decodeURIComponent(new URL(urls.appUrl).username);
  const key = auditKey(settings);
  // Another role of the app has no rights yet, though the tables are there; another key is not that of the audit chain.
  const wanted = `${databaseFingerprint()} ${role} ${keyMark(key)}`;
  // A new server has no role for the app yet: the owner looks.
  const known = await connected(urls.ownerUrl, installation);
  const demo = settings.demo ?? known?.demo ?? settings.external === null;
  if (known !== null && known.demo !== demo)
    throw new Refusal(
      "demoMode",
      known.demo
        ? "this database holds the demo, so DEMO=0 is refused: use another DATA_DIR or DATABASE_URL"
        : "this database is for real figures, so DEMO=1 is refused: use another DATA_DIR or DATABASE_URL",
    );
  if (known?.prepared !== wanted)
    await report.step("Preparing the database", () => prepare(urls, demo, key, wanted, report.detail));
  if (await connected(urls.appUrl, mayChangeAudit)) {
    const what = `the role ${role} of DATABASE_URL may change audit entries`;
    if (!demo)
      throw new Refusal(
        "auditRights",
        `${what}: give the app a role of its own, and the owner's in MIGRATION_DATABASE_URL`,
      );
    report.warn(`${what}; without the demo this is refused`);
  }
  return demo;
}

async function openExternal(settings, report, { isAsItIs = false }) {
  const urls = settings.external;
  const demo = isAsItIs ? false : await ensurePrepared(urls, settings, report);
  return { ...urls, demo, cluster: null, secrets: null, release: async () => undefined };
}

async function openEmbedded(settings, report, { claim, isDurable = true, isAsItIs = false }) {
  const dataDir = ensureDataDir(settings);
  const mutex = path.join(dataDir, "preparing.lock");
  const cluster = new Cluster(dataDir, { isDurable });
  const leases = new Leases(dataDir);
  const release = () =>
    withMutex(mutex, async () => {
      leases.release();
      if (leases.living().length === 0) await cluster.stop();
    });
  const ensureRunning = () => withMutex(mutex, () => cluster.ensureRunning(report.step));
  try {
    return await withMutex(mutex, async () => {
      await claim(leases);
      await cluster.ensureRunning(report.step);
      const { appUrl, ownerUrl } = cluster.urls;
      const demo = isAsItIs ? false : await ensurePrepared({ appUrl, ownerUrl }, settings, report);
      return { appUrl, ownerUrl, demo, cluster, leases, ensureRunning, release };
    });
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Opens the database of the settings. `claim` marks this process as a user of the data folder, or refuses.
 * The caller calls `release` at its end. `isAsItIs`: nothing is migrated or filled, for whoever copies a database or into one.
 */
export function openDatabase(settings, report, options) {
  return settings.external
    ? openExternal(settings, report, options)
    : openEmbedded(settings, report, options);
}
