/** The rows as they are drawn: each listens for itself alone, and what it shows is kept until something of it changes. */
import type { CellProblem } from "@/lib/domain/entry-problems";
import { isSingle, type Block } from "@/lib/domain/grid-block";
import { sectionProblems } from "@/lib/domain/grid-checks";
import type { GridSheet, RowState } from "@/lib/domain/grid-sheet";
import type { GridStatus, RowLook } from "./grid-look";
import { contextOf, type GridRowView, type GridView } from "./grid-view";

/** What is read when a row is drawn: the store. */
export type RowSource = {
  readonly sheet: GridSheet;
  readonly view: GridView;
  readonly block: Block;
  status(): GridStatus;
  rowView(at: number): GridRowView;
};

export class GridRows {
  #listeners = new Map<number, () => void>();
  #looks = new Map<number, RowLook>();
  #problems = new WeakMap<RowState, readonly CellProblem[]>();

  constructor(private readonly source: RowSource) {}

  subscribeTo(row: number) {
    return (listener: () => void) => {
      this.#listeners.set(row, listener);
      return () => this.#listeners.delete(row);
    };
  }
  look(row: number): RowLook {
    const known = this.#looks.get(row);
    if (known) return known;
    const look = this.#makeLook(row);
    this.#looks.set(row, look);
    return look;
  }
  problems(row: number): readonly CellProblem[] {
    const { sheet, view } = this.source;
    const state = sheet.row(row);
    const known = this.#problems.get(state);
    if (known) return known;
    const own = this.source.rowView(row);
    const section = view.entered[own.kind] ?? [];
    const isFilled = own.elsewhere.filled > 0;
    const found = sectionProblems(state.cells, section, contextOf(view, own), state.refused, isFilled);
    this.#problems.set(state, found);
    return found;
  }

  redraw(row: number): void {
    this.#looks.delete(row);
    this.#listeners.get(row)?.();
  }
  /** Where a block was, and where it is. */
  redrawBlocks(...blocks: readonly Block[]): void {
    for (const row of [...this.#looks.keys()])
      if (blocks.some(({ top, bottom }) => row >= top && row <= bottom)) this.redraw(row);
  }
  /** What is compared with may have changed. */
  redrawAll(): void {
    this.#problems = new WeakMap();
    this.#looks.clear();
    for (const listener of this.#listeners.values()) listener();
  }

  #makeLook(row: number): RowLook {
    const { sheet, block } = this.source;
    const { active, isEditing } = this.source.status();
    const { top, bottom, left, right } = block;
    const isMarked = row >= top && row <= bottom && !isSingle(block);
    const unsaved = sheet.unsaved.get(row);
    return {
      state: sheet.row(row),
      problems: this.problems(row),
      unsaved: unsaved ? new Set(unsaved) : null,
      refusal: this.source.rowView(row).refusal,
      active: active.row === row ? active.column : null,
      marked: isMarked ? { left, right } : null,
      isEditing: isEditing && active.row === row,
    };
  }
}
