/** The one log: a line of JSON per event on standard output, without secrets; requests carry their id (requestLog). */
import "server-only";
import pino from "pino";
import { env } from "@/lib/env";

/** Names under which a secret could reach a log line, at the top or one level down. */
const SECRETS = [
  "password",
  "passwordHash",
  "token",
  "tokenHash",
  "secret",
  "clientSecret",
  "authorization",
  "cookie",
  "set-cookie",
  "DATABASE_URL",
  "AUDIT_KEY",
  "connectionString",
];

export const log = pino({
  level: env.LOG_LEVEL ?? (env.NODE_ENV === "test" ? "silent" : "info"),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.headers["${name}"]`]),
    censor: "[hidden]",
  },
});
