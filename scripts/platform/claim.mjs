/** One start at a time serves a data folder; what a start that was killed left behind is cleared first. */
import path from "node:path";
import { buryApp } from "./app-server.mjs";
import { Leases } from "./leases.mjs";
import { withMutex } from "./mutex.mjs";
import { commandLine, identify, isAlive, parentOf, waitUntil } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { ensureDataDir } from "./settings.mjs";

const FAREWELL = 90_000;

/** The npm that runs this script, perhaps through a shell; null without npm. If it is killed, nobody can stop us. */
export function launcher() {
  if (!process.env.npm_lifecycle_event) return null;
  const parent = process.ppid;
  const pid = commandLine(parent).includes("npm") ? parent : parentOf(parent);
  return pid > 1 ? identify(pid) : null;
}

/** Whether a start goes down by itself: its npm is gone, and it notices within a second. */
const isLeaving = (start) => start.launcher !== null && !isAlive(start.launcher);

export async function claimStart(settings) {
  const dataDir = ensureDataDir(settings);
  const leases = new Leases(dataDir);
  const attempt = () =>
    withMutex(path.join(dataDir, "preparing.lock"), async () => {
      const dead = [];
      const other = leases.living((lease) => dead.push(lease)).find(({ kind }) => kind === "start");
      for (const { app } of dead) await buryApp(app);
      if (other) return other;
      leases.take({ kind: "start", address: settings.address, launcher: launcher() });
      return null;
    });
  let other = null;
  const isDone = async () => {
    other = await attempt();
    return other === null || !isLeaving(other);
  };
  if ((await waitUntil(isDone, FAREWELL)) && other === null) return leases;
  throw new Refusal("running", `process ${other.pid} already serves ${settings.dataDir} at ${other.address}`);
}
