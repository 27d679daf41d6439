/** The network address a request comes from, believing no more than TRUST_PROXY allows. */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** What a reverse proxy says about the outer side of a request. */
const FORWARDED = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Without a proxy in front, whatever a client claims to have been forwarded is dropped before anything reads it; Next then
 * fills X-Forwarded-For with the address of the socket. Runs once per process, before the first request.
 */
export function dropForgedForwarding(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    for (const name of FORWARDED) Reflect.deleteProperty(request.headers, name);
  });
}

/**
 * `forwardedFor` is the header X-Forwarded-For, to which each proxy appends whom it heard. With `proxies` trusted ones in
 * front, the entry that the outermost of them wrote counts, and everything left of it is the client's invention.
 */
export function clientAddress(forwardedFor: string | null | undefined, proxies: number): string {
  const chain = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return chain.at(-Math.min(Math.max(1, proxies), chain.length || 1)) ?? "unknown";
}
