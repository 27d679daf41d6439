/** Fetches reports one after the other and packs them; the browser's part of taking all of them. */
import { zipSync } from "fflate";
import { fileNameOf } from "@/components/ui/save-file";

export type FileToTake = { name: string; href: string };

export type Taken = {
  /** Null where one could not be fetched: a part of them would pass for all. */
  archive: Blob | null;
  count: number;
  /** Names of those of which there is no report yet. */
  empty: readonly string[];
  failed: readonly string[];
};

/** More would fill the memory of the browser that packs them. */
export const MOST_IN_ARCHIVE = 1000;

/** While the server has too much to do, it says when to come again; after so many times it is given up. */
const TRIES = 5;
const BUSY = 503;
const LONGEST_WAIT = 30;

type Fetch = (href: string, signal: AbortSignal) => Promise<Response>;

const ask: Fetch = (href, signal) => fetch(href, { signal, cache: "no-store" });

const pause = (seconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

async function askInTurn(fetchOne: Fetch, href: string, signal: AbortSignal): Promise<Response> {
  for (let left = TRIES; ; left -= 1) {
    const answer = await fetchOne(href, signal);
    if (answer.status !== BUSY || left <= 1 || signal.aborted) return answer;
    const seconds = Number(answer.headers.get("retry-after") ?? 1);
    await pause(Math.min(LONGEST_WAIT, Number.isFinite(seconds) ? seconds : 1), signal);
  }
}

/** Null once it is stopped. @param onStep how many are through */
export async function fetchAll(
  files: readonly FileToTake[],
  signal: AbortSignal,
  onStep: (done: number) => void,
  fetchOne: Fetch = ask,
): Promise<Taken | null> {
  const packed: Record<string, Uint8Array> = {};
  const [empty, failed]: [string[], string[]] = [[], []];
  for (const [index, { name, href }] of files.entries()) {
    try {
      const answer = await askInTurn(fetchOne, href, signal);
      const fileName = fileNameOf(answer) ?? `bao-cao-${index + 1}.docx`;
      if (answer.ok) packed[fileName] = new Uint8Array(await answer.arrayBuffer());
      else if (answer.status === 404) empty.push(name);
      else failed.push(name);
    } catch {
      if (!signal.aborted) failed.push(name);
    }
    if (signal.aborted) return null;
    onStep(index + 1);
  }
  const count = Object.keys(packed).length;
  if (failed.length > 0 || count === 0) return { archive: null, count, empty, failed };
  // A document is an archive already: packing it again costs time and saves nothing.
  const bytes = zipSync(packed, { level: 0 });
  return { archive: new Blob([bytes], { type: "application/zip" }), count, empty, failed };
}
