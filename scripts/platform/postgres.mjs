/** Starts, adopts, heals and stops the embedded PostgreSQL. Its callers hold the mutex of the data folder. */
import { spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";
import { chooseHome, databaseUser, ownFolder, programs } from "./postgres-home.mjs";
import { freePort, isFree } from "./ports.mjs";
import { commandLine, processesIn, signal, startedAt, waitUntil } from "./processes.mjs";
import { ensureSecrets, readPrivate, writePrivately } from "./secrets.mjs";
import { run } from "./child.mjs";

const SUPERUSER = "postgres";
const OWNER = "bao_phu_owner";
const APP = "bao_phu_app";
const DATABASE = "bao_phu";
const LOG_LIMIT = 10_000_000;

/** A whole crash recovery may take minutes; a server that answers nothing for this long is stopped. */
const RECOVERY = 10 * 60_000;
const SILENCE = 10_000;

const SERVER_SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 100,
  // A load of a million rows writes much at once: fewer checkpoints, more memory for sorts and indexes.
  shared_buffers: "256MB",
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  maintenance_work_mem: "256MB",
  work_mem: "16MB",
  wal_compression: "on",
  log_timezone: "UTC",
  log_checkpoints: "off",
};
const THROWAWAY_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

async function connect(url, milliseconds = 5000) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: milliseconds,
    query_timeout: milliseconds,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** The embedded cluster of a data folder; `isDurable: false` is for tests, which lose nothing in a crash. */
export class Cluster {
  constructor(dataDir, { isDurable = true } = {}) {
    this.dataDir = dataDir;
    this.isDurable = isDurable;
    this.stateFile = path.join(dataDir, "cluster.json");
  }

  /** Where the data is. The state file knows a home outside the data folder; inside it, the folder may be moved. */
  get home() {
    const { home } = readPrivate(this.stateFile) ?? {};
    return home ?? this.dataDir;
  }

  get pgdata() {
    return path.join(this.home, "postgres");
  }

  get port() {
    return readPrivate(this.stateFile)?.port ?? null;
  }

  get logFile() {
    return path.join(this.dataDir, "postgres.log");
  }

  remember(change) {
    writePrivately(this.stateFile, JSON.stringify({ ...readPrivate(this.stateFile), ...change }));
  }

  url(user, password, database = DATABASE) {
    return `postgresql://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  get urls() {
    const { ownerPassword, appPassword, superuserPassword } = ensureSecrets(this.dataDir);
    return {
      appUrl: this.url(APP, appPassword),
      ownerUrl: this.url(OWNER, ownerPassword),
      adminUrl: this.url(SUPERUSER, superuserPassword, "postgres"),
    };
  }

  /** What postmaster.pid says, and whether that process lives and is this cluster's server. */
  postmaster() {
    const file = path.join(this.pgdata, "postmaster.pid");
    if (!existsSync(file)) return null;
    const lines = readFileSync(file, "utf8").split("\n");
    const pid = Number(lines[0]);
    return { pid, isOurs: this.isOurProcess(pid), status: lines[7]?.trim() ?? "", file };
  }

  /** A number in an old file may by now be anybody's: only a server of this folder is ever stopped. */
  isOurProcess(pid) {
    if (startedAt(pid) === null) return false;
    if (process.platform === "linux") return processesIn(realpathSync(this.pgdata)).includes(pid);
    return commandLine(pid).includes(this.pgdata);
  }

  /** Whether the server on our port is this cluster: it takes our password and works in our folder. */
  async answersAsOurs() {
    const client = await connect(this.urls.adminUrl);
    try {
      const { rows } = await client.query("SELECT current_setting('data_directory') AS folder");
      return realpathSync(rows[0].folder) === realpathSync(this.pgdata);
    } finally {
      await client.end();
    }
  }

  isHealthy() {
    return this.answersAsOurs().catch(() => false);
  }

  isRunning() {
    return this.postmaster()?.isOurs ?? false;
  }

  /** Makes the cluster answer, whatever was left of it; true if it ran already. */
  async ensureRunning(step) {
    if (!existsSync(this.pgdata)) await step("Creating the database", () => this.create());
    if (await this.adopt()) return true;
    await this.start();
    return false;
  }

  async create() {
    if (readPrivate(this.stateFile) === null) {
      const home = chooseHome(this.dataDir);
      this.remember(home === this.dataDir ? {} : { home });
    }
    const user = databaseUser(this.pgdata);
    // A killed starter may have left an initdb at work: it keeps its own folder, and this one gets another.
    const half = `${this.pgdata}.half-${process.pid}`;
    for (const name of readdirSync(this.home).filter((entry) => entry.startsWith("postgres.half-")))
      rmSync(path.join(this.home, name), { recursive: true, force: true, maxRetries: 5 });
    const passwordFile = path.join(this.home, "initial-password");
    const bin = programs(this.home, user);
    ownFolder(half, user);
    writePrivately(passwordFile, ensureSecrets(this.dataDir).superuserPassword);
    if (user.uid !== undefined) chownSync(passwordFile, user.uid, user.gid);
    try {
      await run(
        "embeddedPostgres",
        "initdb failed",
        path.join(bin, "initdb"),
        [
          ...["--pgdata", half, "--username", SUPERUSER, "--pwfile", passwordFile, "--auth", "scram-sha-256"],
          ...[
            "--encoding",
            "UTF8",
            "--locale-provider",
            "builtin",
            "--locale",
            "C.UTF-8",
            "--no-instructions",
          ],
          ...(this.isDurable ? [] : ["--no-sync"]),
        ],
        { ...user, cwd: "/", env: { PATH: process.env.PATH, LC_ALL: "C" } },
      );
      renameSync(half, this.pgdata);
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  /** Takes over a server that runs; stops one that runs and does not answer; clears what a dead one left. */
  async adopt() {
    const found = this.postmaster();
    if (found?.isOurs) {
      const isStarting = () => /^(starting|stopping)$/.test(this.postmaster()?.status ?? "");
      await waitUntil(() => startedAt(found.pid) === null || !isStarting(), RECOVERY);
      const isAlive = () => startedAt(found.pid) !== null;
      if (
        isAlive() &&
        (await waitUntil(async () => !isAlive() || (await this.isHealthy()), SILENCE)) &&
        isAlive()
      )
        return true;
      await this.stop({ isHung: true });
    }
    await this.clearRemains();
    return false;
  }

  /** Backends outlive a killed server for a moment, or for as long as their query takes; a new server must not meet them. */
  async clearRemains() {
    const folder = realpathSync(this.pgdata);
    const areGone = () => processesIn(folder).length === 0;
    for (const [name, patience] of [
      [null, 2000],
      ["SIGQUIT", 3000],
      ["SIGKILL", 5000],
    ]) {
      if (name !== null) for (const pid of processesIn(folder)) signal(pid, name);
      if (await waitUntil(areGone, patience)) break;
    }
    const found = this.postmaster();
    if (found !== null && !found.isOurs) rmSync(found.file, { force: true });
  }

  async start() {
    const user = databaseUser(this.pgdata);
    const bin = programs(this.home, user);
    this.checkVersion();
    for (let attempt = 1; ; attempt++) {
      if (this.port === null || !(await isFree(this.port))) this.remember({ port: await freePort() });
      if (await this.spawnServer(bin, user)) break;
      if (attempt === 3)
        throw new Refusal(
          "embeddedPostgres",
          `PostgreSQL does not start: ${this.lastLogLine()} (see ${this.logFile})`,
        );
    }
    await this.createRoles();
  }

  checkVersion() {
    const is = readFileSync(path.join(this.pgdata, "PG_VERSION"), "utf8").trim();
    if (is !== "18")
      throw new Refusal(
        "embeddedPostgres",
        `the data in ${this.pgdata} is of PostgreSQL ${is}, the embedded server is 18: dump it with the old version and load it again`,
      );
  }

  /** True when the server answers, false if it ended instead. */
  async spawnServer(bin, user) {
    if ((statSync(this.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT)
      renameSync(this.logFile, `${this.logFile}.1`);
    const log = openSync(this.logFile, "a", 0o600);
    const settings = { port: this.port, ...SERVER_SETTINGS, ...(this.isDurable ? {} : THROWAWAY_SETTINGS) };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    // A session of its own: Ctrl-C reaches the starter alone, which stops the app first and the database last.
    const child = spawn(path.join(bin, "postgres"), ["-D", this.pgdata, ...flags], {
      ...user,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
    closeSync(log);
    let hasEnded = false;
    child.on("error", () => (hasEnded = true));
    child.on("exit", () => (hasEnded = true));
    child.unref();
    await waitUntil(
      async () => hasEnded || (this.postmaster()?.status === "ready" && (await this.isHealthy())),
      RECOVERY,
    );
    return !hasEnded;
  }

  lastLogLine() {
    const lines = readFileSync(this.logFile, "utf8").trim().split("\n");
    return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? "it said nothing";
  }

  /** The owner of the tables and the app's role, and their database; each only if it is not there yet. */
  async createRoles() {
    const { ownerPassword, appPassword } = ensureSecrets(this.dataDir);
    const client = await connect(this.urls.adminUrl, RECOVERY);
    try {
      const isMissing = async (query, name) => (await client.query(query, [name])).rowCount === 0;
      for (const [role, password] of [
        [OWNER, ownerPassword],
        [APP, appPassword],
      ])
        if (await isMissing("SELECT 1 FROM pg_roles WHERE rolname = $1", role))
          await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
      // The benchmark makes databases of its own, as the owner.
      await client.query(`ALTER ROLE ${OWNER} CREATEDB`);
      if (await isMissing("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE))
        await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
    } finally {
      await client.end();
    }
  }

  /**
   * Stops the server: open transactions end at once, everything committed is written. Harmless if it does not run.
   * A server that hangs is not asked politely first; what it committed is in its log and comes back at the next start.
   */
  async stop({ isHung = false } = {}) {
    const found = this.postmaster();
    if (!found?.isOurs) return;
    const polite = [
      ["SIGINT", 60_000],
      ["SIGQUIT", 20_000],
    ];
    for (const [name, patience] of [...(isHung ? [["SIGQUIT", 3000]] : polite), ["SIGKILL", 5000]]) {
      signal(found.pid, name);
      if (await waitUntil(() => startedAt(found.pid) === null, patience)) break;
    }
  }

  /** Removes the server and its data for good. Only tests do this. */
  async destroy() {
    await this.stop();
    const { home, dataDir } = this;
    for (const folder of [home, dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}
