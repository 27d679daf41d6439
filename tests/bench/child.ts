/** Programs that the benchmark starts: they end with it, and it can wait for their end. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { spawnNode } from "../../scripts/platform/child.mjs";

const PATIENCE = 5000;

/** The flags with which Node runs this project's TypeScript. */
const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];

export type Child = { process: ChildProcess; ended: Promise<void>; stop: () => Promise<void> };

function watched(process: ChildProcess): Child {
  const ended = new Promise<void>((resolve) => {
    process.on("error", () => resolve());
    process.on("exit", () => resolve());
  });
  const stop = async () => {
    process.kill("SIGTERM");
    const isOver = await Promise.race([ended.then(() => true), sleep(PATIENCE, false, { ref: false })]);
    if (!isOver) process.kill("SIGKILL");
    await ended;
  };
  return { process, ended, stop };
}

type Options = { env: NodeJS.ProcessEnv; cwd?: string };

/** @param args a program of Node and its arguments. Only what goes wrong is heard of it. */
export function startProgram(args: string[], options: Options): Child {
  return watched(spawnNode(args, { ...options, stdio: ["ignore", "ignore", "inherit"] }));
}

/** @param args a TypeScript file of this project and its arguments. What it prints goes where people read, not among the lines. */
export function startModule(args: string[], options: Options): Child {
  return watched(spawnNode([...TYPESCRIPT, ...args], { ...options, stdio: ["ignore", 2, "inherit"] }));
}
