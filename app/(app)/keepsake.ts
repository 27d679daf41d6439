/** What the form keeps in this tab until the server has it: a reload, a lost session or the Back button loses no number. */
import { keptTargetsSchema, type KeptTarget } from "@/lib/domain/cascade-cell";
import { readKeptCells, writeKeptCells, type ByIndicator, type EntryCell } from "@/lib/domain/entry-cells";

export type Keepsake = {
  read: () => ByIndicator<EntryCell>;
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

export function keepsakeOf({ typist, id, turn }: Place): Keepsake {
  const key = `${PREFIX}${typist}:${id}`;
  return {
    read: () => {
      try {
        return readKeptCells(sessionStorage.getItem(key), turn);
      } catch {
        return {};
      }
    },
    write: (cells) => {
      if (isSigningOut()) return;
      try {
        sessionStorage.setItem(key, writeKeptCells(cells, turn));
      } catch {
        // A browser that keeps nothing still saves to the server.
      }
    },
  };
}

/** The numbers of a cascade that are not saved; nothing is kept once all are. @param place whose, and of which table */
export function keptTargets(place: string): {
  read: () => Record<string, KeptTarget>;
  write: (cells: Record<string, KeptTarget>) => void;
} {
  const key = CASCADE_PREFIX + place;
  return {
    read: () => {
      try {
        return keptTargetsSchema.parse(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
      } catch {
        return {};
      }
    },
    write: (cells) => {
      if (isSigningOut()) return;
      try {
        if (Object.keys(cells).length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(cells));
      } catch {
        // A browser that keeps nothing still saves to the server.
      }
    },
  };
}

const keptKeys = () =>
  Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX) || key.startsWith(CASCADE_PREFIX));

/** Of no submission: what a form kept is then read without what was saved. */
const NO_TURN = -1;

/** Whether this tab holds numbers that the server has not. */
export function hasUnsavedKeepsakes(): boolean {
  try {
    return keptKeys().some(
      (key) =>
        key.startsWith(CASCADE_PREFIX) ||
        Object.keys(readKeptCells(sessionStorage.getItem(key), NO_TURN)).length > 0,
    );
  } catch {
    return false;
  }
}

/** Whoever signs out leaves nothing behind in this tab. */
export function forgetKeepsakes(): void {
  leavingUntil = Date.now() + LEAVING_MS;
  try {
    for (const key of keptKeys()) sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
