/** What a browser test may use: users who are signed in, the database as its owner, and a page that must not complain. */
import { randomUUID } from "node:crypto";
import { test as base, type BrowserContext, expect, type Page } from "@playwright/test";
import axe from "axe-core";
import pg from "pg";
import { encodeSession, sessionCookieName } from "@/lib/auth/session-token";
import type { Role } from "@/lib/domain/policy";
import { adminUrl, withDatabase } from "./databases";
import { E2E_DATABASE, E2E_SECRET, E2E_URL } from "./e2e-settings";

type Person = { role: Role; unit: string };
export type TestUser = { id: string; username: string; displayName: string };

type Fixtures = {
  /** A new user, signed in on the test's own `page` from now on; called again, the next user. */
  login: (person: Person) => Promise<TestUser>;
  /** A second person in a browser of their own, signed in. */
  anotherPerson: (person: Person) => Promise<{ page: Page; user: TestUser }>;
  /** Lets this test's pages log errors that match; any other error fails the test. */
  allowErrors: (pattern: RegExp) => void;
  complaints: { watch: (context: BrowserContext) => void; allow: (pattern: RegExp) => void };
};

type WorkerFixtures = {
  /** The database of the server, as the owner of its tables. */
  sql: pg.Pool;
};

async function createUser(sql: pg.Pool, { role, unit }: Person): Promise<TestUser> {
  const id = randomUUID();
  const user = { id, username: `e2e-${id}`, displayName: `Người thử ${id.slice(0, 8)}` };
  await sql.query(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
    [user.id, user.username, user.displayName, role, unit],
  );
  return user;
}

async function signIn(context: BrowserContext, user: TestUser) {
  const now = new Date();
  const claims = { sub: user.id, version: 0, signedInAt: Math.floor(now.getTime() / 1000) };
  const value = await encodeSession(claims, E2E_SECRET, now);
  await context.addCookies([{ name: sessionCookieName(false), value, url: E2E_URL, httpOnly: true }]);
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sql: [
    async ({}, provide) => {
      const pool = new pg.Pool({ connectionString: withDatabase(adminUrl(), E2E_DATABASE), max: 2 });
      await provide(pool);
      await pool.end();
    },
    { scope: "worker" },
  ],

  complaints: async ({}, provide) => {
    const heard: { text: string; url: string }[] = [];
    const pages = new Set<string>();
    const allowed: RegExp[] = [];
    const watch = (context: BrowserContext) => {
      context.on("weberror", (webError) => heard.push({ text: String(webError.error()), url: "" }));
      context.on("request", (request) => {
        if (request.isNavigationRequest()) pages.add(request.url());
      });
      context.on("console", (message) => {
        if (message.type() !== "error") return;
        heard.push({ text: message.text(), url: message.location().url });
      });
    };
    await provide({ watch, allow: (pattern) => allowed.push(pattern) });
    // A page that answers 404 on purpose is reported by the browser as a failed load of itself.
    const isOwnStatus = ({ text, url }: { text: string; url: string }) =>
      pages.has(url) && text.startsWith("Failed to load resource");
    // A panel of the wall that comes late is shown without its fade, which the browser reports as an error of the page.
    const isSkippedFade = ({ text }: { text: string }) => /^\w+: Transition was (aborted|skipped)/.test(text);
    const complaints = heard
      .filter((one) => !isOwnStatus(one) && !isSkippedFade(one))
      .map(({ text, url }) => `${text} ${url}`);
    expect(complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
  },

  context: async ({ context, complaints }, provide) => {
    complaints.watch(context);
    await provide(context);
  },

  allowErrors: async ({ complaints }, provide) => {
    await provide(complaints.allow);
  },

  login: async ({ context, sql }, provide) => {
    await provide(async (person) => {
      const user = await createUser(sql, person);
      await signIn(context, user);
      return user;
    });
  },

  anotherPerson: async ({ browser, complaints, contextOptions, sql }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async (person) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: E2E_URL });
      contexts.push(context);
      complaints.watch(context);
      const user = await createUser(sql, person);
      await signIn(context, user);
      return { page: await context.newPage(), user };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/** Names the tables in which a row has more or fewer cells than another: its numbers stand under the wrong heads. */
const raggedTables = () =>
  [...document.querySelectorAll("table")].flatMap((table) => {
    let carried: number[] = [];
    const widths = [...table.rows].flatMap((row) => {
      const cells = [...row.cells];
      const width = carried.length + cells.reduce((sum, { colSpan }) => sum + colSpan, 0);
      const spanning = cells.filter(({ rowSpan }) => rowSpan > 1);
      carried = carried.flatMap((rows) => (rows > 1 ? [rows - 1] : []));
      for (const { colSpan, rowSpan } of spanning)
        carried.push(...Array.from({ length: colSpan }, () => rowSpan - 1));
      // One cell alone speaks for the whole row.
      return cells.length === 1 ? [] : [width];
    });
    return new Set(widths).size > 1 ? [table.rows[0]?.innerText ?? "a table"] : [];
  });

declare global {
  interface Window {
    axe: typeof axe;
  }
}

type Look = { rules?: readonly string[]; within?: string };

/**
 * Lets no colour be on its way to another: halfway it is neither that of the light nor that of the dark. Ends transitions
 * instead of waiting for them: where nothing that is seen changes, the browser draws nothing and they never end.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A change of scheme starts its transitions with the next drawing, and not before.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  });
}

/** Axe stays in a page once it is there; the page's own policy does not hold for what its debugger puts in. */
async function withAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => "axe" in window)) return;
  await page.evaluate(`${axe.source};undefined`);
}

/**
 * What axe says against the page as it is now: which rule, and where. All of it runs inside the page, which has no frames, and
 * describes the elements that break a rule alone: to describe each that passes takes more than half of the time.
 */
async function broken(page: Page, { rules, within }: Look = {}): Promise<string[]> {
  await settled(page);
  await withAxe(page);
  return page.evaluate(
    async ([only, where]) => {
      const { violations } = await window.axe.run(where ?? document, {
        resultTypes: ["violations"],
        ...(only ? { runOnly: { type: "rule", values: only } } : {}),
      });
      return violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help}\n  ${nodes.map(({ target }) => target.join(" ")).join("\n  ")}`,
      );
    },
    [rules ? [...rules] : null, within ?? null] as const,
  );
}

/**
 * No rule of axe is broken on the page as it is now, and no table is ragged; says which rule, and where, if one is.
 * @param look within: only there, where the rest of the page is looked at elsewhere
 */
export async function expectAccessible(page: Page, look: Pick<Look, "within"> = {}): Promise<void> {
  expect(await broken(page, look)).toEqual([]);
  expect(await page.evaluate(raggedTables)).toEqual([]);
}

/** The rules of axe that ask for colours; all others hold in the dark as they hold in the light. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** Every colour of the page as it is now can be read. */
export async function expectReadable(page: Page): Promise<void> {
  expect(await broken(page, { rules: OF_COLOURS })).toEqual([]);
}

/** As {@link expectAccessible}, and readable in the dark too; the page is light afterwards. */
export async function expectAccessibleInBothSchemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectReadable(page);
  await page.emulateMedia({ colorScheme: "light" });
}
