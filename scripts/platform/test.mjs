/** Runs the tests on a database server of their own, which is gone afterwards, and adds up what they say. */
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stopChildren } from "./child.mjs";
import { ensureInstalled } from "./install.mjs";
import { Leases } from "./leases.mjs";
import { Cluster } from "./postgres.mjs";
import { explain, Refusal } from "./refusal.mjs";
import { reporter } from "./report.mjs";

const PREFIX = "bao-phu-test-";
const report = reporter((line) => console.log(line));

/** Tests choose their own settings: what is set for the app must not reach them. */
const OWN =
  /^(APP_PROCESSES|DATABASE_URL|MIGRATION_DATABASE_URL|DATABASE_POOL|DATA_DIR|DEMO|HOST|PORT|APP_URL|TRUST_PROXY|LOG_LEVEL|NODE_ENV|NEXTAUTH_.*|NEXT_SERVER_.*|AUDIT_KEY|OIDC_.*|SMTP_URL|MAIL_FROM|WORKER|PDF_BROWSER)$/;

/** Servers of test runs that were killed. */
async function clearDeadRuns() {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    try {
      if (new Leases(folder).living().length === 0) await new Cluster(folder).destroy();
    } catch {
      // Another user's; theirs to clear.
    }
  }
}

async function prepare() {
  await ensureInstalled(report.step);
  await clearDeadRuns();
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), PREFIX)));
  new Leases(folder).take({ kind: "test" });
  return { folder, cluster: new Cluster(folder, { isDurable: false }) };
}

async function runParts(names, { folder, cluster }) {
  const { PARTS } = await import("./test-parts.mjs");
  const wanted = names.length > 0 ? names : Object.keys(PARTS);
  const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown)
    throw new Refusal("configuration", `there is no part "${unknown}": ${Object.keys(PARTS).join(", ")}`);
  await report.step("Starting PostgreSQL for the tests", () => cluster.ensureRunning((name, run) => run()));
  const inherited = Object.entries(process.env).filter(([name]) => !OWN.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    CI: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_DIST_DIR: ".next-test",
    TEST_DATABASE_ADMIN_URL: cluster.urls.adminUrl,
  };
  let [passed, failed] = [0, 0];
  for (const name of wanted) {
    report.line(`\n── ${name} ──`);
    const result = await PARTS[name]({ env, folder, report }).catch((error) => {
      explain(error);
      return { passed: 0, failed: 1 };
    });
    report.line(`${name}: ${result.passed} passed, ${result.failed} failed`);
    passed += result.passed;
    failed += result.failed;
  }
  return { passed, failed };
}

export async function main(names) {
  let isStopping = false;
  let run = null;
  let [passed, failed] = [0, 1];
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(name, () => {
      isStopping = true;
      stopChildren();
    });
  try {
    run = await prepare();
    ({ passed, failed } = await runParts(names, run));
  } catch (error) {
    explain(error);
  }
  if (run !== null) {
    await run.cluster.destroy();
    rmSync(run.folder, { recursive: true, force: true });
  }
  if (isStopping) failed += 1;
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
