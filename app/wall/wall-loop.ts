/**
 * What a screen does while it shows a panel: it waits, asks whether the next one is there, and only then goes to it, so that no
 * failure of the network or the server ever puts a browser's error page on the wall. One loop lives as long as its document.
 */
import { timeInVietnam } from "@/lib/domain/day";
import { retrySeconds } from "@/lib/domain/wall";

export type WallSign = { kind: "running" } | { kind: "paused" } | { kind: "lost"; since: string };

type Options = {
  next: string;
  previous: string;
  seconds: number;
  onClock: (time: string) => void;
  onSign: (sign: WallSign) => void;
};

const SECOND = 1000;
const PATIENCE = 15 * SECOND;
const POINTER_SHOWN = 5 * SECOND;
/** Somebody paused and left: a screen must not stand still for days. */
const LONGEST_PAUSE = 15 * 60;

/** As proxy.ts knows it: the answer may be kept for the moment until the screen goes there. */
const NEXT_PANEL = { "x-wall-next": "1" };

/** Reads the whole answer, so that it is kept whole and going there asks nobody again. */
async function isThere(href: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(href, {
      headers: NEXT_PANEL,
      cache: "reload",
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Returns what ends it. */
export function runWall({ next, previous, seconds, onClock, onSign }: Options): () => void {
  const end = new AbortController();
  const { signal } = end;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lostAt: Date | null = null;
  let failures = 0;
  let isPaused = false;
  let isAsking = false;

  const after = (delay: number, run: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(run, delay * SECOND);
  };

  async function go(href: string) {
    if (isAsking) return;
    isAsking = true;
    const isReady = await isThere(href, signal);
    isAsking = false;
    if (signal.aborted || (isPaused && href === next && lostAt === null && !isReady)) return;
    if (isReady) {
      location.replace(href);
      return;
    }
    failures += 1;
    lostAt ??= new Date();
    onSign({ kind: "lost", since: timeInVietnam(lostAt) });
    after(retrySeconds(failures), () => void go(next));
  }

  function run() {
    isPaused = false;
    onSign({ kind: "running" });
    after(seconds, () => void go(next));
  }

  function pause() {
    isPaused = true;
    onSign({ kind: "paused" });
    after(LONGEST_PAUSE, run);
  }

  function onKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight") void go(next);
    else if (event.key === "ArrowLeft") void go(previous);
    else if (event.key === " ") (isPaused ? run : pause)();
    else return;
    event.preventDefault();
  }

  addEventListener("keydown", onKey, { signal });
  hidePointer(signal);
  keepAwake(signal);
  const clock = setInterval(() => onClock(timeInVietnam(new Date())), SECOND);
  run();
  return () => {
    end.abort();
    clearTimeout(timer);
    clearInterval(clock);
  };
}

/** The pointer, and the hint about keys, are there only while somebody moves it. */
function hidePointer(signal: AbortSignal) {
  const { dataset } = document.documentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    dataset.idle = "";
  };
  hide();
  addEventListener(
    "pointermove",
    ({ movementX, movementY }) => {
      // A new document under a pointer that lies still is told of a move, too.
      if (movementX === 0 && movementY === 0) return;
      delete dataset.idle;
      clearTimeout(timer);
      timer = setTimeout(hide, POINTER_SHOWN);
    },
    { signal },
  );
}

/** Where the browser can; a refusal only means that the screen's own settings decide. */
function keepAwake(signal: AbortSignal) {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => undefined);
  };
  ask();
  document.addEventListener("visibilitychange", ask, { signal });
}
