/**
 * The grid in the browser: where one is, and what is typed into the cell there. Rows are drawn by grid-rows.ts, many cells
 * changed by grid-many.ts; saving, by itself and in batches, is grid-saving.ts.
 */
import type { Keepsake } from "@/app/(app)/keepsake";
import { toTsv } from "@/lib/domain/export-tsv";
import type { TypedCell } from "@/lib/domain/entry-cells";
import { blockOf, moved, nextOpenSpot, type Block, type Move, type Spot } from "@/lib/domain/grid-block";
import { GridSheet } from "@/lib/domain/grid-sheet";
import type { IndicatorId } from "@/lib/domain/indicator";
import { COMPUTED, statusCopy, wholeCopy } from "./grid-copy";
import { startStatus, type GridStatus } from "./grid-look";
import { GridMany } from "./grid-many";
import { GridRows } from "./grid-rows";
import { GridSaving, type GridPost } from "./grid-saving";
import { draftOf, type GridColumn, type GridRowView, type GridView } from "./grid-view";

export type GridPorts = {
  post: GridPost;
  /** What is kept is then kept for the next page too. */
  isLeaving: () => boolean;
  keepsakeOf: (row: GridRowView) => Keepsake;
};

export class GridStore {
  readonly sheet: GridSheet;
  readonly saving: GridSaving;
  readonly rows: GridRows;
  readonly many: GridMany;
  #status: GridStatus;
  #listeners = new Set<() => void>();
  /** How many rows a screen shows; the table tells. */
  page = 10;
  /** What is edited began with a key: arrows then leave the cell, as in a spreadsheet. */
  isOverwriting = false;

  constructor(
    public view: GridView,
    ports: GridPorts,
  ) {
    this.sheet = new GridSheet(
      view.rows.map((row) => ({ kind: row.kind, draft: draftOf(view, row) })),
      view.columns.map(({ id }) => id),
    );
    this.saving = new GridSaving(this, ports);
    this.rows = new GridRows(this);
    this.many = new GridMany(this);
    const column = view.columns.findIndex(({ isDerived }) => !isDerived);
    this.#status = startStatus({ row: 0, column: Math.max(0, column) });
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  status = () => this.#status;

  column(at: number): GridColumn | undefined {
    return this.view.columns[at];
  }
  rowView(at: number): GridRowView {
    const row = this.view.rows[at];
    if (!row) throw new Error(`no row ${at}`);
    return row;
  }
  get block(): Block {
    return blockOf(this.#status.anchor, this.#status.active);
  }

  /** Why nothing can be typed into a cell; null if it can. */
  refusal(row: number, id: IndicatorId): string | null {
    const { refusal } = this.rowView(row);
    const column = this.view.columns.find((one) => one.id === id);
    if (column?.isDerived) return COMPUTED;
    if (!this.sheet.has(row, id)) return "đơn vị không nhập chỉ tiêu này";
    return refusal;
  }

  // Where one is.

  move(move: Move, extends_: boolean): void {
    const { active } = this.#status;
    const size = { rows: this.view.rows.length, columns: this.view.columns.length, page: this.page };
    this.go(moved(active, move, size), extends_);
  }
  go(to: Spot, extends_ = false): void {
    const { active } = this.#status;
    this.leave();
    const before = this.block;
    const anchor = extends_ ? this.#status.anchor : to;
    if (active.row !== to.row || active.column !== to.column || anchor !== this.#status.anchor)
      this.#set({ active: to, anchor, message: null });
    this.rows.redrawBlocks(before, this.block);
  }
  selectAll(): void {
    const before = this.block;
    this.#set({
      anchor: { row: 0, column: 0 },
      active: { row: this.view.rows.length - 1, column: this.view.columns.length - 1 },
    });
    this.rows.redrawBlocks(before, this.block);
  }

  // Typing.

  /** @param text replaces what stands there; without it that is edited */
  edit(text?: string): void {
    const { active } = this.#status;
    const column = this.column(active.column);
    if (!column) return;
    const refusal = this.refusal(active.row, column.id);
    if (refusal !== null) return this.say(`Không nhập được ô này: ${refusal}`);
    if (text === undefined) this.sheet.begin(active.row, column.id);
    else this.type({ text });
    this.isOverwriting = text !== undefined;
    this.#set({ isEditing: true, anchor: active, message: null });
    this.touch([active.row]);
  }
  /** Into the active cell. */
  type(patch: Partial<TypedCell>): void {
    const { active } = this.#status;
    const column = this.column(active.column);
    if (!column || this.refusal(active.row, column.id) !== null) return;
    this.sheet.type(active.row, column.id, patch, `sửa ${this.nameOf(active.row, column.id)}`);
    this.touch([active.row]);
    this.saving.schedule();
  }
  /** Done with the cell that is edited; what was typed counts. */
  leave(): void {
    const { active, isEditing } = this.#status;
    const column = this.column(active.column);
    if (!column) return;
    this.sheet.leave(active.row, column.id);
    if (!isEditing) return;
    this.#set({ isEditing: false });
    this.touch([active.row]);
    this.saving.schedule(300);
  }
  cancel(): void {
    const { active, anchor, isEditing } = this.#status;
    const column = this.column(active.column);
    if (isEditing && column) {
      this.sheet.cancel(active.row, column.id);
      this.#set({ isEditing: false });
      this.touch([active.row]);
    } else if (anchor !== active) {
      const before = this.block;
      this.#set({ anchor: active });
      this.rows.redrawBlocks(before, this.block);
    }
  }

  // Back and forth.

  undo(): void {
    this.leave();
    this.#replayed(this.sheet.undo(), "Đã hoàn tác");
  }
  redo(): void {
    this.leave();
    this.#replayed(this.sheet.redo(), "Đã làm lại");
  }
  #replayed(step: ReturnType<GridSheet["undo"]>, word: string): void {
    if (!step) return this.say("Không còn bước nào.");
    this.touch(step.rows);
    const column = this.view.columns.findIndex(({ id }) => id === step.first.id);
    if (column >= 0) this.go({ row: step.first.row, column });
    this.say(`${word}: ${step.label}.`);
    this.saving.schedule();
  }
  resolve(side: "mine" | "theirs"): void {
    const { row, column } = this.#status.active;
    const id = this.column(column)?.id;
    if (!id) return;
    this.sheet.resolve(row, id, side);
    this.touch([row]);
    this.saving.schedule(0);
  }

  /** To the next cell that keeps its form from being sent; after the last the first again. */
  nextProblem(): void {
    const { rows, columns } = this.view;
    const ids = columns.map(({ id }) => id);
    const next = nextOpenSpot(this.#status.active, rows.length, ids, (row) => this.#open(row));
    if (next) return this.go(next);
    this.say("Không còn ô nào có lỗi hoặc cảnh báo chưa giải thích ở nhóm này.");
  }

  /** What keeps the form of this row from being sent and somebody may mend. */
  #open(row: number): ReadonlySet<IndicatorId> {
    const open = this.rowView(row).refusal === null ? this.rows.problems(row) : [];
    return new Set(open.filter(({ isBlocking, isBlank }) => isBlocking && !isBlank).map(({ id }) => id));
  }

  // Out of the grid.

  /** The block as a spreadsheet takes it. */
  copy(): string {
    const { top, bottom, left, right } = this.block;
    const rows = Array.from({ length: bottom - top + 1 }, (_, row) =>
      this.view.columns.slice(left, right + 1).map(({ id }) => this.plain(top + row, id)),
    );
    this.say(statusCopy(rows.length, right - left + 1));
    return toTsv(rows);
  }
  copyAll = () => wholeCopy(this);
  /** Plain digits, as a spreadsheet reads them everywhere; text that is no number as it is. */
  plain(row: number, id: IndicatorId): string {
    const value = this.sheet.value(row, id);
    return value === null ? (this.sheet.cell(row, id)?.text ?? "") : String(value);
  }
  nameOf(row: number, id: IndicatorId): string {
    const column = this.view.columns.find((one) => one.id === id);
    return `${column?.short ?? id}, ${this.rowView(row).unitName}`;
  }

  say(message: string): void {
    this.#set({ message });
  }
  /** These rows changed: they are drawn again, and what is not saved of them is kept. */
  touch(rows: readonly number[]): void {
    for (const row of rows) {
      this.saving.keep(row);
      this.rows.redraw(row);
    }
    const { canUndo, canRedo, unsavedCount: unsaved } = this.sheet;
    this.#set({ canUndo, canRedo, unsaved, turn: this.#status.turn + 1 });
  }
  told(patch: Pick<Partial<GridStatus>, "saving" | "savedAt" | "trouble" | "message" | "plan">): void {
    this.#set(patch);
  }
  /** The page was read again, or a row was refused. */
  renew(view: GridView): void {
    const before = this.view;
    this.view = view;
    for (const [at, row] of view.rows.entries()) {
      // Once a submission has moved the versions of its cells begin anew.
      if (row.lockVersion === before.rows[at]?.lockVersion) this.sheet.renew(at, draftOf(view, row));
      else this.sheet.replace(at, draftOf(view, row));
    }
    this.rows.redrawAll();
    this.touch([]);
    this.saving.schedule();
  }
  refuseRow(at: number, refusal: string): void {
    const rows = this.view.rows.map((row, index) => (index === at ? { ...row, refusal } : row));
    this.view = { ...this.view, rows };
    this.touch([at]);
  }

  #set(patch: Partial<GridStatus>): void {
    this.#status = { ...this.#status, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
