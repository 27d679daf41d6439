/** What the grid of a province is told after a save, a review before sending, or a submit. */
import type { CellAnswers } from "@/app/(app)/entry/[unit]/[period]/entry-state";
import type { FormState } from "@/lib/form-state";

/** Of one submission: what became of its cells, or why none was saved. */
export type RowAnswer = { id: string; answers: CellAnswers } | { id: string; refusal: string };

export type SendRow = {
  id: string;
  unitId: string;
  unitName: string;
  lockVersion: number;
  filled: number;
  /** "Còn 1 lỗi, 2 ô trống chưa giải thích"; null where nothing is in the way. */
  blocking: string | null;
};

/** `message` null: it was sent. */
export type SentRow = { id: string; message: string | null };

type Said = { ok: boolean; message: string };
export type GridAnswer =
  | FormState
  /** When the server answered is an ISO instant. */
  | (Said & { rows: readonly RowAnswer[]; at: string })
  | (Said & { sendable: readonly SendRow[] })
  | (Said & { sent: readonly SentRow[] })
  /** The whole grid is refused: trying again changes nothing. */
  | { ok: false; message: string; isFinal: true };
