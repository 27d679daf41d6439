/**
 * What a form keeps in this browser until the server has it. In the tab's own storage stands everything that is newer
 * than the page, so that a reload or the Back button shows it; in the browser's stands what was never saved, so that
 * it outlives the tab, a lost session and a power cut. Both are of one person, and gone when that person signs out.
 */
import { keptTargetsSchema, type KeptTarget } from "@/lib/domain/cascade-cell";
import {
  isChanged,
  readKeptCells,
  writeKeptCells,
  type ByIndicator,
  type EntryCell,
} from "@/lib/domain/entry-cells";
import type { IndicatorId } from "@/lib/domain/indicator";

export type Keepsake = {
  read: () => ByIndicator<EntryCell>;
  /** Of what this keepsake read or wrote before, whatever is not there any more is over. */
  write: (cells: ByIndicator<EntryCell>) => void;
};

type Place = {
  /** Whose numbers these are: the next person at this screen must neither see nor save them. */
  typist: string;
  /** Of the submission. */
  id: string;
  /** Moves with every event of the submission: versions of cells begin anew after it. */
  turn: number;
};

const PREFIX = "entry:";
const CASCADE_PREFIX = "cascade:";

/** A sign-out is over by then, or it failed and the form must keep numbers again. */
const LEAVING_MS = 10_000;
let leavingUntil = 0;
/** While the page goes away, a form that is still open keeps nothing more and asks nobody a second time. */
export const isSigningOut = () => Date.now() < leavingUntil;

let leftUntil = 0;
/**
 * The page is about to be left with something unsaved. An answer that still reaches it may be in no page that is drawn by
 * now: nothing that is kept is dropped for it, as long as the next page may take to come.
 */
export const isLeaving = () => Date.now() < leftUntil;

/** Asks before a page with something unsaved is left. @param keep called when somebody stayed after all. @returns ends it */
export function warnBeforeLeaving(hasUnsaved: () => boolean, keep: () => void): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (isSigningOut() || !hasUnsaved()) return;
    leftUntil = Date.now() + LEAVING_MS;
    setTimeout(keep, LEAVING_MS);
    event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return () => window.removeEventListener("beforeunload", warn);
}

/** A browser that keeps nothing still saves to the server. */
function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

function put(storage: Storage, key: string, text: string | null): void {
  if (text === null) storage.removeItem(key);
  else storage.setItem(key, text);
}

const isUnsaved = (cell: EntryCell) => isChanged(cell, cell.seen);
const ids = (cells: ByIndicator<EntryCell>) => Object.keys(cells) as IndicatorId[];

export function keepsakeOf({ typist, id, turn }: Place): Keepsake {
  const key = `${PREFIX}${typist}:${id}`;
  const unsaved = () => attempt(() => readKeptCells(localStorage.getItem(key), turn), {});
  /** Cells that this page put there: those of another tab with the same form are not its to take away. */
  const own = new Set<IndicatorId>();
  return {
    read: () => {
      const waiting = unsaved();
      for (const cell of ids(waiting)) own.add(cell);
      return { ...attempt(() => readKeptCells(sessionStorage.getItem(key), turn), {}), ...waiting };
    },
    write: (cells) => {
      if (isSigningOut()) return;
      attempt(() => put(sessionStorage, key, writeKeptCells(cells, turn)), undefined);
      const waiting = unsaved();
      for (const cell of new Set([...own, ...ids(cells)])) {
        const now = cells[cell];
        if (now && isUnsaved(now)) {
          own.add(cell);
          waiting[cell] = now;
        } else if (own.delete(cell)) {
          // Saved, or typed back: whatever stood there is over.
          Reflect.deleteProperty(waiting, cell);
        }
      }
      const text = ids(waiting).length === 0 ? null : writeKeptCells(waiting, turn);
      attempt(() => put(localStorage, key, text), undefined);
    },
  };
}

/** Of no submission: what a form kept is then read without what was saved. */
const NO_TURN = -1;

/** Keys of that person's forms, also of those typed in somebody's place. */
const keysOf = (storage: Storage, person: string) =>
  Object.keys(storage).filter((key) => [":", "+"].some((end) => key.startsWith(PREFIX + person + end)));

/** The forms of which this browser holds numbers that the server has not. @param typist as the forms name them */
export function waitingForms(typist: string): { id: string; cells: number }[] {
  const prefix = `${PREFIX}${typist}:`;
  return attempt(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys
      .map((key) => ({
        id: key.slice(prefix.length),
        cells: ids(readKeptCells(localStorage.getItem(key), NO_TURN)).length,
      }))
      .filter(({ cells }) => cells > 0);
  }, []);
}

/** The numbers of a cascade that are not saved; nothing is kept once all are. @param place whose, and of which table */
export function keptTargets(place: string): {
  read: () => Record<string, KeptTarget>;
  write: (cells: Record<string, KeptTarget>) => void;
} {
  const key = CASCADE_PREFIX + place;
  return {
    read: () => attempt(() => keptTargetsSchema.parse(JSON.parse(sessionStorage.getItem(key) ?? "{}")), {}),
    write: (cells) => {
      if (isSigningOut()) return;
      const text = Object.keys(cells).length === 0 ? null : JSON.stringify(cells);
      attempt(() => put(sessionStorage, key, text), undefined);
    },
  };
}

const cascadeKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(CASCADE_PREFIX));

/** Whether this browser holds numbers of that person that the server has not. */
export function hasUnsavedKeepsakes(person: string): boolean {
  return attempt(() => keysOf(localStorage, person).length > 0 || cascadeKeys().length > 0, false);
}

/** Whoever signs out leaves nothing behind: in this tab of nobody, in this browser of that person. */
export function forgetKeepsakes(person: string): void {
  leavingUntil = Date.now() + LEAVING_MS;
  attempt(() => {
    const ofTab = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of [...ofTab, ...cascadeKeys()]) sessionStorage.removeItem(key);
  }, undefined);
  attempt(() => {
    for (const key of keysOf(localStorage, person)) localStorage.removeItem(key);
  }, undefined);
}
