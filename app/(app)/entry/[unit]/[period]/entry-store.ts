/**
 * The form of the month in the browser: what is typed, what is saved, what is on its way. Saves changed cells by itself,
 * one request at a time, and keeps what is not saved yet where a reload finds it.
 */
import {
  cellFields,
  contentOf,
  isChanged,
  isLacking,
  isOwnEcho,
  renewCells,
  sentCell,
  typedFrom,
  typedValue,
  type ByIndicator,
  type EntryCell,
  type SeenCell,
  type TypedCell,
} from "@/lib/domain/entry-cells";
import type { IndicatorId } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { answersOf, failure, isFailure, troubleOf, type EntryState } from "./entry-state";
import type { Keepsake } from "@/app/(app)/keepsake";

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
  /** Cells that the server refused by themselves, with the reason: not sent again until their number changes. */
  refused: ByIndicator<string>;
  /** Cells into which somebody else's content has come since this page was drawn. */
  overtaken: readonly IndicatorId[];
};

const PAUSE = 1000;
const RETRY = 10_000;
const UNSENT = "Chưa gửi duyệt được vì máy chủ chưa trả lời. Số đã lưu đủ, bấm Gửi duyệt lần nữa.";

export class EntryStore {
  #state: EntrySnapshot;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<EntryState> | null = null;
  #isHalted: boolean;
  #submitting: Promise<EntryState> | null = null;
  /** Its page is gone: what could not be saved waits where the next page finds it. */
  #isClosed = false;

  constructor(
    cells: ByIndicator<EntryCell>,
    private readonly ports: EntryPorts,
    overtaken: readonly IndicatorId[] = [],
  ) {
    this.#state = { cells, saving: 0, savedAt: null, trouble: null, refused: {}, overtaken };
    this.#isHalted = !ports.isEditable;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = () => this.#state;
  get isEditable() {
    return this.ports.isEditable;
  }

  /** What an earlier page of this tab typed and could not save, or saved after this page was drawn. */
  restore() {
    this.#isClosed = false;
    const cells = { ...this.#state.cells };
    for (const [id, kept] of Object.entries(this.ports.keepsake.read()) as [IndicatorId, EntryCell][]) {
      const cell = cells[id];
      if (!cell) continue;
      const isNewer = kept.seen.version > cell.seen.version;
      if (isNewer || isLacking(kept, kept.seen, cell.seen)) cells[id] = kept;
    }
    this.#set({ cells });
    this.#schedule(0);
  }

  /** The person goes elsewhere: one last save, and none that is tried again from another page. */
  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    if (!this.#state.trouble) void this.flush();
  }

  /** The page was drawn again. @param draft what the server holds now */
  renew(draft: ByIndicator<SeenCell>) {
    const { cells, overtaken } = renewCells(this.#state.cells, draft);
    this.#set(overtaken.length > 0 ? { cells, overtaken } : { cells });
  }

  type(id: IndicatorId, patch: Partial<TypedCell>) {
    const cell = this.#state.cells[id];
    if (!cell) return;
    const typed = { ...cell, ...patch };
    const isOver = !isSameNumber(typed, cell);
    const refused: ByIndicator<string> = Object.fromEntries(
      Object.entries(this.#state.refused).filter(([other]) => !isOver || other !== id),
    );
    this.#set({ cells: { ...this.#state.cells, [id]: typed }, refused });
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

  /** What was typed and never saved is given up for what the server holds, and kept nowhere. */
  giveUp(draft: ByIndicator<SeenCell>) {
    const cells = { ...this.#state.cells };
    for (const id of this.unsaved()) {
      const held = draft[id];
      if (held) cells[id] = { ...typedFrom(held), seen: held, conflict: null };
    }
    this.#set({ cells });
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
  submit(): Promise<EntryState> {
    // A second press means the same: the answer to the first is its answer.
    this.#submitting ??= this.#submit().finally(() => (this.#submitting = null));
    return this.#submitting;
  }
  async #submit(): Promise<EntryState> {
    this.#isHalted = false;
    this.#set({ overtaken: [] });
    await this.flush();
    if (this.unsaved().length > 0) return null;
    const state = await this.#send("submit", []);
    return isFailure(state) ? null : state;
  }

  #due(): IndicatorId[] {
    return this.unsaved().filter((id) => {
      const cell = this.#state.cells[id];
      const isRefused = this.#state.refused[id] !== undefined;
      return cell && !cell.conflict && contentOf(cell) !== null && !isRefused;
    });
  }

  async #send(intent: "save" | "submit", due: readonly IndicatorId[]): Promise<EntryState> {
    const sent = { ...this.#state.cells };
    for (const id of due) sent[id] = sentCell(sent[id] as EntryCell);
    const fields: Fields = due.flatMap((id) => cellFields(id, sent[id] as EntryCell));
    this.#set({ saving: due.length, cells: sent });
    this.#flight = this.ports.post([["intent", intent], ...fields]).catch(failure);
    const state = await this.#flight;
    this.#flight = null;
    this.#receive(state, sent, intent);
    return state;
  }

  /** @param sent the cells as they were when they were sent: some may have been typed into since */
  #receive(state: EntryState, sent: ByIndicator<EntryCell>, intent: "save" | "submit") {
    if (state === null || !("answers" in state)) {
      this.#isHalted = state !== null && "isFinal" in state;
      if (intent === "submit" && isFailure(state)) {
        // Everything is saved, and nobody submits but the person.
        this.#set({ saving: 0, trouble: UNSENT });
        return;
      }
      this.#set({ saving: 0, trouble: troubleOf(state) });
      if (!this.#isHalted) this.#schedule(RETRY);
      return;
    }
    const { saved, conflicts, refused } = answersOf(state);
    const cells = { ...this.#state.cells };
    const stillRefused = { ...this.#state.refused };
    for (const id of ids(cells)) {
      const cell = cells[id] as EntryCell;
      const settled = { ...cell, unanswered: undefined };
      const conflict = conflicts[id];
      if (saved[id]) cells[id] = { ...settled, seen: saved[id] };
      else if (conflict && isOwnEcho(cell, conflict.theirs))
        cells[id] = { ...settled, seen: conflict.theirs };
      else if (conflict && !isLacking(cell, cell.seen, conflict.theirs))
        cells[id] = { ...settled, ...typedFrom(conflict.theirs), seen: conflict.theirs };
      else if (conflict) cells[id] = { ...settled, conflict };
      if (refused[id] && isSameNumber(cell, sent[id] as EntryCell)) stillRefused[id] = refused[id];
    }
    this.#set({ cells, saving: 0, trouble: null, savedAt: state.at, refused: stillRefused });
  }

  #schedule(delay: number) {
    clearTimeout(this.#timer);
    if (!this.#isHalted && !this.#isClosed) this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #set(patch: Partial<EntrySnapshot>) {
    this.#state = { ...this.#state, ...patch };
    if (patch.cells) this.ports.keepsake.write(patch.cells);
    for (const listener of this.#listeners) listener();
  }
}

const ids = (cells: ByIndicator<unknown>) => Object.keys(cells) as IndicatorId[];
const isSameNumber = (a: TypedCell, b: TypedCell) => contentOf(a)?.value === contentOf(b)?.value;
