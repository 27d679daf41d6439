/** Pages of units as they are served, against the same pages rendered from constants, under the same load. */
import { atMost, median, milliseconds } from "./line";
import { CONNECTIONS, Served } from "./page-served";
import type { Run } from "./run";
import { demoSite } from "./site";

const MOST = 1.5;

const ROUNDS = 7;
const REQUESTS = 100;

const PAGES = [
  ["national-page", "/units/VN"],
  ["province-page", "/units/68-2025"],
  ["reporting-unit-page", "/units/593-2025"],
] as const;

type Page = readonly [name: string, path: string];

async function compare({ emit, progress }: Run, [name, path]: Page, ours: Served, constants: Served) {
  if ((await ours.text(path)) !== (await constants.text(path)))
    throw new Error(`${path} from constants is not ${path}`);
  progress(`page: asking each for ${path} ${(ROUNDS + 1) * REQUESTS} times over ${CONNECTIONS} connections`);
  const times = { ours: [] as number[], constants: [] as number[] };
  for (const served of [ours, constants]) await served.load(path, REQUESTS);
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await ours.load(path, REQUESTS));
    times.constants.push(await constants.load(path, REQUESTS));
  }
  const [oursMs, constantsMs] = [median(times.ours), median(times.constants)];
  const more = { oursMs: milliseconds(oursMs), constantsMs: milliseconds(constantsMs) };
  emit(atMost(name, oursMs / constantsMs, MOST, { ...more, connections: CONNECTIONS }));
}

/** Each page of the app as it is against the same page of the copy "constants", over one demo. */
export async function comparePages(run: Run, pages: readonly Page[]): Promise<void> {
  const site = await demoSite(run);
  const ours = await Served.start(run, "ours", site);
  const constants = await Served.start(run, "constants", site);
  for (const page of pages) await compare(run, page, ours, constants);
  await ours.stop();
  await constants.stop();
}

export const benchPage = (run: Run): Promise<void> => comparePages(run, PAGES);
