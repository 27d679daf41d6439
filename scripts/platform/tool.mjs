/** Runs one command-line tool against the prepared database; says nothing unless something had to be prepared. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { openDatabase } from "./database.mjs";
import { environment, toolSecrets } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { explain, Refusal } from "./refusal.mjs";
import { reporter } from "./report.mjs";
import { loadSettings, ROOT } from "./settings.mjs";

const TOOLS = path.join(ROOT, "scripts/tools");

/** They copy a database as it is, or into one that holds nothing yet. */
const AS_IT_IS = ["backup", "restore"];

/** A tool's own output is all there is on standard output. */
const report = reporter((line) => console.error(line));

function toolFile(name) {
  const file = path.join(TOOLS, `${name}.ts`);
  if (/^[a-z-]+$/.test(name ?? "") && existsSync(file)) return file;
  const names = readdirSync(TOOLS).filter((entry) => entry.endsWith(".ts"));
  throw new Refusal(
    "configuration",
    `there is no tool "${name}": ${names.map((entry) => entry.slice(0, -3)).join(", ")}`,
  );
}

/** Runs the tool where the user called it, so that the file names they typed are found; answers its exit code. */
function runTool(file, args, env) {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", import.meta.resolve("tsx"), file, ...args],
    {
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: "inherit",
      env: { ...env, TSX_TSCONFIG_PATH: path.join(ROOT, "tsconfig.json") },
    },
  );
  // Ctrl-C reaches the tool too; the database is put away after it has ended.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

export async function main([name, ...args]) {
  try {
    const settings = loadSettings();
    const file = toolFile(name);
    await ensureInstalled(report.step);
    const database = await openDatabase(settings, report, {
      claim: (leases) => leases.take({ kind: "tool" }),
      isAsItIs: AS_IT_IS.includes(name),
    });
    try {
      process.exitCode = await runTool(file, args, environment(settings, database, toolSecrets(settings)));
    } finally {
      await database.release();
    }
  } catch (error) {
    process.exitCode = explain(error);
  }
}
