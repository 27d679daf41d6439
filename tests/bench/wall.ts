/** A screen that runs for days: neither the server nor the browser grows, and a panel costs little. */
import { rotate } from "@/lib/domain/wall";
import { growthLine } from "./growth";
import { atMost, median, milliseconds } from "./line";
import type { Run } from "./run";
import { demoSite } from "./site";
import { WallBrowser } from "./wall-browser";
import { openWall, WallServer } from "./wall-server";

/** A panel against the form for a code, which reads nothing and draws next to nothing. */
const MOST_COST = 4;

const REQUESTS = 1500;
const NAVIGATIONS = 240;
const ROUNDS = 7;
const ASKED = 60;
/** Several ends of a third: what a single collection leaves differs by chance. */
const SAMPLES = 5;

const PROVINCES = 34;
const PANELS = panelsOf(PROVINCES);

function panelsOf(provinces: number): number {
  const units = Array.from({ length: provinces }, (_, index) => String(index));
  return rotate(units, 0).previous + 1;
}

/** Runs the thirds of a long run, measuring at the end of the first and of the last. */
async function inThirds(
  steps: number,
  step: (index: number) => Promise<void>,
  measure: () => Promise<number>,
): Promise<{ first: number[]; last: number[] }> {
  const third = Math.floor(steps / 3);
  const samples: Record<number, number[]> = {};
  for (let index = 0; index < 3 * third; index++) {
    await step(index);
    const part = Math.floor(index / third);
    if (part !== 1 && index % third >= third - SAMPLES) (samples[part] ??= []).push(await measure());
  }
  return { first: samples[0] ?? [], last: samples[2] ?? [] };
}

async function benchServer({ emit, progress }: Run, server: WallServer): Promise<void> {
  progress(`wall: asking the server for ${REQUESTS} panels`);
  const { first, last } = await inThirds(
    REQUESTS,
    (index) => server.panel(index % PANELS),
    async () => {
      const { heapUsed, external } = await server.memory();
      return heapUsed + external;
    },
  );
  emit(growthLine("wall: memory of the server", first, last, { panels: REQUESTS }));
}

async function benchBrowser(run: Run, server: WallServer): Promise<void> {
  run.progress(`wall: a browser goes through ${NAVIGATIONS} panels`);
  const browser = await WallBrowser.open(run, server);
  const { first, last } = await inThirds(
    NAVIGATIONS,
    () => browser.goOn(PANELS),
    () => browser.heap(),
  );
  run.emit(growthLine("wall: heap of the browser", first, last, { panels: NAVIGATIONS }));
}

async function benchCost({ emit, progress }: Run, server: WallServer): Promise<void> {
  progress("wall: the cost of a panel against the form for a code");
  const times = { panel: [] as number[], form: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const panel = await server.cost("/wall?panel=0", ASKED, true);
    const form = await server.cost("/wall", ASKED, false);
    // The first round warms both up.
    if (round === 0) continue;
    times.panel.push(...panel);
    times.form.push(...form);
  }
  const [panelMs, formMs] = [median(times.panel), median(times.form)];
  const more = { panelMs: milliseconds(panelMs), formMs: milliseconds(formMs) };
  emit(atMost("wall: a panel that has not changed / the form for a code", panelMs / formMs, MOST_COST, more));
}

export async function benchWall(run: Run): Promise<void> {
  const site = await demoSite(run);
  const server = await WallServer.start(run, site, await openWall(site.urls));
  await benchCost(run, server);
  await benchServer(run, server);
  await benchBrowser(run, server);
}
