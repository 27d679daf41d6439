import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { OPEN_ROUTES } from "@/lib/auth/open-routes";
import { createAccount } from "../support/accounts";
import { listActions, listPages, listRouteHandlers } from "../support/app-routes";
import { E2E_DIST_DIR, E2E_URL } from "../support/e2e-settings";
import { expect, test as base } from "../support/fixtures";
import {
  ACTIONS,
  type ActionDoor,
  FORGED,
  OWN_ACCOUNT_ACTIONS,
  PAGES,
  ROUTES,
} from "../support/security-matrix";
import {
  ENDED,
  findSubject,
  gatherVisitors,
  type Subject,
  type Visitor,
  type Who,
} from "../support/security-people";

type Gathered = { subject: Subject; visitors: Visitor[] };

const test = base.extend<object, Gathered>({
  subject: [
    async ({ sql }, provide) => provide(await findSubject(sql)),
    { scope: "worker", timeout: 60_000 },
  ],
  visitors: [
    async ({ playwright, sql, subject }, provide) => {
      const visitors = await gatherVisitors(playwright, sql, subject);
      await provide(visitors);
      for (const { request } of visitors) await request.dispose();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

const isEnded = (who: Visitor["who"]) => (ENDED as readonly string[]).includes(who);
const isAmong = (allows: readonly Who[], who: Visitor["who"]) => (allows as readonly string[]).includes(who);
const closed = ({ route }: { route: string }) => !(OPEN_ROUTES as readonly string[]).includes(route);
const doors = (matrix: typeof PAGES) =>
  Object.entries(matrix).flatMap(([route, lines]) => lines.map((door, index) => ({ route, index, ...door })));

test("every page, route and action has a line in the matrix", () => {
  expect(Object.keys(PAGES).sort()).toEqual(
    listPages()
      .filter(closed)
      .map(({ route }) => route)
      .sort(),
  );
  // A route of several methods is one line: what it takes besides is tested where it is told.
  const routes = listRouteHandlers()
    .filter(closed)
    .map(({ route }) => route);
  expect(Object.keys(ROUTES).sort()).toEqual([...new Set(routes)].sort());
  const actions = listActions().map(({ route, name }) => `${route}#${name}`);
  expect([...Object.keys(ACTIONS), ...OWN_ACCOUNT_ACTIONS].sort()).toEqual(actions.sort());
});

for (const { route, index, path: address, allows, redirects } of doors(PAGES)) {
  test(`page ${route}, line ${index + 1}: who gets in`, async ({ subject, visitors }) => {
    test.setTimeout(180_000);
    for (const { who, request } of visitors) {
      const answer = await request.get(address(subject), { maxRedirects: 0 });
      const location = answer.headers().location ?? "";
      if (who === "nobody") {
        expect.soft([who, answer.status(), location]).toEqual([who, 307, expect.stringMatching(/^\/login/)]);
      } else if (isAmong(allows, who)) {
        expect
          .soft([who, answer.status(), location])
          .toEqual(redirects ? [who, 307, expect.not.stringMatching(/^\/(login|account)/)] : [who, 200, ""]);
      } else if (isEnded(who)) {
        expect.soft([who, answer.status(), location]).toEqual([who, 307, "/account"]);
      } else {
        expect.soft([who, answer.status()]).toEqual([who, 404]);
      }
    }
  });
}

for (const { route, index, path: address, allows, type = "application/json" } of doors(ROUTES)) {
  test(`route ${route}, line ${index + 1}: who gets in`, async ({ subject, visitors }) => {
    test.setTimeout(180_000);
    for (const { who, request } of visitors) {
      const answer = await request.get(address(subject), { maxRedirects: 0 });
      const unsigned = who === "nobody" || isEnded(who);
      const status = unsigned ? 401 : isAmong(allows, who) ? 200 : 404;
      expect.soft([who, answer.status()]).toEqual([who, status]);
      expect.soft(answer.headers()["content-type"]).toContain(status === 200 ? type : "application/json");
    }
  });
}

/** React's own encoding of `action(null, formData)`: the fields must come before the row that refers to them. */
function call(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  form.append("0", '[null,"$K1"]');
  return form;
}

/** The id under which the built server knows an action. */
function actionId(key: string): string {
  const manifest = path.resolve(E2E_DIST_DIR, "server/server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(manifest, "utf8")) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  const found = Object.entries(node).find(
    ([, action]) => `${action.filename}#${action.exportedName}` === `app/${key}`,
  );
  if (!found) throw new Error(`the build has no action ${key}`);
  return found[0];
}

async function callAction(visitor: Visitor, key: string, door: ActionDoor, subject: Subject, headers = {}) {
  return visitor.request.post(door.page(subject), {
    headers: { "next-action": actionId(key), origin: E2E_URL, ...headers },
    multipart: call(door.fields(subject, visitor.id)),
    maxRedirects: 0,
  });
}

const ENTRIES = "SELECT count(*)::text AS state FROM audit_entries WHERE actor_id = ANY($1::uuid[])";

/** What the action would change, as text. */
async function readState(
  sql: pg.Pool,
  door: ActionDoor,
  subject: Subject,
  callers: Visitor[],
): Promise<string> {
  const ids = callers.map(({ id }) => id).filter((id) => id !== "");
  const { rows } = door.witness
    ? await sql.query(door.witness.sql, door.witness.values(subject))
    : await sql.query(ENTRIES, [ids]);
  return rows[0].state;
}

for (const [key, door] of Object.entries(ACTIONS)) {
  test(`action ${key}: whoever may not call it changes nothing`, async ({ sql, subject, visitors }) => {
    test.setTimeout(180_000);
    const forbidden = visitors.filter(({ who }) => !isAmong(door.allows, who));
    const [rightful] = visitors.filter(({ who }) => isAmong(door.allows, who));
    const state = () => readState(sql, door, subject, rightful ? [...forbidden, rightful] : forbidden);
    const before = await state();
    for (const visitor of forbidden) {
      const answer = await callAction(visitor, key, door, subject);
      expect.soft(answer.status(), visitor.who).toBeLessThan(500);
      expect.soft(await state(), visitor.who).toBe(before);
    }
    if (rightful) {
      const foreign = await callAction(rightful, key, door, subject, { origin: "https://evil.example" });
      expect.soft(foreign.status()).toBe(403);
      expect(await state()).toBe(before);
    }
  });
}

for (const key of [
  "(app)/entry/[unit]/[period]/actions.ts#entryAction",
  "(app)/entry/[unit]/[period]/sheet/actions.ts#figureSheetAction",
  "(app)/entry/[unit]/sheets/actions.ts#oldSheetsAction",
  "(app)/targets/decisions/[id]/cascade/actions.ts#cascadeAction",
  "(app)/submissions/[id]/actions.ts#decideSubmissionAction",
  "(app)/campaigns/actions.ts#saveDriveResultsAction",
]) {
  test(`the same call of ${key} works for the rightful`, async ({ sql, subject, visitors }) => {
    const door = ACTIONS[key] as ActionDoor;
    const rightful = visitors.find(({ who }) => isAmong(door.allows, who)) as Visitor;
    const state = () => readState(sql, door, subject, [rightful]);
    const before = await state();
    expect((await callAction(rightful, key, door, subject)).status()).toBe(200);
    expect(await state()).not.toBe(before);
  });
}

test("made-up ids are answered 404, never with a failure", async ({ subject, visitors }) => {
  test.setTimeout(180_000);
  const central = visitors.find(({ who }) => who === "central") as Visitor;
  const open = [
    "/",
    "/account",
    "/sources",
    "/search",
    "/api/v1/search",
    "/entry",
    "/submissions",
    "/periods",
    "/walls",
    "/inbox",
    "/stand-ins",
    "/admin/checks",
    "/admin/audit",
    "/api/v1/audit/export",
    "/periods/new",
    "/periods/current",
    "/targets",
    "/targets/decisions/new",
    "/targets/assignment",
    "/targets/recipients",
    "/api/v1/assignment",
    "/campaigns",
    "/campaigns/new",
    "/campaigns/notes",
    "/campaigns/employers",
    "/api/v1/campaigns",
    "/exchange",
    "/reports",
    "/reports/mails",
    "/admin/report-templates",
    "/api-docs",
    "/admin/exchange",
    "/admin/exchange/units",
    "/api/v1/openapi.json",
    "/api/v1/organisationUnits",
    "/api/v1/dataValueSets",
  ];
  const patterns = [...Object.keys(PAGES), ...Object.keys(ROUTES)].filter((route) => !open.includes(route));
  for (const forged of FORGED) {
    for (const pattern of patterns) {
      const asked = `period=${subject.period}&table=children&format=csv&scope=2026&indicator=BHYT&kind=headcount`;
      const address = `${pattern.replaceAll(/\[\w+\]/g, forged)}?${asked}`;
      const answer = await central.request.get(address);
      expect.soft(answer.status(), `${pattern} ${forged}`).toBe(404);
      expect.soft(await answer.text()).not.toMatch(/\bat \w+.*\.(js|ts|tsx):\d+|Prisma|SELECT /);
    }
  }
});

const MEGABYTE = 1024 * 1024;

/** In megabytes, and no byte more: scans may be the largest, then workbooks and data value sets. */
function bodyLimit(address: string): number {
  if (address.endsWith("/paper")) return 21;
  const isSheet =
    /\/(?:sheets?|dataValueSets)(\?|$)|^\/(?:entry|targets\/decisions)\/[\w-]+\/exchange$|^\/admin\/exchange\/units$/.test(
      address,
    );
  return isSheet ? 14 : 1;
}

test("no door takes a post from another site, or one too large", async ({ subject, visitors }) => {
  test.setTimeout(180_000);
  const manager = visitors.find(({ who }) => who === "manager") as Visitor;
  const addresses = [...doors(PAGES), ...doors(ROUTES)].map(({ path: address }) => address(subject));
  for (const address of [
    ...addresses,
    "/login",
    "/api/auth/callback/credentials",
    "/api/auth/signout",
    "/api/health",
    "/wall",
    "/wall/redeem",
  ]) {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      {},
      { "sec-fetch-site": "cross-site" },
    ]) {
      const foreign = await manager.request.post(address, { headers, data: "a=1", maxRedirects: 0 });
      expect.soft([address, foreign.status()]).toEqual([address, 403]);
    }
    const large = await manager.request.post(address, {
      headers: { origin: E2E_URL },
      data: "a".repeat(bodyLimit(address) * MEGABYTE + 1),
      maxRedirects: 0,
    });
    expect.soft([address, large.status()]).toEqual([address, 413]);
  }
});

test("a scan is taken from those who write the decision, and from nobody else", async ({
  sql,
  subject,
  visitors,
}) => {
  test.setTimeout(180_000);
  const address = `/api/v1/decisions/${subject.draftDecision}/paper`;
  const file = {
    name: "moi.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\nmới\n%%EOF\n"),
  };
  const state = async () =>
    (await sql.query("SELECT file_name FROM decision_papers WHERE decision_id = $1", [subject.draftDecision]))
      .rows[0].file_name;
  const post = ({ request }: Visitor, headers = {}) =>
    request.post(address, { headers: { origin: E2E_URL, ...headers }, multipart: { file } });
  for (const visitor of visitors.filter(({ who }) => who !== "manager")) {
    const status = visitor.who === "nobody" || isEnded(visitor.who) ? 401 : 404;
    expect.soft([visitor.who, (await post(visitor)).status()]).toEqual([visitor.who, status]);
  }
  const manager = visitors.find(({ who }) => who === "manager") as Visitor;
  expect((await post(manager, { origin: "https://evil.example" })).status()).toBe(403);
  expect(await state()).toBe("qd.pdf");
  expect((await post(manager)).status()).toBe(200);
  expect(await state()).toBe("moi.pdf");
  const answer = await manager.request.get(address);
  expect(answer.headers()).toMatchObject({
    "content-disposition": expect.stringMatching(/^attachment; filename="moi\.pdf"/),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store, no-transform",
    "content-security-policy": expect.stringMatching(/; sandbox$/),
  });
});

test("a bearer token opens the API for its user, until it is revoked, and nothing else", async ({
  request,
  sql,
  subject,
}) => {
  const { id } = await createAccount(sql, { role: "viewer", unit: "VN", mustChange: true });
  const token = `bp_${randomBytes(32).toString("base64url")}`;
  await sql.query(
    `INSERT INTO api_tokens (id, user_id, token_hash, label, created_at, expires_at)
     VALUES (gen_random_uuid(), $1, sha256($2::bytea), 'thử', now(), now() + interval '1 day')`,
    [id, token],
  );
  const address = `/api/v1/units/VN/summary?period=${subject.period}`;
  const headers = { authorization: `Bearer ${token}` };
  expect((await request.get(address, { headers })).status()).toBe(200);
  expect((await request.get(address, { headers: { authorization: `Bearer ${token}x` } })).status()).toBe(401);
  expect((await request.get(address, { headers: { authorization: "Basic YTpi" } })).status()).toBe(401);
  expect((await request.get("/account", { headers, maxRedirects: 0 })).status()).toBe(307);
  await sql.query("UPDATE api_tokens SET revoked_at = now() WHERE user_id = $1", [id]);
  const revoked = await request.get(address, { headers });
  expect([revoked.status(), await revoked.json()]).toEqual([
    401,
    expect.objectContaining({ error: "unauthorized" }),
  ]);
});

test("until a given password is changed, its session does not open the API either", async ({
  page,
  login,
  sql,
  subject,
}) => {
  const { id } = await login({ role: "viewer", unit: "VN" });
  const address = `/api/v1/units/VN/summary?period=${subject.period}`;
  expect((await page.request.get(address)).status()).toBe(200);
  await sql.query("UPDATE users SET must_change_password = true WHERE id = $1", [id]);
  expect((await page.request.get(address)).status()).toBe(401);
});

test("of next-auth only what signing in needs is reachable", async ({ request }) => {
  for (const address of ["/api/auth/_log", "/api/auth/session", "/api/auth/callback/nobody"]) {
    expect
      .soft(
        (await request.post(address, { headers: { origin: E2E_URL }, form: { level: "error" } })).status(),
      )
      .toBe(404);
  }
  for (const address of [
    "/api/auth/verify-request",
    "/api/auth/callback/credentials",
    "/api/auth/csrf?callbackUrl=x:",
  ]) {
    expect.soft((await request.get(address, { maxRedirects: 0 })).status()).toBe(404);
  }
});

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": expect.stringContaining("camera=()"),
  "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
  "content-security-policy": expect.stringMatching(
    /script-src 'self' 'nonce-[^']+' 'strict-dynamic'; .*frame-ancestors 'none'/,
  ),
};

test("every answer carries the security headers, and every script of a page the nonce of its answer", async ({
  subject,
  visitors,
}) => {
  test.setTimeout(180_000);
  const central = visitors.find(({ who }) => who === "central") as Visitor;
  const pages = [
    ...doors(PAGES).map(({ path: address }) => address(subject)),
    "/login",
    "/wall",
    "/khong-co-trang-nay",
  ];
  const data = [
    ...doors(ROUTES).map(({ path: address }) => address(subject)),
    "/api/health",
    "/api/auth/csrf",
  ];
  for (const address of [...pages, ...data]) {
    const answer = await central.request.get(address, { maxRedirects: 0 });
    expect.soft(answer.headers(), address).toMatchObject(HEADERS);
  }
  const chunk =
    /\/_next\/static\/[^"]+\.js/.exec(await (await central.request.get("/login")).text())?.[0] ?? "";
  expect((await central.request.get(chunk)).headers()["x-content-type-options"]).toBe("nosniff");
  for (const address of pages) {
    const answer = await central.request.get(address, { maxRedirects: 0 });
    const html = await answer.text();
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1];
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect
      .soft(
        scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
        address,
      )
      .toEqual([]);
    expect.soft(html.match(/<[^>]+\son[a-z]+="/g) ?? [], address).toEqual([]);
    expect.soft(answer.headers().etag, address).toBeUndefined();
    expect.soft(answer.headers()["cache-control"] ?? "", address).toMatch(/no-store|^$/);
  }
});

test("two answers never share a nonce or a request id", async ({ request }) => {
  const [first, second] = [await request.get("/login"), await request.get("/login")];
  const once = (name: string) => expect(first.headers()[name]).not.toBe(second.headers()[name]);
  once("content-security-policy");
  once("x-request-id");
});

// Any line in the console, as a violation of the policy writes one, fails the test (fixtures.ts).
test("no page breaks its own policy", async ({ page, login, subject }) => {
  test.setTimeout(180_000);
  await page.goto("/login");
  await page.goto("/wall");
  await login({ role: "central", unit: "VN" });
  for (const { path: address, allows } of doors(PAGES).filter(({ allows }) => allows.includes("central"))) {
    expect(allows).toContain("central");
    await page.goto(address(subject));
    await expect(page.locator("main")).toBeVisible();
  }
  await page.goto("/khong-co-trang-nay");
  await expect(page.getByRole("heading", { name: "Không có trang này" })).toBeVisible();
});
