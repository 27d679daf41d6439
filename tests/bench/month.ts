/** The busiest minutes of a month: all units submit and all managers approve through HTTP while others read. */
import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { asOwner } from "@/prisma/migrate";
import type { Child } from "./child";
import { growthLine } from "./growth";
import { atMost, median, milliseconds, quantile } from "./line";
import { memoryOf, PROBED } from "./memory";
import { countMonth } from "./month-count";
import { fillMonth, type Country, type Person } from "./month-data";
import { approveAll, enterMonth, readOn, saveFew, sitDown, type Stage } from "./month-people";
import { Journal, Visitor } from "./month-visitor";
import { serve } from "./page-served";
import type { Run } from "./run";
import { sharedBuilds, siteOn } from "./site";

const MOST = 5;
const MOST_GROWTH = 1.3;

/** As docs/operations.md has it for the whole country. */
const PROCESSES = 2;

const TYPISTS = 40;
const WARM_UP = 10;
const IDLE_SAVES = 60;

/** Several ends of a third: what a single collection leaves differs by chance. */
const SAMPLES = 5;
const BETWEEN_SAMPLES = 1000;
/** Longer than this is not the same minutes. */
const LONGEST = 20 * 60_000;

type SignIn = (person: Person, journal: Journal) => Promise<Visitor>;

/** One save after the other; the cells are saved anew, with other numbers, when the unit's month is entered. */
async function idle({ directors }: Country, signIn: SignIn): Promise<Journal> {
  const [warmUp, journal] = [new Journal(), new Journal()];
  for (const [at, director] of directors.slice(0, WARM_UP + IDLE_SAVES).entries())
    await saveFew(director, await signIn(director, at < WARM_UP ? warmUp : journal), false, 1n);
  for (const failure of warmUp.failures) journal.fail(failure);
  return journal;
}

/** What is left of memory at the end of a third, while everybody else goes on; for this the server stops and collects. */
async function sample(server: Child): Promise<number[]> {
  const found: number[] = [];
  for (let left = SAMPLES; left > 0; left--) {
    const { heapUsed, external } = await memoryOf(server);
    found.push(heapUsed + external);
    await sleep(BETWEEN_SAMPLES);
  }
  return found;
}

async function typeAll(directors: readonly Person[], signIn: SignIn, journal: Journal, onThird: () => void) {
  const left = [...directors];
  const third = Math.floor(directors.length / 3);
  let entered = 0;
  const typist = async () => {
    await sitDown();
    for (let next = left.pop(); next; next = left.pop()) {
      await enterMonth(next, await signIn(next, journal));
      if (++entered === third) onThird();
    }
  };
  await Promise.all(Array.from({ length: TYPISTS }, typist));
}

async function busy(
  { progress }: Run,
  { directors, managers, readers }: Country,
  signIn: SignIn,
  server: Child,
) {
  const [journal, over] = [new Journal(), new EventEmitter()];
  const stage: Stage = { isTyping: true, isOver: false, over: once(over, "over") };
  const began = performance.now();
  const end = setTimeout(() => {
    journal.fail(`not done after ${LONGEST / 60_000} minutes`);
    stage.isOver = true;
  }, LONGEST);
  const reading = readers.map(async (one, at) => readOn(one, await signIn(one, journal), stage, at));
  const approving = managers.map(async (one) => approveAll(await signIn(one, journal), stage));
  let first: Promise<number[]> = Promise.resolve([]);
  await typeAll(directors, signIn, journal, () => {
    progress("month: a third has submitted");
    first = journal.stopping(() => sample(server));
  });
  progress("month: all have submitted");
  stage.isTyping = false;
  const last = await journal.stopping(() => sample(server));
  await Promise.all(approving);
  const seconds = (performance.now() - began) / 1000;
  clearTimeout(end);
  stage.isOver = true;
  over.emit("over");
  await Promise.all(reading);
  return { journal, seconds, first: await first, last };
}

/** The middle and the slowest twentieth of a deed. */
const spread = (times: readonly number[]) => ({
  asked: times.length,
  ...(times.length > 0 && {
    medianMs: milliseconds(median(times)),
    p95Ms: milliseconds(quantile(times, 0.95)),
  }),
});

type Busy = Awaited<ReturnType<typeof busy>>;

function emitTimes(
  { emit }: Run,
  { directors, managers, readers }: Country,
  alone: Journal,
  { journal, seconds }: Busy,
) {
  const [idleTimes, busyTimes] = [alone.times.save, journal.times.save];
  emit(
    atMost(
      "month: p95 of a save, everybody at once / idle",
      quantile(busyTimes, 0.95) / quantile(idleTimes, 0.95),
      MOST,
      {
        idle: spread(idleTimes),
        busy: spread(busyTimes),
        seconds: Math.round(seconds),
        units: directors.length,
        typists: TYPISTS,
        managers: managers.length,
        readers: readers.length,
      },
    ),
  );
  const failures = [...alone.failures, ...journal.failures];
  emit({
    bench: "month: every answer as it should be",
    ok: failures.length === 0,
    requests: alone.requests + journal.requests,
    failed: failures.length,
    untimed: journal.untimed,
    failures: failures.slice(0, 5),
    ...Object.fromEntries(Object.entries(journal.times).map(([deed, times]) => [deed, spread(times)])),
  });
}

export async function benchMonth(run: Run): Promise<void> {
  run.progress("month: filling a database with the months before");
  const urls = await run.databases.create("bao_phu_bench_month");
  const country = await asOwner(urls.ownerUrl, fillMonth);
  const site = await siteOn(sharedBuilds(run), urls);
  const { address, server } = await serve(run, "ours", site, { processes: PROCESSES, flags: PROBED });
  const signIn: SignIn = ({ id }, journal) => Visitor.signIn(id, address, site.secret, journal);

  run.progress(`month: ${IDLE_SAVES} saves, one after the other`);
  const alone = await idle(country, signIn);
  run.progress("month: everybody types, approves and reads");
  const together = await busy(run, country, signIn, server);
  await server.stop();

  emitTimes(run, country, alone, together);
  const { first, last } = together;
  run.emit(growthLine("month: memory of the server", first, last, {}, MOST_GROWTH));
  run.progress("month: counting and verifying");
  for (const line of await countMonth(urls, country)) run.emit(line);
  await run.databases.drop("bao_phu_bench_month");
}
