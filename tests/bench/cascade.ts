/** The cascade: what a key costs where a number goes to many units and to few, and what its data costs a program. */
import { randomUUID } from "node:crypto";
import type { Browser } from "@playwright/test";
import type pg from "pg";
import { asOwner } from "@/prisma/migrate";
import { EMPTY_PAGE } from "./browser";
import { launch, Visitor } from "./browser-visit";
import { atMost, median, milliseconds } from "./line";
import { CONNECTIONS, Served } from "./page-served";
import type { Run } from "./run";
import { demoSite, siteOn, type Site } from "./site";
import { fillProvinces } from "./synthetic";

const MOST = 2;
const ROUNDS = 7;
const KEYS = 20;
const REQUESTS = 200;
const FEW = { id: "02", rows: 70 };
const MANY = { id: "01", rows: 700 };
const TABLE = "indicator=BHYT&kind=headcount&scope=2025";

/** A decision of a province about 2025, and somebody who may write it. */
async function plantDecision(owner: pg.Client, unit: string): Promise<string> {
  const id = randomUUID();
  await owner.query("UPDATE users SET role = 'manager' WHERE username = 'bench'");
  await owner.query(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, recorded_at, recorded_by)
     SELECT $1::uuid, $2, 'BHXH tỉnh', '1/QĐ-BHXH', '2025-01-05', '2025-01-05', 'draft', now(), id FROM users WHERE username = 'bench'`,
    [id, unit],
  );
  return id;
}

const pagePath = (id: string) => `/targets/decisions/${id}/cascade?${TABLE}`;
const dataPath = (id: string) => `/api/v1/decisions/${id}/cascade?${TABLE}`;

/** The table filled by a proposal and saved, with the cursor in the middle of it. */
async function arrive(browser: Browser, site: Site, address: string, id: string): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, { ...site.cookie, url: address }, 1440);
  await visitor.open(address + pagePath(id));
  const { page } = visitor;
  await page.getByRole("textbox", { name: "Tổng cần giao" }).fill("90000000");
  await page.getByRole("button", { name: "Tăng đều" }).click();
  await page.getByRole("button", { name: "Lưu dự thảo" }).click();
  await page.locator(".submit-bar .saved", { hasText: "Đã lưu" }).waitFor();
  const cells = page.locator("input[data-cell]");
  await cells.nth(Math.floor((await cells.count()) / 2)).focus();
  await visitor.slowDown({ isLineSlow: false });
  await visitor.cdp.send("Performance.enable");
  return visitor;
}

const WORK = ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"] as const;
type Work = Record<(typeof WORK)[number], number>;
const each = (of: (name: keyof Work) => number) =>
  Object.fromEntries(WORK.map((name) => [name, of(name)])) as Work;

/** What the main thread did so far, all of it and by kind, in milliseconds. */
async function worked({ cdp }: Visitor): Promise<Work> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return each((name) => (metrics.find((one) => one.name === name)?.value ?? NaN) * 1000);
}

/** Milliseconds of the main thread for one key, until its frame is on the screen. */
async function typeKeys(visitor: Visitor): Promise<Work> {
  const before = await worked(visitor);
  for (let key = 0; key < KEYS; key++) {
    await visitor.page.keyboard.press(key % 2 === 0 ? "7" : "Backspace");
    await visitor.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    );
  }
  const after = await worked(visitor);
  return each((name) => (after[name] - before[name]) / KEYS);
}

async function measureKeys(run: Run, site: Site, address: string, ids: { few: string; many: string }) {
  run.progress(`cascade: typing where there are ${FEW.rows} and ${MANY.rows} rows`);
  const browser = await launch(run.cleanUps);
  const few = await arrive(browser, site, address, ids.few);
  const many = await arrive(browser, site, address, ids.many);
  const times = { few: [] as Work[], many: [] as Work[] };
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, visitor] of [["few", few] as const, ["many", many] as const]) {
      await visitor.page.bringToFront();
      const work = await typeKeys(visitor);
      if (round > 0) times[name].push(work);
    }
  const middle = (works: readonly Work[]) =>
    each((name) => milliseconds(median(works.map((work) => work[name]))));
  const [few70, many700] = [middle(times.few), middle(times.many)];
  const [fewMs, manyMs] = [few70.TaskDuration, many700.TaskDuration];
  const more = { fewMs: few70, manyMs: many700, rows: [FEW.rows, MANY.rows] };
  run.emit(atMost("cascade-keystroke, 700 rows / 70 rows", manyMs / fewMs, MOST, more));
  await browser.close();
}

async function measureData(run: Run, served: Served, name: string, path: string): Promise<void> {
  run.progress(`cascade: asking for the data of ${name} and for the empty page`);
  const times = { data: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const [data, empty] = [await served.load(path, REQUESTS), await served.load(EMPTY_PAGE, REQUESTS)];
    if (round === 0) continue;
    times.data.push(data);
    times.empty.push(empty);
  }
  const [dataMs, emptyMs] = [median(times.data), median(times.empty)];
  const more = { dataMs: milliseconds(dataMs), emptyMs: milliseconds(emptyMs), connections: CONNECTIONS };
  run.emit(atMost(`cascade-data of ${name} / empty page`, dataMs / emptyMs, MOST, more));
}

export async function benchCascade(run: Run): Promise<void> {
  const demo = await demoSite(run);
  run.progress(`cascade: filling a database with provinces of ${MANY.rows} and ${FEW.rows} units`);
  const urls = await run.databases.create("bao_phu_bench_cascade");
  await asOwner(urls.ownerUrl, (owner) => fillProvinces(owner, [MANY.rows, FEW.rows]));
  const site = await siteOn(demo, urls);
  const ids = await asOwner(urls.ownerUrl, async (owner) => ({
    few: await plantDecision(owner, FEW.id),
    many: await plantDecision(owner, MANY.id),
  }));
  const served = await Served.start(run, "ours", site);
  await measureKeys(run, site, served.address, ids);
  await measureData(run, served, `${FEW.rows} units`, dataPath(ids.few));
  await measureData(run, served, `${MANY.rows} units`, dataPath(ids.many));
  await served.stop();
}
