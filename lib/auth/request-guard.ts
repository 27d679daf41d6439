/** What a request must be before anything reads it: from our own pages, and not too large. Never the authorisation. */
import { NextResponse } from "next/server";

/** Forms and JSON of this application need far less. Server actions would take what the largest of them needs. */
const BODY_MAX = 1024 * 1024;
const SIGN_IN_BODY_MAX = 16 * 1024;
/** The scan of a decision, 20 MB, with the form around it. Nothing else may be that large. */
const PAPER_BODY_MAX = 20 * BODY_MAX + 64 * 1024;
/** A workbook, 10 MB, with what an earlier one was read as beside it. */
const SHEET_BODY_MAX = 14 * BODY_MAX;
const SHEET_PATH =
  /^\/(?:api\/v1\/(?:decisions\/[0-9a-f-]{36}\/)?dataValueSets|admin\/exchange\/units|targets\/decisions\/[0-9a-f-]{36}\/(?:sheet|exchange)|entry\/[\w-]{1,40}\/(?:[\d-]{7,10}\/sheet|sheets|exchange))$/;
const PAPER_PATH = /^\/api\/v1\/decisions\/[0-9a-f-]{36}\/paper$/;

/** Where a file that somebody uploaded is given back: nothing in it may run in the name of this site. */
export const isUploadPath = (pathname: string) => PAPER_PATH.test(pathname);

function bodyLimit(pathname: string): number {
  if (isUploadPath(pathname)) return PAPER_BODY_MAX;
  if (SHEET_PATH.test(pathname)) return SHEET_BODY_MAX;
  return pathname.startsWith("/api/auth/") ? SIGN_IN_BODY_MAX : BODY_MAX;
}

export type Refusal = { status: 403 | 411 | 413; error: string; message: string };

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

const FOREIGN: Refusal = {
  status: 403,
  error: "foreign_origin",
  message: "Yêu cầu không được gửi từ trang của hệ thống. Mở lại trang rồi làm lại.",
};
const TOO_LARGE: Refusal = {
  status: 413,
  error: "too_large",
  message: "Dữ liệu gửi lên quá lớn. Chia thành nhiều phần rồi gửi từng phần.",
};
const NO_LENGTH: Refusal = {
  status: 411,
  error: "length_required",
  message: "Yêu cầu không nêu độ dài dữ liệu.",
};

/**
 * A browser names the page that sent a form in Origin and how near it is in Sec-Fetch-Site; a page cannot forge either.
 * Programs send neither: they are taken only without a cookie, which is what somebody else could make use of.
 */
function isForeign(headers: Headers, origins: readonly string[]): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  if (origin !== null) return !origins.includes(origin);
  return site === null && headers.has("cookie");
}

/** Our own addresses: the one people type, and the one this request came by (localhost for 127.0.0.1). */
function ownOrigins(headers: Headers, appUrl: string, isProxied: boolean): string[] {
  const { origin, protocol } = new URL(appUrl);
  const host = (isProxied && headers.get("x-forwarded-host")) || headers.get("host");
  return host ? [origin, `${protocol}//${host}`] : [origin];
}

/** Why the request is refused, or null. */
export function refuseRequest(
  request: { method: string; headers: Headers; pathname: string },
  app: { url: string; isProxied: boolean },
): Refusal | null {
  const { method, headers, pathname } = request;
  if (READING.has(method)) return null;
  if (isForeign(headers, ownOrigins(headers, app.url, app.isProxied))) return FOREIGN;
  const length = headers.get("content-length");
  if (length === null) return headers.has("transfer-encoding") ? NO_LENGTH : null;
  return Number(length) > bodyLimit(pathname) ? TOO_LARGE : null;
}

/** JSON for programs, a short page for people. */
export function refusalResponse(
  refusal: Refusal,
  pathname: string,
  headers: Record<string, string>,
): NextResponse {
  const { status, error, message } = refusal;
  if (pathname.startsWith("/api/")) return NextResponse.json({ error, message }, { status, headers });
  const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bao Phủ</title><h1>Không nhận yêu cầu</h1><p>${message}</p><p><a href="/">Về trang chính</a></p></html>`;
  return new NextResponse(page, {
    status,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8" },
  });
}
