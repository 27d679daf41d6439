/** What the grid shows of itself: one row, and what stands around the rows. */
import type { CellProblem } from "@/lib/domain/entry-problems";
import type { Spot } from "@/lib/domain/grid-block";
import type { PastePlan } from "@/lib/domain/grid-paste";
import type { RowState } from "@/lib/domain/grid-sheet";
import type { IndicatorId } from "@/lib/domain/indicator";

/** What one row shows. Another object whenever anything of it changes. */
export type RowLook = {
  state: RowState;
  problems: readonly CellProblem[];
  unsaved: ReadonlySet<IndicatorId> | null;
  refusal: string | null;
  /** Column of the active cell, if it is in this row. */
  active: number | null;
  /** Columns that are marked, if more than one cell is. */
  marked: { left: number; right: number } | null;
  isEditing: boolean;
};

export type GridStatus = {
  active: Spot;
  anchor: Spot;
  isEditing: boolean;
  saving: number;
  unsaved: number;
  savedAt: string | null;
  trouble: string | null;
  canUndo: boolean;
  canRedo: boolean;
  /** What the last act did, or why it did nothing. */
  message: string | null;
  /** A block that waits for its confirmation. */
  plan: PastePlan | null;
  /** Counts up with every change of a cell: for what is read from the sheet. */
  turn: number;
};

/** Nothing typed yet, and the cursor in this cell. */
export const startStatus = (spot: Spot): GridStatus => ({
  active: spot,
  anchor: spot,
  isEditing: false,
  saving: 0,
  unsaved: 0,
  savedAt: null,
  trouble: null,
  canUndo: false,
  canRedo: false,
  message: null,
  plan: null,
  turn: 0,
});
