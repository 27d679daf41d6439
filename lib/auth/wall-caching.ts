/**
 * A screen asks for its next panel before it goes there. That answer, and no other page, may be kept by the browser for the
 * moment in between: going there then needs neither the server nor the network. Its nonce lies in the same answer.
 */
const HEADER = "x-wall-next";
const SECONDS = 5;

/** The Cache-Control of the answer, or null for Next's own `no-store`. */
export function nextPanelCaching(method: string, pathname: string, headers: Headers): string | null {
  if (method !== "GET" || pathname !== "/wall" || headers.get(HEADER) !== "1") return null;
  return `private, max-age=${SECONDS}`;
}
