/** Called once, when the server starts. */
import "server-only";
import { env } from "@/lib/env";
import { mailServer } from "./mail-server";
import { startWorker } from "./worker";

/** A development server works only if it is told to. @throws if a setting is half */
export function startWork(): void {
  mailServer();
  if ((env.WORKER ?? (env.NODE_ENV === "production" ? "1" : "0")) === "1") startWorker();
}
