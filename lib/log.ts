/** Structured logs: one JSON line per event on standard output, secrets cut out. */
import "server-only";
import pino from "pino";
import { env } from "@/lib/env";

export const log = pino({
  level: env.NODE_ENV === "test" ? "silent" : "info",
  redact: ["password", "token", "*.password", "*.token", "*.authorization", "*.cookie"],
});
