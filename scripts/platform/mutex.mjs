/** A lock between processes on one machine that a process killed with -9 does not leave behind. */
import { linkSync, mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";
import { identify, isAlive, waitUntil } from "./processes.mjs";

const PATIENCE = 15 * 60_000;
const ABANDONED = 10_000;

function holder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** The file appears whole or not at all: a link cannot be half written, and fails if another was faster. */
function tryTake(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identify()));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    unlinkSync(own);
  }
}

/** Removes the lock of a dead process. Only one process at a time looks and removes, or two could remove a new lock. */
function clearDead(file) {
  const broom = `${file}.clearing`;
  try {
    mkdirSync(broom);
  } catch {
    if (Date.now() - (statSync(broom, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > ABANDONED)
      rmdirSync(broom);
    return;
  }
  try {
    const dead = holder(file);
    if (dead !== null && !isAlive(dead)) unlinkSync(file);
  } finally {
    rmdirSync(broom);
  }
}

/** Runs alone among all processes that name the same file; waits for the others. */
export async function withMutex(file, run) {
  mkdirSync(path.dirname(file), { recursive: true });
  const isTaken = await waitUntil(() => {
    if (tryTake(file)) return true;
    const other = holder(file);
    if (other !== null && !isAlive(other)) clearDead(file);
    return false;
  }, PATIENCE);
  if (!isTaken)
    throw new Refusal(
      "running",
      `process ${holder(file)?.pid} has been preparing for too long: stop it and start again`,
    );
  try {
    return await run();
  } finally {
    unlinkSync(file);
  }
}
