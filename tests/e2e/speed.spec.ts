import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { E2E_DIST_DIR } from "../support/e2e-settings";
import { expect, test } from "../support/fixtures";

/** A closed month of the short demo, and the last one before the reform of July 2025. */
const AFTER = "2025-10";
const BEFORE = "2025-05";

const OBSERVE = path.resolve(import.meta.dirname, "../bench/browser-observe.js");

type Shift = { value: number; byUser: boolean; what: string[] };
type Watched = { seen: { shifts: Shift[] } };

/** What moved by itself: half a second after a click or a key the metric excuses what moves. */
const moved = (page: Page) =>
  page.evaluate(() => (window as unknown as Watched).seen.shifts.filter(({ byUser }) => !byUser));

/** Down to the end, so that everything that is drawn or loaded later is there, and up again. */
async function readThrough(page: Page): Promise<void> {
  const isEnd = () => page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
  await expect(async () => {
    await page.mouse.wheel(0, 900);
    expect(await isEnd()).toBe(true);
  }).toPass({ intervals: [50] });
  await page.evaluate(() => scrollTo(0, 0));
}

test.describe("nothing moves", () => {
  for (const width of [1440, 390])
    for (const [name, address] of [
      ["the nation", `/units/VN?period=${BEFORE}`],
      ["a province", `/units/68-2025?period=${AFTER}`],
    ] as const)
      test(`on the page of ${name} while it loads and is read, ${width} px wide`, async ({ page, login }) => {
        await login({ role: "central", unit: "VN" });
        await page.setViewportSize({ width, height: 900 });
        await page.addInitScript({ path: OBSERVE });
        await page.goto(address);
        await expect(page.locator(".trend-lines svg").first()).toBeAttached();
        await readThrough(page);
        expect(await moved(page)).toEqual([]);
      });
});

test("the library of the charts and the shapes of the map come after the page", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  const scripts = new Map<string, Promise<string>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.set(response.url(), response.text());
  });
  const html = (await (await page.goto(`/units/VN?period=${AFTER}`))?.text()) ?? "";
  await expect(page.locator(".trend-lines svg").first()).toBeAttached();
  await expect(page.getByRole("group", { name: /^Bản đồ / })).toBeAttached();
  for (const words of ["recharts-responsive-container", "archipelagos"]) {
    const holders: string[] = [];
    for (const [url, text] of scripts) if ((await text).includes(words)) holders.push(url);
    expect(holders, words).not.toEqual([]);
    const named = holders.filter((url) => html.includes(path.posix.basename(new URL(url).pathname)));
    // The drawing of the map names the archipelagos too; only their shapes are heavy.
    const heavy: string[] = [];
    for (const url of named) if (((await scripts.get(url)) ?? "").length > 60_000) heavy.push(url);
    expect(heavy, words).toEqual([]);
  }
});

test("no page is kept: what the database says now is in the next answer", async ({ page, login, sql }) => {
  await login({ role: "central", unit: "VN" });
  const address = "/units/96-2025?period=2025-09";
  const read = async () => {
    const answer = await page.request.get(address);
    expect(answer.headers()["cache-control"]).toContain("no-store");
    expect(answer.headers()["x-nextjs-cache"]).toBeUndefined();
    return answer.text();
  };
  const change = async (by: number) => {
    await sql.query(
      `UPDATE rollups SET sum = sum + $1
       WHERE province_id = '96-2025' AND unit_id = '96-2025' AND period_id = '2025-09' AND indicator_id = 'BHYT'`,
      [by],
    );
    await sql.query(
      "UPDATE data_versions SET version = version + 1, changed_at = now() WHERE province_id = '96-2025'",
    );
  };
  const { rows } = await sql.query<{ sum: string }>(
    `SELECT sum::text FROM rollups
     WHERE province_id = '96-2025' AND unit_id = '96-2025' AND period_id = '2025-09' AND indicator_id = 'BHYT'`,
  );
  const words = (by: number) => new Intl.NumberFormat("vi-VN").format(Number(rows[0]?.sum) + by);
  expect(await read()).toContain(words(0));
  await change(7);
  try {
    const changed = await read();
    expect(changed).toContain(words(7));
    expect(changed).not.toContain(words(0));
  } finally {
    await change(-7);
  }
});

test("the build holds no page that was rendered in advance", () => {
  const file = path.resolve(import.meta.dirname, "../..", E2E_DIST_DIR, "prerender-manifest.json");
  const { routes } = JSON.parse(readFileSync(file, "utf8")) as { routes: Record<string, unknown> };
  expect(Object.keys(routes)).toEqual(["/_global-error"]);
});
