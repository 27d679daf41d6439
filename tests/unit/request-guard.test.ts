import { expect, test } from "vitest";
import { clientAddress } from "@/lib/auth/client-address";
import { csrfTokenOf, newCsrfCookie } from "@/lib/auth/csrf";
import { refuseRequest } from "@/lib/auth/request-guard";
import { contentSecurityPolicy, securityHeaders } from "@/lib/auth/security-headers";

const app = { url: "https://baophu.example", isProxied: false };
const post = (headers: Record<string, string>, pathname = "/entry/593-2025/2026-10") => ({
  method: "POST",
  headers: new Headers({ host: "10.0.0.5:3000", ...headers }),
  pathname,
});

test.each(["GET", "HEAD", "OPTIONS"])("%s is not asked where it comes from", (method) => {
  const request = { ...post({ origin: "https://evil.example" }), method };
  expect(refuseRequest(request, app)).toBeNull();
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("%s from another site is refused", (method) => {
  const request = { ...post({ origin: "https://evil.example" }), method };
  expect(refuseRequest(request, app)?.status).toBe(403);
});

test.each([
  { origin: "https://baophu.example" },
  { origin: "https://10.0.0.5:3000" },
  { origin: "https://baophu.example", "sec-fetch-site": "same-origin" },
  { cookie: "session=1", "sec-fetch-site": "same-origin" },
  {},
] satisfies Record<string, string>[])("a post with %o is ours, or no browser's", (headers) => {
  expect(refuseRequest(post(headers), app)).toBeNull();
});

test.each([
  { origin: "null" },
  { cookie: "session=1" },
  { cookie: "session=1", referer: "https://baophu.example/login" },
  { origin: "http://baophu.example" },
  { origin: "https://baophu.example:8443" },
  { origin: "https://baophu.example.evil.example" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "https://baophu.example", "sec-fetch-site": "cross-site" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
] satisfies Record<string, string>[])("a post with %o is refused", (headers) => {
  expect(refuseRequest(post(headers), app)?.status).toBe(403);
});

test("behind a proxy the host that it forwards is ours", () => {
  const request = post({ origin: "https://thongke.example", "x-forwarded-host": "thongke.example" });
  expect(refuseRequest(request, { ...app, isProxied: true })).toBeNull();
});

test("a body beyond the limit, or of unsaid length, is refused before it is read", () => {
  expect(refuseRequest(post({ "content-length": "1048576" }), app)).toBeNull();
  expect(refuseRequest(post({ "content-length": "1048577" }), app)?.status).toBe(413);
  expect(
    refuseRequest(post({ "content-length": "16385" }, "/api/auth/callback/credentials"), app)?.status,
  ).toBe(413);
  expect(refuseRequest(post({ "transfer-encoding": "chunked" }), app)?.status).toBe(411);
});

test("the scan of a decision may be larger, and nothing beside it", () => {
  const size = (length: number, path: string) =>
    refuseRequest(post({ "content-length": String(length) }, path), app)?.status ?? null;
  const paper = "/api/v1/decisions/01890a5d-ac96-774b-bcce-b302099a8057/paper";
  expect(size(20 * 1024 * 1024 + 1_000, paper)).toBeNull();
  expect(size(21 * 1024 * 1024, paper)).toBe(413);
  for (const path of [`${paper}/x`, "/api/v1/decisions/x/paper", `/x${paper}`, "/targets"])
    expect(size(1024 * 1024 + 1, path)).toBe(413);
});

test("a workbook of targets may be larger where it is read, and nowhere else", () => {
  const size = (length: number, path: string) =>
    refuseRequest(post({ "content-length": String(length) }, path), app)?.status ?? null;
  const sheet = "/targets/decisions/01890a5d-ac96-774b-bcce-b302099a8057/sheet";
  expect(size(11 * 1024 * 1024, sheet)).toBeNull();
  expect(size(15 * 1024 * 1024, sheet)).toBe(413);
  for (const path of [`${sheet}/x`, "/targets/decisions/x/sheet", `/x${sheet}`])
    expect(size(1024 * 1024 + 1, path)).toBe(413);
});

test.each([
  ["203.0.113.9", 0, "203.0.113.9"],
  ["1.1.1.1, 203.0.113.9", 1, "203.0.113.9"],
  ["1.1.1.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
  ["203.0.113.9", 3, "203.0.113.9"],
  ["", 1, "unknown"],
  [undefined, 0, "unknown"],
])("of the chain %s with %i proxies the client is %s", (chain, proxies, address) => {
  expect(clientAddress(chain, proxies)).toBe(address);
});

test("a CSRF cookie is only good with our secret", () => {
  const cookie = newCsrfCookie("secret of this installation");
  expect(csrfTokenOf(cookie, "secret of this installation")).toBe(cookie.split("|")[0]);
  expect(csrfTokenOf(cookie, "another secret")).toBeNull();
  expect(csrfTokenOf(undefined, "secret of this installation")).toBeNull();
  expect(csrfTokenOf("token|", "secret of this installation")).toBeNull();
});

const options = {
  nonce: "n0nce",
  isSecure: true,
  isDevelopment: false,
  formTargets: ["https://sso.example"],
  isSandboxed: false,
};

test("the policy lets no script run without the nonce, no frame around us, no form out except to single sign-on", () => {
  const policy = contentSecurityPolicy(options);
  expect(policy).toContain("script-src 'self' 'nonce-n0nce' 'strict-dynamic';");
  expect(policy).toContain("style-src-elem 'self' 'nonce-n0nce';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("form-action 'self' https://sso.example;");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
});

test("what somebody uploaded is given back in a sandbox, and only that", () => {
  expect(contentSecurityPolicy(options)).not.toMatch(/; sandbox/);
  expect(contentSecurityPolicy({ ...options, isSandboxed: true })).toMatch(/; sandbox(;|$)/);
});

test("HSTS is sent only where the address is https", () => {
  expect(securityHeaders({ isSecure: true })).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders({ isSecure: false })).not.toHaveProperty("Strict-Transport-Security");
});

test.each([
  "/admin/exchange/units",
  "/targets/decisions/01890a5d-ac96-774b-bcce-b302099a8057/exchange",
  "/api/v1/decisions/01890a5d-ac96-774b-bcce-b302099a8057/dataValueSets",
])("a file of another system is taken at %s, and nowhere near it", (path) => {
  const size = (length: number, at: string) =>
    refuseRequest(post({ "content-length": String(length) }, at), app)?.status ?? null;
  expect(size(11 * 1024 * 1024, path)).toBeNull();
  expect(size(15 * 1024 * 1024, path)).toBe(413);
  for (const near of [`${path}/x`, `/x${path}`]) expect(size(2 * 1024 * 1024, near)).toBe(413);
});

test.each(["/entry/593-2025/2026-10/sheet", "/entry/68-2025/2026-11-18/sheet", "/entry/68-2025/sheets"])(
  "%s takes a workbook, and nothing larger",
  (pathname) => {
    const refusal = (bytes: number) =>
      refuseRequest(post({ "content-length": String(bytes) }, pathname), app);
    expect(refusal(14 * 1024 * 1024)).toBeNull();
    expect(refusal(14 * 1024 * 1024 + 1)?.status).toBe(413);
  },
);
