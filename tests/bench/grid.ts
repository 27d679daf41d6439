/** The grid of a province: what a key and a pasted block cost where there are many units and few. */
import type { Browser } from "@playwright/test";
import type pg from "pg";
import { asOwner } from "@/prisma/migrate";
import { launch, Visitor } from "./browser-visit";
import { atMost, median, milliseconds } from "./line";
import { Served } from "./page-served";
import type { Run } from "./run";
import { demoSite, siteOn, type Site } from "./site";
import { fillProvinces, LAST_MONTH } from "./synthetic";

const MOST = 2;
const ROUNDS = 7;
const KEYS = 20;
const FEW = { id: "02", rows: 70 };
const MANY = { id: "01", rows: 700 };
const PASTED = { rows: 70, columns: 10 };

/** The newest month is being typed: every cell of the month before stands in its drafts. */
async function openMonth(owner: pg.Client): Promise<void> {
  await owner.query("UPDATE users SET role = 'manager' WHERE username = 'bench'");
  await owner.query("DELETE FROM figures WHERE period_id = $1", [LAST_MONTH]);
  await owner.query(
    `UPDATE submissions SET status = 'draft', version = 0, approved_version = NULL, approved_at = NULL,
       first_submitted_at = NULL, submitted_at = NULL WHERE period_id = $1`,
    [LAST_MONTH],
  );
  await owner.query(
    `INSERT INTO submission_drafts (province_id, unit_id, period_id, indicator_id, value, version, updated_at)
     SELECT f.province_id, f.unit_id, $1, f.indicator_id, f.value, 1, now()
     FROM figures f WHERE f.period_id = to_char(to_date($1, 'YYYY-MM') - interval '1 month', 'YYYY-MM')`,
    [LAST_MONTH],
  );
  await owner.query("VACUUM ANALYZE");
}

/** The grid with its middle row active. */
async function arrive(browser: Browser, site: Site, address: string, province: string): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, { ...site.cookie, url: address }, 1440);
  await visitor.open(`${address}/entry/${province}/${LAST_MONTH}/grid`);
  await visitor.page.locator(".grid-box").evaluate((box) => {
    box.scrollTop = box.scrollHeight / 2;
  });
  await visitor.settled();
  await visitor.slowDown({ isLineSlow: false });
  await visitor.cdp.send("Performance.enable");
  return visitor;
}

/** Milliseconds that the main thread has worked so far. */
async function worked({ cdp }: Visitor): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000;
}

const drawn = ({ page }: Visitor) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

const saved = ({ page }: Visitor) =>
  page.locator(".grid-bar .saved", { hasText: /Đã lưu|Chưa có ô/ }).waitFor({ timeout: 120_000 });

/** One key, until its frame is on the screen. */
async function typeKeys(visitor: Visitor): Promise<number> {
  const { page } = visitor;
  const cell = page.locator("tbody tr:not(.spacer)").nth(8).locator("td[data-at]").first();
  await cell.click();
  await page.keyboard.press("F2");
  await drawn(visitor);
  const before = await worked(visitor);
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 2 === 0 ? "7" : "Backspace");
    await drawn(visitor);
  }
  const after = await worked(visitor);
  await page.keyboard.press("Escape");
  await saved(visitor);
  return (after - before) / KEYS;
}

/** A block into the first rows: its preview, its confirmation, and the frame with the numbers. */
async function paste(visitor: Visitor, round: number): Promise<number> {
  const { page } = visitor;
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+Home");
  await drawn(visitor);
  const line = Array.from({ length: PASTED.columns }, (_, at) => 2000 + 10 * round + at).join("\t");
  const text = Array<string>(PASTED.rows).fill(line).join("\r\n");
  const before = await worked(visitor);
  await page.getByRole("grid").evaluate((grid, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await page.locator("dialog .button.primary").click();
  await drawn(visitor);
  const after = await worked(visitor);
  await saved(visitor);
  return after - before;
}

async function measure(
  run: Run,
  name: string,
  act: (visitor: Visitor, round: number) => Promise<number>,
  all: Pair,
) {
  const times = { few: [] as number[], many: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++)
    for (const side of ["few", "many"] as const) {
      await all[side].page.bringToFront();
      const time = await act(all[side], round);
      if (round > 0) times[side].push(time);
    }
  const [fewMs, manyMs] = [median(times.few), median(times.many)];
  const more = { fewMs: milliseconds(fewMs), manyMs: milliseconds(manyMs), rows: [FEW.rows, MANY.rows] };
  run.emit(atMost(name, manyMs / fewMs, MOST, more));
}
type Pair = { few: Visitor; many: Visitor };

export async function benchGrid(run: Run): Promise<void> {
  const demo = await demoSite(run);
  run.progress(`grid: filling a database with provinces of ${MANY.rows} and ${FEW.rows} units`);
  const urls = await run.databases.create("bao_phu_bench_grid");
  await asOwner(urls.ownerUrl, (owner) => fillProvinces(owner, [MANY.rows, FEW.rows]));
  const site = await siteOn(demo, urls);
  await asOwner(urls.ownerUrl, openMonth);
  const served = await Served.start(run, "ours", site);
  run.progress(`grid: typing and pasting where there are ${FEW.rows} and ${MANY.rows} rows`);
  const browser = await launch(run.cleanUps);
  const few = await arrive(browser, site, served.address, FEW.id);
  const many = await arrive(browser, site, served.address, MANY.id);
  await measure(run, "grid-keystroke, 700 rows / 70 rows", typeKeys, { few, many });
  await measure(run, "grid-paste of 70 x 10, 700 rows / 70 rows", paste, { few, many });
  await browser.close();
  await served.stop();
}
