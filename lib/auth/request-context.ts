/** What proxy.ts tells the rest of a request about it, in headers that no visitor can set from outside. */
import "server-only";
import { headers } from "next/headers";
import { log } from "@/lib/log";

/** In every answer and every log line of the request. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Path and query, to return to after signing in. */
export const PATH_HEADER = "x-request-path";

/** The log of this request. */
export async function requestLog(): Promise<typeof log> {
  const requestId = (await headers()).get(REQUEST_ID_HEADER);
  return log.child({ requestId });
}

/** Path and query of this request. */
export async function requestPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? "/";
}
