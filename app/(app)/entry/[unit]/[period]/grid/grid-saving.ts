/** Brings what was typed into the grid to the server: by itself, in batches, one at a time, and again when the line is back. */
import type { Keepsake } from "@/app/(app)/keepsake";
import { answersOf, failure } from "@/app/(app)/entry/[unit]/[period]/entry-state";
import { contentOf, type ByIndicator, type EntryCell } from "@/lib/domain/entry-cells";
import type { PostedGridRow } from "@/lib/domain/grid-post";
import type { RowState } from "@/lib/domain/grid-sheet";
import type { IndicatorId } from "@/lib/domain/indicator";
import { FAILED } from "@/lib/form-state";
import type { GridAnswer, RowAnswer } from "./grid-state";
import type { GridPorts, GridStore } from "./grid-store";
import type { GridRowView } from "./grid-view";

export type GridPost = (intent: "save" | "review" | "submit", rows: unknown) => Promise<GridAnswer>;

const PAUSE = 1500;
const RETRY = 10_000;
/** In one request: some answers soon, and no request too long. */
const BATCH = 40;
export const OFFLINE = "Mất kết nối";
const AWAY = "Máy chủ chưa lưu được, tự lưu lại sau 10 giây.";

/** Of all grids of this tab: a page that was kept for the Back button may be older. */
let newestSave = "";
export const isOutdated = (view: { at: string }) => view.at < newestSave;

export class GridSaving {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<GridAnswer> | null = null;
  #isHalted = false;
  readonly #keepsakes = new Map<string, { turn: number; keepsake: Keepsake }>();

  constructor(
    private readonly store: GridStore,
    private readonly ports: GridPorts,
  ) {}

  schedule(delay = PAUSE): void {
    clearTimeout(this.#timer);
    if (!this.#isHalted) this.#timer = setTimeout(() => void this.flush(), delay);
  }
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** What an earlier page typed and could not save. */
  restore(): void {
    const { view, sheet } = this.store;
    const touched: number[] = [];
    let count = 0;
    for (const [at, row] of view.rows.entries()) {
      const kept = this.#keepsakeOf(row).read();
      // Also where the server holds all of it: then it waits no longer.
      if (Object.keys(kept).length > 0) touched.push(at);
      count += sheet.restore(at, kept);
    }
    this.store.touch(touched);
    if (count === 0) return;
    this.store.say(`Lấy lại ${count} ô đã nhập mà chưa lưu được lần trước.`);
    this.schedule(0);
  }

  /** Keeps what is not saved of a row, and nothing once all is. */
  keep(row: number): void {
    const { sheet } = this.store;
    const unsaved = sheet.unsaved.get(row);
    const keepsake = this.#keepsakeOf(this.store.rowView(row));
    const cells: ByIndicator<EntryCell> = {};
    for (const id of unsaved ?? []) {
      const cell = sheet.cell(row, id);
      if (cell) cells[id] = cell;
    }
    keepsake.write({ ...(this.ports.isLeaving() ? keepsake.read() : {}), ...cells });
  }
  keepAll(): void {
    for (const row of this.store.view.rows.keys()) this.keep(row);
  }

  /** One for each form as long as it does not move on: it knows what it kept, and so what to take away again. */
  #keepsakeOf(row: GridRowView): Keepsake {
    const known = this.#keepsakes.get(row.id);
    if (known?.turn === row.lockVersion) return known.keepsake;
    const keepsake = this.ports.keepsakeOf(row);
    this.#keepsakes.set(row.id, { turn: row.lockVersion, keepsake });
    return keepsake;
  }

  /** Saves what can be saved now; resolves when nothing more is on its way. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#flight) await this.#flight;
    if (this.#isHalted) return;
    const due = this.#due();
    if (due.length === 0) return;
    const before = this.store.sheet.unsavedCount;
    await this.#send(due);
    if (this.store.status().trouble) return;
    // Without progress the same would be sent again at once, and again.
    if (this.store.sheet.unsavedCount < before) await this.flush();
    else this.schedule();
  }

  #due(): { at: number; row: PostedGridRow; state: RowState }[] {
    const { sheet } = this.store;
    const found: { at: number; row: PostedGridRow; state: RowState }[] = [];
    for (const [at, unsaved] of sheet.unsaved) {
      if (found.length === BATCH) break;
      const view = this.store.rowView(at);
      const state = sheet.row(at);
      const ids = dueCells(state, unsaved);
      if (view.refusal !== null || ids.length === 0) continue;
      const cells = ids.flatMap((id) => posted(id, state.cells[id]));
      found.push({ at, state, row: { id: view.id, lockVersion: view.lockVersion, cells } });
    }
    return found;
  }

  async #send(due: readonly { at: number; row: PostedGridRow; state: RowState }[]): Promise<void> {
    const count = due.reduce((sum, { row }) => sum + row.cells.length, 0);
    for (const { at, row } of due) {
      for (const { id } of row.cells) this.store.sheet.send(at, id);
      this.keep(at);
    }
    this.store.told({ saving: count });
    this.#flight = this.ports
      .post(
        "save",
        due.map(({ row }) => row),
      )
      .catch(failure);
    const answer = await this.#flight;
    this.#flight = null;
    if (!answer || !("rows" in answer)) {
      this.#isHalted = answer !== null && "isFinal" in answer;
      this.store.told({ saving: 0, trouble: troubleOf(answer) });
      if (!this.#isHalted) this.schedule(RETRY);
      return;
    }
    const rows = new Map(answer.rows.map((row) => [row.id, row]));
    for (const { at, row, state } of due) this.#receive(at, state, rows.get(row.id));
    newestSave = answer.at;
    this.store.told({ saving: 0, trouble: null, savedAt: answer.at });
  }

  /** @param sent the row as it was when it was sent: it may have been typed into since */
  #receive(at: number, sent: RowState, answer: RowAnswer | undefined): void {
    const { sheet } = this.store;
    if (!answer) return;
    if ("refusal" in answer) {
      this.store.refuseRow(at, answer.refusal);
      return;
    }
    const { saved, conflicts, refused } = answersOf({ ...NO_STATE, answers: answer.answers });
    for (const [id, seen] of entries(saved)) sheet.hold(at, id, seen);
    for (const [id, conflict] of entries(conflicts)) sheet.clash(at, id, conflict);
    for (const [id, reason] of entries(refused))
      if (sheet.cell(at, id)?.text === sent.cells[id]?.text) sheet.refuse(at, id, reason);
    this.store.touch([at]);
  }
}

/** The grid goes on by itself: nobody has to load the page anew. */
function troubleOf(answer: GridAnswer): string {
  if (answer === null) return OFFLINE;
  return answer.message === FAILED ? AWAY : answer.message;
}

const NO_STATE = { ok: true as const, message: "", isAttempted: false, at: "" };
const entries = <T>(all: ByIndicator<T>) => Object.entries(all) as [IndicatorId, T][];

function posted(id: IndicatorId, cell: EntryCell | undefined): PostedGridRow["cells"] {
  if (!cell) return [];
  const { text, isEstimate, note, explanation, seen } = cell;
  return [{ id, typed: { text, isEstimate, note, explanation }, seen }];
}

/** A text that is no number, a pair to choose from and a refused number wait for a person. */
function dueCells({ cells, refused }: RowState, unsaved: ReadonlySet<IndicatorId>): IndicatorId[] {
  return [...unsaved].filter((id) => {
    const cell = cells[id];
    return cell && !cell.conflict && contentOf(cell) !== null && refused[id] === undefined;
  });
}
