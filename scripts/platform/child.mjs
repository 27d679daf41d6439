/** Runs other programs as parts of the set-up. */
import { spawn } from "node:child_process";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./settings.mjs";

const children = new Set();

/** Ends the parts of the set-up that still run; for a starter that is told to stop half way. */
export function stopChildren() {
  for (const child of children) child.kill("SIGTERM");
}

/** Runs a program of the set-up; keeps its output for the case that it fails. */
export function run(cause, what, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], ...options });
    children.add(child);
    const keep = (chunk) => (output = (output + chunk).slice(-8000));
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => reject(new Refusal(cause, `${what}: ${error.message}`)));
    child.on("close", (code) => {
      children.delete(child);
      if (code === 0) return resolve(output);
      console.error(output.trimEnd());
      reject(new Refusal(cause, `${what} (exit code ${code}, its last lines are above)`));
    });
  });
}
