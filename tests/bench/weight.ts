/** The scripts that a page needs before it works, as they come over the line, against those of the empty page. */
import { EMPTY_PAGE } from "./browser";
import { launch, Visitor } from "./browser-visit";
import { atMost } from "./line";
import { Served } from "./page-served";
import type { Run } from "./run";
import { demoSite } from "./site";

const MOST_BYTES = 60_000;

/** Words that only the library of the charts and the shapes of the map contain. */
const LATER = { charts: "recharts-responsive-container", map: "Quần đảo Hoàng Sa" };

const PAGES = [
  ["nation", "/units/VN", ["charts", "map"]],
  ["province", "/units/68-2025", ["charts"]],
] as const;

type Script = { name: string; bytes: number; isFirst: boolean; holds: string[] };

const nameOf = (url: string) => new URL(url).pathname.split("/").at(-1) ?? url;
const decoded = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** All scripts of a first visit; the first ones are those that the page itself names. */
async function scriptsOf(visitor: Visitor, url: string): Promise<Script[]> {
  const { page, cdp } = visitor;
  const ids = new Map<string, string>();
  const bytes = new Map<string, number>();
  await cdp.send("Network.enable");
  cdp.on("Network.responseReceived", ({ requestId, response, type }) => {
    if (type === "Script" || response.mimeType.includes("javascript")) ids.set(requestId, response.url);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, encodedDataLength);
  });
  const html = (await (await page.goto(url, { waitUntil: "networkidle" }))?.text()) ?? "";
  await page.locator("main").waitFor();
  await page.mouse.wheel(0, 20_000);
  await page.waitForLoadState("networkidle");
  const scripts: Script[] = [];
  for (const [id, address] of ids) {
    const { body } = await cdp.send("Network.getResponseBody", { requestId: id });
    const text = decoded(body);
    scripts.push({
      name: nameOf(address),
      bytes: bytes.get(id) ?? 0,
      isFirst: html.includes(nameOf(address)),
      holds: Object.entries(LATER).flatMap(([what, words]) => (text.includes(words) ? [what] : [])),
    });
  }
  return scripts;
}

const listed = (scripts: readonly Script[]) =>
  Object.fromEntries(scripts.map(({ name, bytes }) => [name, bytes]));

const sum = (scripts: readonly Script[]) => scripts.reduce((total, { bytes }) => total + bytes, 0);

export async function benchWeight(run: Run): Promise<void> {
  const site = await demoSite(run);
  const served = await Served.start(run, "ours", site);
  const browser = await launch(run.cleanUps);
  const visit = async (path: string) => {
    const visitor = await Visitor.arrive(browser, { ...site.cookie, url: served.address }, 1440);
    const scripts = await scriptsOf(visitor, served.address + path);
    await visitor.leave();
    return scripts;
  };
  const isFirst = ({ isFirst: one }: Script) => one;
  const empty = (await visit(EMPTY_PAGE)).filter(isFirst);
  if (empty.length === 0) throw new Error("The empty page names no scripts");
  for (const [name, path, later] of PAGES) {
    const scripts = await visit(path);
    const first = scripts.filter(isFirst);
    const after = scripts.filter((script) => !isFirst(script));
    const extra = sum(first) - sum(empty);
    const own = first.filter((script) => !empty.some((one) => one.name === script.name));
    const more = {
      pageBytes: sum(first),
      emptyBytes: sum(empty),
      ownScripts: listed(own),
      scripts: listed(first),
    };
    run.emit(atMost(`${name}-first-scripts beyond the empty page / 60 kB`, extra / MOST_BYTES, 1, more));
    const holds = (list: readonly Script[], what: string) => list.some((one) => one.holds.includes(what));
    const isLater = later.every((what) => holds(after, what) && !holds(first, what));
    run.emit({ bench: `${name}-drawings-later`, ok: isLater, drawings: later, scripts: listed(after) });
  }
  await browser.close();
  await served.stop();
}
