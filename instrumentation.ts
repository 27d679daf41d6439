/** What Next calls by itself: at the start of the server, and when a request fails. */
import type { Instrumentation } from "next";

/** Once per process. */
export async function register(): Promise<void> {
  // Next compiles this file for its other runtime too, which has no diagnostics channels.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { prepareSignIn } = await import("@/lib/auth/start");
  prepareSignIn();
  // A build serves nobody.
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  // A key that is missing stops the server now, not the first change that somebody makes.
  const { auditKey } = await import("@/lib/audit-key");
  auditKey();
  const { checkPrinter } = await import("@/lib/print/report-pdf");
  checkPrinter();
  const { startWork } = await import("@/lib/worker/start");
  startWork();
}

/** What a page says is only the digest; the log says what it stands for, under the id of the request. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  { path, method, headers },
  { routePath },
) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  log.error(
    { err: error, digest, method, path, routePath, requestId: headers["x-request-id"] },
    "request failed",
  );
};
