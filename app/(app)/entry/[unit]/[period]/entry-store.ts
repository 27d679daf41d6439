/**
 * The form of the month in the browser: what is typed, what is saved, what is on its way. Saves changed cells by itself,
 * one request at a time, and keeps what is not saved yet where a reload finds it.
 */
import {
  cellFields,
  contentOf,
  isChanged,
  typedFrom,
  typedValue,
  type ByIndicator,
  type EntryCell,
  type TypedCell,
} from "@/lib/domain/entry-cells";
import type { IndicatorId } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { answersOf, type EntryState } from "./entry-state";
import type { Keepsake } from "./keepsake";

type Fields = [name: string, value: string][];

export type EntryPorts = {
  /** A locked form shows what this tab could not save, and saves nothing. */
  isEditable: boolean;
  post: (fields: Fields) => Promise<EntryState>;
  keepsake: Keepsake;
};

export type EntrySnapshot = {
  cells: ByIndicator<EntryCell>;
  /** Cells on their way to the server. */
  saving: number;
  /** When the server last had everything, an ISO instant. */
  savedAt: string | null;
  /** Why saving does not go on. */
  trouble: string | null;
  refused: ByIndicator<string>;
};

const PAUSE = 1000;
const RETRY = 10_000;
const OFFLINE = "Mất kết nối. Số chưa lưu vẫn ở trên màn hình, tự lưu lại sau 10 giây.";

export class EntryStore {
  #state: EntrySnapshot;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<EntryState> | null = null;
  #isHalted: boolean;
  /** Text that the server refused by itself: not sent again until it changes. */
  #refusedTexts: ByIndicator<string> = {};

  constructor(
    cells: ByIndicator<EntryCell>,
    private readonly ports: EntryPorts,
  ) {
    this.#state = { cells, saving: 0, savedAt: null, trouble: null, refused: {} };
    this.#isHalted = !ports.isEditable;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = () => this.#state;

  /** What an earlier page of this tab typed and could not save, or saved after this page was drawn. */
  restore() {
    const cells = { ...this.#state.cells };
    for (const [id, kept] of Object.entries(this.ports.keepsake.read()) as [IndicatorId, EntryCell][]) {
      const cell = cells[id];
      if (!cell) continue;
      const isNewer = kept.seen.version > cell.seen.version;
      if (isNewer || (isChanged(kept, kept.seen) && isChanged(kept, cell.seen))) cells[id] = kept;
    }
    this.#set({ cells });
    this.#schedule(0);
  }

  type(id: IndicatorId, patch: Partial<TypedCell>) {
    const cell = this.#state.cells[id];
    if (!cell) return;
    const others = Object.entries(this.#state.refused).filter(([refusedId]) => refusedId !== id);
    const cells = { ...this.#state.cells, [id]: { ...cell, ...patch } };
    this.#set({ cells, refused: Object.fromEntries(others) });
    this.#schedule(PAUSE);
  }

  /** Done with a cell: its number is grouped, and saved at once. */
  leave(id: IndicatorId) {
    const cell = this.#state.cells[id];
    const value = cell && typedValue(cell.text);
    if (cell && typeof value === "bigint" && formatCount(value) !== cell.text) {
      this.#set({ cells: { ...this.#state.cells, [id]: { ...cell, text: formatCount(value) } } });
    }
    this.#schedule(0);
  }

  /** Of two values one stands; taking mine saves it over theirs. */
  resolve(id: IndicatorId, side: "mine" | "theirs") {
    const cell = this.#state.cells[id];
    if (!cell?.conflict) return;
    const { theirs } = cell.conflict;
    const typed = side === "mine" ? cell : typedFrom(theirs);
    this.#set({ cells: { ...this.#state.cells, [id]: { ...cell, ...typed, seen: theirs, conflict: null } } });
    this.#schedule(0);
  }

  unsaved(): IndicatorId[] {
    return ids(this.#state.cells).filter((id) => {
      const cell = this.#state.cells[id];
      return cell !== undefined && isChanged(cell, cell.seen);
    });
  }

  /** Saves what can be saved now; resolves when nothing more is on its way. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#flight) await this.#flight;
    const due = this.#due();
    if (due.length === 0 || this.#isHalted) return;
    await this.#send("save", due);
    if (!this.#state.trouble) await this.flush();
  }

  /** Submits once everything is saved; the answer tells what is in the way, null if something could not be saved. */
  async submit(): Promise<EntryState> {
    this.#isHalted = false;
    await this.flush();
    if (this.unsaved().length > 0) return null;
    return this.#send("submit", []);
  }

  #due(): IndicatorId[] {
    return this.unsaved().filter((id) => {
      const cell = this.#state.cells[id];
      return cell && !cell.conflict && contentOf(cell) !== null && this.#refusedTexts[id] !== cell.text;
    });
  }

  async #send(intent: "save" | "submit", due: readonly IndicatorId[]): Promise<EntryState> {
    const fields: Fields = due.flatMap((id) => cellFields(id, this.#state.cells[id] as EntryCell));
    this.#set({ saving: due.length });
    this.#flight = this.ports.post([["intent", intent], ...fields]).catch(() => null);
    const state = await this.#flight;
    this.#flight = null;
    this.#receive(state);
    return state;
  }

  #receive(state: EntryState) {
    if (state === null || !("answers" in state)) {
      this.#isHalted = state !== null && "isFinal" in state;
      this.#set({ saving: 0, trouble: state?.message ?? OFFLINE });
      if (!this.#isHalted) this.#schedule(RETRY);
      return;
    }
    const { saved, conflicts, refused } = answersOf(state);
    const cells = { ...this.#state.cells };
    for (const id of ids(cells)) {
      const cell = cells[id] as EntryCell;
      if (saved[id]) cells[id] = { ...cell, seen: saved[id] };
      if (conflicts[id]) cells[id] = { ...cell, conflict: conflicts[id] };
      if (refused[id]) this.#refusedTexts[id] = cell.text;
    }
    this.#set({
      cells,
      saving: 0,
      trouble: null,
      savedAt: state.at,
      refused: { ...this.#state.refused, ...refused },
    });
  }

  #schedule(delay: number) {
    clearTimeout(this.#timer);
    if (!this.#isHalted) this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #set(patch: Partial<EntrySnapshot>) {
    this.#state = { ...this.#state, ...patch };
    if (patch.cells) this.ports.keepsake.write(patch.cells);
    for (const listener of this.#listeners) listener();
  }
}

const ids = (cells: ByIndicator<unknown>) => Object.keys(cells) as IndicatorId[];
