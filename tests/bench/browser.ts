/** What somebody with a slow machine and line sees: when the page is there, whether anything moves, how long a click takes. */
import type { Browser } from "@playwright/test";
import { asOwner } from "@/prisma/migrate";
import { launch, Visitor, WIDTHS, type Width } from "./browser-visit";
import { atMost, median, milliseconds } from "./line";
import { Served } from "./page-served";
import type { Run } from "./run";
import { demoSite, siteOn, type Site } from "./site";
import { fillProvinces } from "./synthetic";

/** The frame, a form of one field, and the screens as links: no page of a signed-in person holds less. */
export const EMPTY_PAGE = "/search";

const PAGES = [
  ["nation", "/units/VN"],
  ["province", "/units/68-2025"],
  ["reporting-unit", "/units/593-2025"],
] as const;

const MOST_PAINT = 1.5;
const MOST_ROWS = 2;
const ROUNDS = 7;

type Visits = { run: Run; browser: Browser; site: Site; address: string };

async function visit<T>(
  { browser, site, address }: Visits,
  width: Width,
  path: string,
  look: (visitor: Visitor) => Promise<T>,
): Promise<T> {
  const visitor = await Visitor.arrive(browser, { ...site.cookie, url: address }, width);
  try {
    await visitor.slowDown();
    await visitor.open(address + path);
    return await look(visitor);
  } finally {
    await visitor.leave();
  }
}

/** In alternation, so that whatever else the machine does meets all of them; the first round warms the server. */
async function measurePaint(visits: Visits, width: Width): Promise<void> {
  const { emit, progress } = visits.run;
  const paths = [EMPTY_PAGE, ...PAGES.map(([, path]) => path)];
  progress(`browser: opening ${paths.length} pages ${ROUNDS + 1} times, ${width} px wide`);
  const times = new Map(paths.map((path) => [path, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const path of paths) {
      const { lcp } = await visit(visits, width, path, (visitor) => visitor.seen());
      if (round > 0) times.get(path)?.push(lcp);
    }
  const emptyMs = median(times.get(EMPTY_PAGE) ?? []);
  for (const [name, path] of PAGES) {
    const pageMs = median(times.get(path) ?? []);
    const more = { width, pageMs: milliseconds(pageMs), emptyMs: milliseconds(emptyMs) };
    emit(atMost(`${name}-largest-paint`, pageMs / emptyMs, MOST_PAINT, more));
  }
}

/** What changes much of the page at once: what is clicked, and what is there afterwards. */
const WIDE = {
  indicator: [
    '.detail .section-head [role="group"] a:nth-of-type(2)',
    '.detail .section-head [role="group"] a:nth-of-type(2)[aria-current]',
  ],
  comparator: [
    '[role="group"][aria-label="So với"] a:nth-of-type(2)',
    '[role="group"][aria-label="So với"] a:nth-of-type(2)[aria-current]',
  ],
  boundaries: [
    '[role="group"][aria-label="Địa giới"] a:nth-of-type(2)',
    '[role="group"][aria-label="Địa giới"] a:nth-of-type(2)[aria-current]',
  ],
} as const;

const MOVING = [
  ["nation", "/units/VN", ["indicator", "comparator"]],
  ["nation-before-the-reform", "/units/VN?period=2025-05", ["boundaries"]],
  ["province", "/units/68-2025", ["indicator", "comparator"]],
  ["reporting-unit", "/units/593-2025", ["indicator"]],
] as const;

/** The whole page comes past, so that all that loads or is drawn later has done so. */
async function readThrough({ page }: Visitor): Promise<void> {
  for (let isEnd = false; !isEnd;) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(150);
    isEnd = await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForLoadState("networkidle");
}

async function measureShifts(visits: Visits, width: Width): Promise<void> {
  const { emit, progress } = visits.run;
  progress(`browser: watching whether anything moves, ${width} px wide`);
  for (const [name, path, interactions] of MOVING)
    await visit(visits, width, path, async (visitor) => {
      await visitor.page.locator(".trend-lines svg").first().waitFor({ state: "attached" });
      await readThrough(visitor);
      const report = async (what: string) => {
        const shifts = await visitor.newShifts();
        const shift = shifts.reduce((total, { value }) => total + value, 0);
        emit({ bench: `${name}-${what}-shift`, ok: shift === 0, width, shift, moved: shifts });
      };
      await report("load");
      for (const interaction of interactions) {
        const [clicked, awaited] = WIDE[interaction];
        await visitor.untilDrawn(clicked, awaited);
        await visitor.page.waitForLoadState("networkidle");
        await visitor.settled();
        await report(interaction);
      }
    });
}

const FEW = { id: "02", rows: 70 };
const MANY = { id: "01", rows: 700 };

const NAME_HEAD = "#don-vi thead th:nth-child(2)";
const SEGMENT = ".children-tools .seg a";
const BEHIND = `${SEGMENT}:nth-of-type(2)`;
const ALL = `${SEGMENT}:nth-of-type(1)`;

/** Each is done and undone, and both count. A sorting or filtering is a navigation: its time is until the new table is drawn. */
const CLICKS: Record<string, readonly (readonly [clicked: string, awaited: string])[]> = {
  sort: [
    [`${NAME_HEAD} a`, `${NAME_HEAD}[aria-sort="ascending"]`],
    [`${NAME_HEAD} a`, `${NAME_HEAD}[aria-sort="descending"]`],
  ],
  filter: [
    [BEHIND, `${BEHIND}[aria-current]`],
    [ALL, `${ALL}[aria-current]`],
  ],
  palette: [
    ["a.find", "dialog.palette[open]"],
    [".palette-close", "body:not(:has(dialog.palette))"],
  ],
};

/** On the slow machine, but without the slow line: rows that are drawn are the point, not how they came. */
async function measureRows(visits: Visits): Promise<void> {
  const { run, browser, site, address } = visits;
  run.progress(`browser: clicking where there are ${FEW.rows} and ${MANY.rows} rows`);
  const arrive = async ({ id }: typeof FEW) => {
    const visitor = await Visitor.arrive(browser, { ...site.cookie, url: address }, 1440);
    await visitor.open(`${address}/units/${id}?period=2024-11`);
    await visitor.slowDown({ isLineSlow: false });
    return visitor;
  };
  const [few, many] = [await arrive(FEW), await arrive(MANY)];
  for (const [name, clicks] of Object.entries(CLICKS)) {
    const times = { few: [] as number[], many: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++)
      for (const [clicked, awaited] of clicks) {
        const [fewMs, manyMs] = [
          await few.untilDrawn(clicked, awaited),
          await many.untilDrawn(clicked, awaited),
        ];
        if (round === 0) continue;
        times.few.push(fewMs);
        times.many.push(manyMs);
      }
    const [fewMs, manyMs] = [median(times.few), median(times.many)];
    const more = { fewMs: milliseconds(fewMs), manyMs: milliseconds(manyMs), rows: [FEW.rows, MANY.rows] };
    run.emit(atMost(`rows-${name}`, manyMs / fewMs, MOST_ROWS, more));
  }
  await few.leave();
  await many.leave();
}

/** A country of two provinces, one with many reporting units and one with few. */
async function benchRows(run: Run, browser: Browser, demo: Site): Promise<void> {
  run.progress(`browser: filling a database with provinces of ${MANY.rows} and ${FEW.rows} units`);
  const urls = await run.databases.create("bao_phu_bench_rows");
  await asOwner(urls.ownerUrl, (owner) => fillProvinces(owner, [MANY.rows, FEW.rows]));
  const site = await siteOn(demo, urls);
  const served = await Served.start(run, "ours", site);
  await measureRows({ run, browser, site, address: served.address });
  await served.stop();
}

export async function benchBrowser(run: Run): Promise<void> {
  const site = await demoSite(run);
  const served = await Served.start(run, "ours", site);
  const browser = await launch(run.cleanUps);
  const visits = { run, browser, site, address: served.address };
  for (const width of WIDTHS) await measurePaint(visits, width);
  for (const width of WIDTHS) await measureShifts(visits, width);
  await served.stop();
  await benchRows(run, browser, site);
  await browser.close();
}
