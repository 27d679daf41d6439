/** What of next-auth is reachable, and where its answers lead. */
import "server-only";
import { env } from "@/lib/env";

const ROUTES: Record<string, readonly string[]> = {
  GET: ["csrf", "session", "providers", "signin", "signout", "error", "callback/oidc"],
  POST: ["callback/credentials", "signin/oidc", "signout"],
};

/** A callbackUrl that is no address makes next-auth answer 500. */
function hasSoundCallbackUrl({ url }: Request): boolean {
  const wanted = new URL(url).searchParams.get("callbackUrl");
  if (wanted === null) return true;
  return URL.canParse(wanted, env.APP_URL) && /^https?:$/.test(new URL(wanted, env.APP_URL).protocol);
}

/** Everything else below /api/auth answers 404. */
export function isAuthRoute(request: Request, segments: readonly string[]): boolean {
  return (ROUTES[request.method]?.includes(segments.join("/")) ?? false) && hasSoundCallbackUrl(request);
}

/** Through the error page of next-auth the return path would be lost; through its sign-in page it is kept. */
function keepReturnPath(location: string): string {
  const url = new URL(location, env.APP_URL);
  if (url.pathname === "/api/auth/error") url.pathname = "/api/auth/signin";
  if (url.searchParams.get("csrf") === "true") url.search = "?error=FormExpired";
  return url.pathname + url.search;
}

/** Redirects within the application carry no host, so that they hold for every name the server is reached by. */
export function withLocalRedirect(response: Response): Response {
  const location = response.headers.get("location");
  if (!location || new URL(location, env.APP_URL).origin !== new URL(env.APP_URL).origin) return response;
  const headers = new Headers(response.headers);
  headers.set("location", keepReturnPath(location));
  return new Response(response.body, { status: response.status, headers });
}
