/** Who uses a data folder now. The last to leave stops its database, and only one may serve it. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { identify, isAlive } from "./processes.mjs";
import { readPrivate, writePrivately } from "./secrets.mjs";

export class Leases {
  constructor(dataDir) {
    this.folder = path.join(dataDir, "leases");
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  own() {
    return path.join(this.folder, `${process.pid}.json`);
  }

  /** The leases of processes that live. What a dead starter left is handed to `bury`, then removed. */
  living(bury = () => undefined) {
    return readdirSync(this.folder)
      .filter((name) => /^\d+\.json$/.test(name))
      .flatMap((name) => {
        const file = path.join(this.folder, name);
        const lease = readPrivate(file);
        if (lease !== null && isAlive(lease)) return [lease];
        if (lease !== null) bury(lease);
        rmSync(file, { force: true });
        return [];
      });
  }

  /** Leaves a mark of this process, or adds to it. */
  take(details) {
    writePrivately(this.own(), JSON.stringify({ ...identify(), ...readPrivate(this.own()), ...details }));
  }

  release() {
    rmSync(this.own(), { force: true });
  }
}
