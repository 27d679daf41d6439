/** Which processes live. A number alone names nobody: it is used again, and a dead child keeps it until it is reaped. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const isLinux = process.platform === "linux";

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function ps(pid, columns) {
  try {
    return execFileSync("ps", ["-o", columns, "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}

/** When a process began, as text that no other process with its number has; null if it is gone or only waits to be reaped. */
export function startedAt(pid) {
  if (isLinux) {
    const stat = read(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat === "" || fields[0] === "Z" || fields[0] === "X") return null;
    return `${read("/proc/sys/kernel/random/boot_id").trim()} ${fields[19]}`;
  }
  const answer = ps(pid, "state=,lstart=");
  return answer === "" || answer.startsWith("Z") ? null : answer.replace(/^\S+\s+/, "");
}

/** Names a process for good; this one by default. */
export const identify = (pid = process.pid) => ({ pid, started: startedAt(pid) });

export function isAlive(process) {
  return process.started !== null && startedAt(process.pid) === process.started;
}

/** The command line of a process, "" if it is gone. */
export function commandLine(pid) {
  return isLinux ? read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() : ps(pid, "command=");
}

export function parentOf(pid) {
  if (!isLinux) return Number(ps(pid, "ppid="));
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Processes that work inside a folder (Linux; elsewhere none are found). */
export function processesIn(folder) {
  if (!isLinux) return [];
  const worksThere = (pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder && startedAt(pid) !== null;
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && worksThere(name))
    .map(Number);
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Asks every 50 ms until the answer is true; false if the time is over. */
export async function waitUntil(isTrue, milliseconds) {
  const end = Date.now() + milliseconds;
  while (!(await isTrue())) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}
