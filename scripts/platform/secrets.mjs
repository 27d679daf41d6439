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

/** One that is too short is refused elsewhere, and never kept. */
function givenAuditKey() {
  const { AUDIT_KEY: given = "" } = process.env;
  return Buffer.byteLength(given) >= 32 ? given : null;
}

/** The secrets of an embedded installation, made once and kept beside its data; the first call holds the mutex of the data folder. */
export function ensureSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const password = () => randomBytes(24).toString("base64url");
  const kept = readPrivate(file);
  if (kept?.auditKey) return kept;
  const made = {
    superuserPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
    nextAuthSecret: randomBytes(32).toString("base64"),
    serverActionsKey: randomBytes(32).toString("base64"),
    // A chain that is restored from elsewhere goes on with its own key.
    auditKey: givenAuditKey() ?? randomBytes(32).toString("base64"),
    // An installation from before there was an audit chain keeps what it has.
    ...kept,
  };
  writePrivately(file, JSON.stringify(made, null, 2));
  return made;
}
