/**
 * Runs before every page and route: refuses what no page of ours sent, sets the security headers and the request id.
 * It is never the authorisation: pages, actions and routes ask for their actor themselves.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { csrfCookieName, csrfTokenOf, newCsrfCookie } from "@/lib/auth/csrf";
import { PATH_HEADER, REQUEST_ID_HEADER } from "@/lib/auth/request-context";
import { isUploadPath, refusalResponse, refuseRequest } from "@/lib/auth/request-guard";
import { contentSecurityPolicy, securityHeaders } from "@/lib/auth/security-headers";
import { authSecret, secureCookies, singleSignOn } from "@/lib/auth/settings";
import { nextPanelCaching } from "@/lib/auth/wall-caching";
import { env } from "@/lib/env";

// Static files carry no secret and run nothing by themselves; next.config.js gives them their headers.
export const config = { matcher: "/((?!_next/static/).*)" };

const isSecure = secureCookies();
const isProxied = env.TRUST_PROXY > 0;
const sso = singleSignOn();
const formTargets = sso ? [new URL(sso.issuer).origin] : [];

/** A proxy's own id is kept, so that its log and ours can be laid side by side; a visitor's is not. */
function requestId(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return isProxied && given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** The first visitor of /login has no CSRF cookie yet, and without JavaScript no other chance to get one. */
function missingCsrfCookie(request: NextRequest): string | null {
  if (request.nextUrl.pathname !== "/login" || request.method !== "GET") return null;
  const cookie = request.cookies.get(csrfCookieName(isSecure))?.value;
  return csrfTokenOf(cookie, authSecret()) ? null : newCsrfCookie(authSecret());
}

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const id = requestId(request.headers);
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy({
    nonce,
    isSecure,
    isDevelopment: env.NODE_ENV === "development",
    formTargets,
    isSandboxed: isUploadPath(pathname),
  });
  const answerHeaders = {
    ...securityHeaders({ isSecure }),
    "Content-Security-Policy": policy,
    [REQUEST_ID_HEADER]: id,
  };

  const { method } = request;
  const refusal = refuseRequest(
    { method, headers: request.headers, pathname },
    { url: env.APP_URL, isProxied },
  );
  if (refusal) return refusalResponse(refusal, pathname, answerHeaders);

  const csrf = missingCsrfCookie(request);
  if (csrf) request.cookies.set(csrfCookieName(isSecure), csrf);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(REQUEST_ID_HEADER, id);
  headers.set(PATH_HEADER, pathname + search);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answerHeaders)) response.headers.set(name, value);
  const caching = nextPanelCaching(method, pathname, request.headers);
  if (caching) response.headers.set("Cache-Control", caching);
  if (csrf) {
    response.cookies.set(csrfCookieName(isSecure), csrf, {
      httpOnly: true,
      sameSite: "lax",
      secure: isSecure,
      path: "/",
    });
  }
  return response;
}
