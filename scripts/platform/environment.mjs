/** The environment in which the app and the tools run. */
import { randomBytes } from "node:crypto";
import { Refusal } from "./refusal.mjs";
import { ensureSecrets } from "./secrets.mjs";

/** A secret that is too short stops the start, not the first sign-in. */
function checked({ secret, actionsKey }) {
  if (secret.length < 32)
    throw new Refusal("configuration", "NEXTAUTH_SECRET must have at least 32 characters");
  if (Buffer.from(actionsKey, "base64").length !== 32)
    throw new Refusal(
      "configuration",
      "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY must be 32 bytes in base64 (openssl rand -base64 32)",
    );
  return { secret, actionsKey };
}

/** With the embedded database the secrets are made once; with a database of one's own several instances share them. */
export function sessionSecrets(settings) {
  const { secret, actionsKey } = settings;
  if (settings.external === null) {
    const kept = ensureSecrets(settings.dataDir);
    return checked({
      secret: secret ?? kept.nextAuthSecret,
      actionsKey: actionsKey ?? kept.serverActionsKey,
    });
  }
  const missing = { NEXTAUTH_SECRET: secret, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey };
  const names = Object.keys(missing).filter((name) => missing[name] === null);
  if (names.length > 0)
    throw new Refusal(
      "configuration",
      `with DATABASE_URL set, ${names.join(" and ")} must be set too (openssl rand -base64 32)`,
    );
  return checked({ secret, actionsKey });
}

/** Tools sign nobody in: where no secret is given, one that nobody knows will do. */
export function toolSecrets(settings) {
  const nobodys = () => randomBytes(32).toString("base64");
  if (settings.external === null) return sessionSecrets(settings);
  return { secret: settings.secret ?? nobodys(), actionsKey: settings.actionsKey ?? nobodys() };
}

const knownAuditKey = (settings) =>
  settings.auditKey ?? (settings.external ? null : ensureSecrets(settings.dataDir).auditKey);

/**
 * The key of the audit chain: kept with the embedded database; with a database of one's own it is set, the same for all
 * instances and for every tool that changes something.
 */
export function auditKey(settings) {
  const key = knownAuditKey(settings);
  if (key === null)
    throw new Refusal(
      "configuration",
      "with DATABASE_URL set, AUDIT_KEY must be set too (openssl rand -base64 32), and kept: it is in no backup of the database",
    );
  if (Buffer.byteLength(key) < 32)
    throw new Refusal("configuration", "AUDIT_KEY must have at least 32 bytes");
  return key;
}

export function environment(settings, database, { secret, actionsKey }) {
  return {
    ...process.env,
    NODE_ENV: process.env.NODE_ENV || "production",
    HOST: settings.host,
    PORT: String(settings.port),
    APP_URL: settings.publicUrl,
    NEXTAUTH_URL: settings.publicUrl,
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    DEMO: database.demo ? "1" : "0",
    NEXTAUTH_SECRET: secret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
    // A copy of the database is made without it.
    AUDIT_KEY: knownAuditKey(settings) ?? "",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
