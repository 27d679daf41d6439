/** Runs `npm start`'s script and its tools as a person would, on a data folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { waitUntil } from "@/scripts/platform/processes.mjs";
import { TEST_AUDIT_KEY } from "./databases";
import { E2E_ACTIONS_KEY, E2E_SECRET } from "./e2e-settings";

const ROOT = path.resolve(import.meta.dirname, "../..");

export function newDataDir(): string {
  return realpathSync(mkdtempSync(path.join(os.tmpdir(), "bao-phu-start-")));
}

/** A script that runs; `output` is all it has said so far. */
export class Script {
  output = "";
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;

  constructor(script: string, args: string[], settings: Record<string, string>) {
    const { TMPDIR, PATH, HOME } = process.env;
    this.child = spawn(process.execPath, [path.join(ROOT, script), ...args], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        NODE_ENV: "production",
        NEXT_DIST_DIR: process.env.NEXT_DIST_DIR ?? ".next-test",
        NEXTAUTH_SECRET: E2E_SECRET,
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: E2E_ACTIONS_KEY,
        AUDIT_KEY: TEST_AUDIT_KEY,
        DEMO: "0",
        ...Object.fromEntries(Object.entries({ TMPDIR, PATH, HOME }).filter(([, value]) => value)),
        ...settings,
      },
    });
    const keep = (chunk: Buffer) => (this.output += chunk);
    this.child.stdout?.on("data", keep);
    this.child.stderr?.on("data", keep);
    this.exitCode = new Promise((resolve) => this.child.on("close", (code) => resolve(code)));
  }

  /** True when it has said that it is ready, false if it ended or three minutes passed. */
  async ready(): Promise<boolean> {
    const hasEnded = () => this.child.exitCode !== null || this.child.signalCode !== null;
    await waitUntil(() => this.output.includes("is ready") || hasEnded(), 180_000);
    return !hasEnded();
  }

  kill(signal: NodeJS.Signals) {
    this.child.kill(signal);
    return this.exitCode;
  }
}

export const start = (settings: Record<string, string>) => new Script("scripts/start.mjs", [], settings);

export const tool = (args: string[], settings: Record<string, string>) =>
  new Script("scripts/tool.mjs", args, settings);

/** The status of /api/health, 0 if nobody answers. */
export async function health(port: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
  return answer?.status ?? 0;
}
