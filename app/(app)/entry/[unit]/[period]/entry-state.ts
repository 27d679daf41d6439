/** What the form of the month is told after a save or a submit. */
import type { ByIndicator, Conflict, SeenCell } from "@/lib/domain/entry-cells";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { FormState } from "@/lib/form-state";

export type CellAnswers = {
  /** What the draft holds now of the cells that were saved. */
  saved: ByIndicator<SeenCell>;
  conflicts: ByIndicator<Conflict>;
  /** Cells that were refused by themselves, with the reason. */
  refused: ByIndicator<string>;
};

export type CellIssue = { id: IndicatorId; message: string };

export type EntryState =
  | FormState
  | (NonNullable<FormState> & {
      answers: CellAnswers;
      /** Submitting was tried: from now on empty cells are pointed out too. */
      isAttempted: boolean;
      /** When the server answered, an ISO instant. */
      at: string;
      /** What the server found when submitting was tried: why it was refused. */
      issues?: readonly CellIssue[];
    })
  /** The whole form is refused (locked, moved on, no right): trying again changes nothing. */
  | (FormState & { ok: false; isFinal: true });

export const NO_ANSWERS: CellAnswers = { saved: {}, conflicts: {}, refused: {} };

export function issuesOf(state: EntryState): readonly CellIssue[] {
  return (state && "answers" in state && state.issues) || [];
}

export function answersOf(state: EntryState): CellAnswers {
  return state && "answers" in state ? state.answers : NO_ANSWERS;
}
