/** Names the content of files, so that work is done again exactly when what it was made from changed. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./settings.mjs";

function filesBelow(folder, isWanted) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      if (!isWanted(name)) return [];
      return entry.isDirectory() ? filesBelow(name, isWanted) : [name];
    })
    .sort();
}

/** A hash of the wanted files below the project's folder and of the extra strings. */
export function fingerprint(isWanted, ...extra) {
  const hash = createHash("sha256");
  for (const text of extra) hash.update(`${text}\0`);
  for (const name of filesBelow("", isWanted))
    hash.update(`${name}\0`).update(readFileSync(path.join(ROOT, name)));
  return hash.digest("hex");
}

/** Migrations, rights, reference data and demo: what a database is prepared from. */
export function databaseFingerprint() {
  const isWanted = (name) => /^prisma(\/|$)/.test(name) && name !== "prisma/client";
  return fingerprint(isWanted);
}
