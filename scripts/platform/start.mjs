/** From whatever is there to a served app, and back: prepares, serves, watches, and stops in the right order. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppServer, refuseTakenPort } from "./app-server.mjs";
import { ensureBuild } from "./build.mjs";
import { stopChildren } from "./child.mjs";
import { claimStart, launcher } from "./claim.mjs";
import { openDatabase } from "./database.mjs";
import { refuseFullDisk } from "./disk-space.mjs";
import { environment, sessionSecrets } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { isAlive } from "./processes.mjs";
import { explain, Refusal } from "./refusal.mjs";
import { reporter } from "./report.mjs";
import { loadSettings, ROOT } from "./settings.mjs";

/** Thrown where the work stands when somebody asked to stop; no failure. */
class Stopped extends Error {}

const report = reporter((line) => console.log(line));

/** Listens for Ctrl-C and friends, and for the death of the npm that started us. */
function listenForStop() {
  const stop = { isAsked: false };
  stop.asked = new Promise((resolve) => {
    const ask = (why) => {
      if (stop.isAsked) return;
      stop.isAsked = true;
      report.line(why);
      stopChildren();
      resolve();
    };
    process.on("SIGINT", () => (stop.isAsked ? process.exit(130) : ask("Stopping …")));
    process.on("SIGTERM", () => ask("Stopping …"));
    process.on("SIGHUP", () => ask("Stopping …"));
    const npm = launcher();
    if (npm === null) return;
    const watch = setInterval(() => isAlive(npm) || ask("npm is gone: stopping …"), 1000);
    watch.unref();
  });
  stop.check = () => {
    if (stop.isAsked) throw new Stopped();
  };
  return stop;
}

function refuseOpenDemo(settings, isDemo) {
  if (isDemo && !settings.isLoopback)
    throw new Refusal(
      "demoHost",
      `the demo has public passwords: HOST must be 127.0.0.1, not ${settings.host} (or set DEMO=0)`,
    );
}

/** The lines that tell how to sign in to the demo. */
async function accountLines() {
  const { tsImport } = await import("tsx/esm/api");
  const { DEMO_ACCOUNTS } = await tsImport(path.join(ROOT, "prisma/demo/accounts.ts"), import.meta.url);
  const width = (key) => Math.max(...DEMO_ACCOUNTS.map((account) => account[key].length)) + 2;
  const [name, password, role] = [width("username"), width("password"), width("role")];
  const lines = DEMO_ACCOUNTS.map(
    (account) =>
      `  ${account.username.padEnd(name)}${account.password.padEnd(password)}${account.role.padEnd(role)}${account.unitId}`,
  );
  return ["", "Demo accounts (user name, password, role, unit; all figures are illustrative):", ...lines, ""];
}

/** Ends when somebody asks to stop; a database that died is started again, an app that died is an error. */
async function watch(stop, server, database) {
  const ended = server.ended.then((how) => ({ how }));
  for (;;) {
    const event = await Promise.race([
      stop.asked.then(() => "stop"),
      ended,
      sleep(1000, null, { ref: false }),
    ]);
    if (event === "stop") return;
    if (event !== null) throw new Refusal("app", `the app ended by itself (${event.how})`);
    if (database.cluster === null || database.cluster.isRunning()) continue;
    report.warn("PostgreSQL is gone; starting it again");
    await database.ensureRunning();
    report.line("PostgreSQL answers again");
  }
}

async function prepare(settings, stop, cleanups) {
  refuseOpenDemo(settings, settings.demo ?? settings.external === null);
  refuseFullDisk(settings);
  let leases = null;
  if (settings.external === null) {
    leases = await claimStart(settings);
    cleanups.push(() => leases.release());
  } else {
    sessionSecrets(settings);
  }
  await refuseTakenPort(settings);
  stop.check();
  await ensureInstalled(report.step);
  stop.check();
  const database = await openDatabase(settings, report, { claim: () => undefined });
  cleanups.push(database.release);
  refuseOpenDemo(settings, database.demo);
  stop.check();
  const env = environment(settings, database, sessionSecrets(settings));
  delete env.MIGRATION_DATABASE_URL; // the app never acts as the owner
  await ensureBuild(settings.distDir, env, report.step);
  stop.check();
  const server = new AppServer(settings, env);
  cleanups.push(() => server.stop());
  leases?.take({ app: server.identity() });
  const [accounts] = await Promise.all([database.demo ? accountLines() : [], server.ready()]);
  for (const line of accounts) report.line(line);
  report.line(`Bao Phủ is ready: ${settings.publicUrl}   (Ctrl-C stops it)`);
  return { server, database };
}

export async function main() {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const stop = listenForStop();
  const cleanups = [];
  let exitCode = 0;
  try {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
    report.line(`Bao Phủ ${version}`);
    const settings = loadSettings();
    const { server, database } = await prepare(settings, stop, cleanups);
    server.passOutput((chunk) => process.stdout.write(chunk));
    await watch(stop, server, database);
  } catch (error) {
    if (!stop.isAsked) exitCode = explain(error);
  }
  for (const cleanUp of cleanups.reverse()) {
    try {
      await cleanUp();
    } catch (error) {
      exitCode = exitCode || explain(error);
    }
  }
  if (exitCode === 0) report.line("Stopped.");
  process.exit(exitCode);
}
