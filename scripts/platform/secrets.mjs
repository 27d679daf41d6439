/** Files that only this user may read, written so that a crash leaves the old content or the new, never half of it. */
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

export function writePrivately(file, content) {
  const half = `${file}.${process.pid}`;
  const handle = openSync(half, "w", 0o600);
  try {
    writeSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
}

export function readPrivate(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** The secrets of an embedded installation, made once and kept beside its data. */
export function ensureSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const password = () => randomBytes(24).toString("base64url");
  const kept = readPrivate(file);
  if (kept !== null) return kept;
  const made = {
    superuserPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
    nextAuthSecret: randomBytes(32).toString("base64"),
    serverActionsKey: randomBytes(32).toString("base64"),
  };
  writePrivately(file, JSON.stringify(made, null, 2));
  return made;
}
