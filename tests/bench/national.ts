/** The national page's data: as cheap over ten million figures as over a hundred thousand, and far cheaper than live. */
import { asOwner, migrate, type Urls } from "@/prisma/migrate";
import { Refusal } from "../../scripts/platform/refusal.mjs";
import { atLeast, atMost, median, milliseconds } from "./line";
import { LIVE_INDEX } from "./live";
import type { Question } from "./reader";
import { Reader } from "./reader-process";
import type { Run } from "./run";
import { figuresOf, fillSynthetic, leavesFor } from "./synthetic";

const SMALL = { name: "bao_phu_bench_small", leaves: leavesFor(100_000) };
const LARGE = { name: "bao_phu_bench_large", leaves: leavesFor(10_000_000) };
type Size = typeof SMALL;

const MOST_GROWTH = 1.2;
const LEAST_ADVANTAGE = 5;

const WARM_UP = 15;
const READS = 120;
const LIVE_READS = 7;

/** Below the province nothing may be read: not even what a figure came from. */
const FORBIDDEN = ["figures", "figure_revisions", "submission_drafts"];

const label = ({ leaves }: Size) => `Bao Phủ benchmark: ${figuresOf(leaves)} figures`;

/** One that was kept by another version of the program is filled anew. */
async function keptDatabase({ databases }: Run, size: Size): Promise<Urls | null> {
  const urls = await databases.kept(size.name, label(size));
  if (urls === null) return null;
  try {
    await migrate(urls);
    return urls;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function filledDatabase(run: Run, size: Size): Promise<Urls> {
  const { databases, progress, keep } = run;
  const count = figuresOf(size.leaves).toLocaleString("en");
  const kept = keep ? await keptDatabase(run, size) : null;
  if (kept !== null) {
    progress(`national: using the ${count} figures that an earlier run kept`);
    return kept;
  }
  progress(`national: filling a database with ${count} figures${size === LARGE ? ", about 3 minutes" : ""}`);
  const urls = await databases.create(size.name);
  await asOwner(urls.ownerUrl, (owner) => fillSynthetic(owner, size.leaves));
  if (keep) await databases.keep(size.name, label(size));
  return urls;
}

type Asked = { reader: Reader; question: Exclude<Question, "relations">; times: number[] };

/** In alternation, so that whatever else the machine does meets all of them. */
async function alternate(asked: readonly Asked[], rounds: number): Promise<number[]> {
  for (let round = 0; round < rounds; round++)
    for (const { reader, question, times } of asked) times.push(await reader.milliseconds(question));
  return asked.map(({ times }) => median(times));
}

const ask = (reader: Reader, question: Asked["question"]): Asked => ({ reader, question, times: [] });

async function growth(small: Reader, large: Reader, question: "read" | "read-kept") {
  await alternate([ask(small, question), ask(large, question)], WARM_UP);
  const [little = NaN, much = NaN] = await alternate([ask(small, question), ask(large, question)], READS);
  return { ratio: much / little, times: { smallMs: milliseconds(little), largeMs: milliseconds(much) } };
}

async function compareSizes({ emit, progress }: Run, small: Reader, large: Reader) {
  const relations = await large.relations();
  const forbidden = relations.filter((name) => FORBIDDEN.includes(name));
  emit({
    bench: "national-page-plan",
    ok: forbidden.length === 0 && relations.includes("rollups"),
    relations,
  });
  const figures = { small: figuresOf(SMALL.leaves), large: figuresOf(LARGE.leaves) };
  progress(`national: reading the page's data ${READS} times from each`);
  const read = await growth(small, large, "read");
  emit(atMost("national-page-data", read.ratio, MOST_GROWTH, { ...read.times, figures }));
  const kept = await growth(small, large, "read-kept");
  emit(atMost("national-page-data-kept", kept.ratio, MOST_GROWTH, { ...kept.times, figures }));
}

async function compareLive({ emit, progress }: Run, large: Reader, { ownerUrl }: Urls) {
  progress("national: building the best index for a live aggregate, about a minute");
  await asOwner(ownerUrl, async (owner) => {
    await owner.query(LIVE_INDEX);
    await owner.query("VACUUM ANALYZE figures");
  });
  await alternate([ask(large, "live")], 2);
  const [live = NaN, ours = NaN] = await alternate([ask(large, "live"), ask(large, "read")], LIVE_READS);
  const times = { liveMs: milliseconds(live), oursMs: milliseconds(ours) };
  emit(atLeast("national-page-live", live / ours, LEAST_ADVANTAGE, times));
}

export async function benchNational(run: Run): Promise<void> {
  const smallUrls = await filledDatabase(run, SMALL);
  const largeUrls = await filledDatabase(run, LARGE);
  const small = await Reader.start(run, smallUrls);
  const large = await Reader.start(run, largeUrls);
  await compareSizes(run, small, large);
  await small.stop();
  await compareLive(run, large, largeUrls);
  await large.stop();
}
