/** Runs other programs as parts of the set-up. They end with it, even if it is killed with -9. */
import { spawn } from "node:child_process";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./settings.mjs";

const LIFELINE = new URL("./die-with-parent.mjs", import.meta.url).href;
const children = new Set();
let isStopping = false;

/** Ends the parts of the set-up that still run; for a starter that is told to stop half way. */
export function stopChildren() {
  isStopping = true;
  for (const child of children) child.kill("SIGTERM");
}

/** Starts a Node program that ends when this process does. `stdio` is as for spawn, with three entries. */
export function spawnNode(args, { stdio, env = process.env, ...options }) {
  return spawn(process.execPath, ["--import", LIFELINE, ...args], {
    cwd: ROOT,
    ...options,
    env: { ...env, LIFELINE_PARENT: String(process.pid) },
    stdio: [...stdio, "ipc"],
  });
}

/** Resolves with the exit code of a part of the set-up. */
export function ended(child) {
  children.add(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code));
  }).finally(() => children.delete(child));
}

/** Waits for a quiet part of the set-up; what it said is shown only if it fails. */
async function quietly(child, cause, what) {
  let output = "";
  const keep = (chunk) => (output = (output + chunk).slice(-8000));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await ended(child).catch((error) => {
    throw new Refusal(cause, `${what}: ${error.message}`);
  });
  if (code === 0) return;
  if (isStopping) throw new Refusal(cause, `${what}: stopped`);
  if (/ENOSPC|No space left on device/.test(output))
    throw new Refusal("disk", `no disk space is left: ${what}`);
  console.error(output.trimEnd());
  throw new Refusal(cause, `${what} (exit code ${code}, its last lines are above)`);
}

/** `what` says what failed, if it does. */
export function runNode(cause, what, args, options = {}) {
  return quietly(spawnNode(args, { ...options, stdio: ["ignore", "pipe", "pipe"] }), cause, what);
}

export function run(cause, what, command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, ...options, stdio: ["ignore", "pipe", "pipe"] });
  return quietly(child, cause, what);
}
