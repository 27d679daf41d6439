/** Whether there is room for what a start will write. Running out half way costs more than not beginning. */
import { existsSync, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./settings.mjs";

const MB = 1_000_000;
const PACKAGES = 1500 * MB;
const BUILD = 300 * MB;
const DEMO = 2000 * MB;
const EMPTY = 500 * MB;
const WORKING = 200 * MB;

const nearest = (folder) => (existsSync(folder) ? folder : nearest(path.dirname(folder)));

/** One line if `free` bytes are too few for `needed`, else null. */
export function spaceRefusal(folder, free, needed) {
  if (free >= needed) return null;
  const inMb = (bytes) => `${Math.ceil(bytes / MB)} MB`;
  return `not enough disk space: ${folder} has ${inMb(free)} free, ${inMb(needed)} are needed`;
}

/** What this start will write where; folders on one disk are added up. */
export function refuseFullDisk({ dataDir, demo, distDir, external }) {
  const isMissing = (...names) => !existsSync(path.join(...names));
  const program =
    WORKING + (isMissing(ROOT, "node_modules") ? PACKAGES : 0) + (isMissing(ROOT, distDir) ? BUILD : 0);
  const data = external
    ? 0
    : WORKING + (isMissing(dataDir, "cluster.json") ? (demo === false ? EMPTY : DEMO) : 0);
  const needs = new Map();
  for (const [folder, bytes] of [
    [ROOT, program],
    [nearest(dataDir), data],
  ]) {
    const disk = statSync(folder).dev;
    needs.set(disk, { folder, bytes: (needs.get(disk)?.bytes ?? 0) + bytes });
  }
  for (const { folder, bytes } of needs.values()) {
    const { bavail, bsize } = statfsSync(folder);
    const refusal = spaceRefusal(folder, bavail * bsize, bytes);
    if (refusal !== null) throw new Refusal("disk", refusal);
  }
}
