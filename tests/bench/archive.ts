/** All provinces' reports taken for one archive, as the page of them does it, while somebody else looks at a dashboard. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fetchAll, type FileToTake } from "@/app/(app)/reports/[unit]/[period]/all/fetch-all";
import { atMost, milliseconds, quantile } from "./line";
import { serve } from "./page-served";
import { BEFORE_REFORM } from "./report-site";
import type { Run } from "./run";
import { demoSite } from "./site";

/** The 63 provinces and the two national offices. */
const REPORTS = 65;
const MEGABYTES = 512;
const SLOWER = 2;

const DASHBOARD = "/units/VN";
/** Somebody looks at the dashboard so often, in milliseconds, whether or not anything else goes on. */
const EVERY = 100;
const IDLE_LOOKS = 150;
const ROUNDS = 3;

type Asked = (path: string, signal?: AbortSignal) => Promise<Response>;

/** The largest size that the process ever had in memory, as the system counts it. */
function peakBytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid ?? ""}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

/** The files that the page of all reports takes, in its order. */
async function listed(ask: Asked): Promise<FileToTake[]> {
  const html = await (await ask(`/reports/VN/${BEFORE_REFORM}/all`)).text();
  const hrefs = [...html.matchAll(/href="(\/api\/v1\/reports\/[^"]+\/word)"/g)].map(([, href]) => href ?? "");
  return [...new Set(hrefs)].map((href) => ({ name: href, href }));
}

/** How long each look took, from asking until the last byte. */
async function look(ask: Asked, goesOn: (looks: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goesOn(times.length)) {
    const began = performance.now();
    const answer = await ask(DASHBOARD);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`the dashboard answers ${answer.status}`);
    const took = performance.now() - began;
    times.push(took);
    await sleep(Math.max(0, EVERY - took));
  }
  return times;
}

async function takeAll(ask: Asked, files: readonly FileToTake[]): Promise<{ count: number; bytes: number }> {
  const { signal } = new AbortController();
  const taken = await fetchAll(files, signal, () => undefined, ask);
  return { count: taken?.archive ? taken.count : 0, bytes: taken?.archive?.size ?? 0 };
}

export async function benchArchive(run: Run): Promise<void> {
  const { emit, progress } = run;
  const site = await demoSite(run);
  const { address, server } = await serve(run, "ours", site);
  const headers = { cookie: `${site.cookie.name}=${site.cookie.value}` };
  const ask: Asked = (path, signal) =>
    fetch(address + path, { headers, redirect: "manual", ...(signal ? { signal } : {}) });
  const files = await listed(ask);
  progress(`archive: taking ${files.length} reports while a dashboard is looked at`);
  await look(ask, (looks) => looks < IDLE_LOOKS / 3);
  const [idle, busy, sizes]: [number[], number[], number[]] = [[], [], []];
  let seconds = 0;
  for (let round = 0; round < ROUNDS; round++) {
    idle.push(...(await look(ask, (looks) => looks < IDLE_LOOKS)));
    let isTaking = true;
    const began = performance.now();
    const [{ count, bytes }, looks] = await Promise.all([
      takeAll(ask, files).finally(() => (isTaking = false)),
      look(ask, () => isTaking),
    ]);
    seconds += (performance.now() - began) / 1000 / ROUNDS;
    if (count !== REPORTS) throw new Error(`${count} of ${REPORTS} reports are in the archive`);
    busy.push(...looks);
    sizes.push(bytes);
  }
  const peak = peakBytes(server.process.pid);
  emit(
    atMost("archive of 63 provinces: peak memory of the server / 512 MB", peak / (MEGABYTES * 1e6), 1, {
      peakMB: Math.round(peak / 1e6),
      archiveMB: Math.round((sizes[0] ?? 0) / 1e4) / 100,
    }),
  );
  const [busyP95, idleP95] = [quantile(busy, 0.95), quantile(idle, 0.95)];
  emit(
    atMost("archive of 63 provinces: p95 of a dashboard meanwhile / idle", busyP95 / idleP95, SLOWER, {
      meanwhileMs: milliseconds(busyP95),
      idleMs: milliseconds(idleP95),
      looks: busy.length,
      archiveSeconds: Math.round(seconds * 10) / 10,
    }),
  );
  await server.stop();
}
