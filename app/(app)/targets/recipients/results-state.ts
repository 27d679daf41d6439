/** What saving a column of results answers, cell by cell, and how its fields are called. */
import { formatCount } from "@/lib/domain/number";
import type { FormState } from "@/lib/form-state";

export const VALUE = "v.";
/** What stood in the cell when it was drawn. */
export const SEEN = "o.";

/** "v.593-2025-r1" with the mark "v." is of 593-2025-r1; null for another field. */
export const fieldOf = (name: string, mark: string) =>
  name.startsWith(mark) ? name.slice(mark.length) : null;

/** Why a cell is not saved: it is no number, or somebody else was faster ("" where they emptied it). */
export type CellNote = { error: string } | { theirs: string; by: string | null };

/** What somebody else did to the cell meanwhile. */
export function takenWords({ theirs, by }: Extract<CellNote, { theirs: string }>): string {
  const what = theirs === "" ? "xóa số" : `ghi ${formatCount(BigInt(theirs))}`;
  return `Đã có người sửa trước: ${by ?? "người khác"} ${what}.`;
}

export type ResultsState =
  | FormState
  | {
      ok: false;
      message: string;
      values?: Readonly<Record<string, string>>;
      notes: Readonly<Record<string, CellNote>>;
    };

export const notesOf = (state: ResultsState): Readonly<Record<string, CellNote>> =>
  state !== null && "notes" in state ? state.notes : {};
