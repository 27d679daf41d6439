/** What the form of the month is told after a save or a submit. */
import type { ByIndicator, Conflict, SeenCell } from "@/lib/domain/entry-cells";
import type { IndicatorId } from "@/lib/domain/indicator";
import { FAILED, type FormState } from "@/lib/form-state";

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

const OFFLINE = "Mất kết nối. Số chưa lưu vẫn ở trên màn hình, tự lưu lại sau 10 giây.";
const AWAY = "Máy chủ chưa lưu được. Số chưa lưu vẫn ở trên màn hình, tự lưu lại sau 10 giây.";
const SESSION_OVER =
  "Phiên đăng nhập đã kết thúc. Số chưa lưu được giữ trên máy này, đăng nhập lại rồi mở biểu để lưu.";

/** The server did not come to judge the form. */
export const isFailure = (state: EntryState) => state === null || state.message === FAILED;

/** Why nothing was saved, in words for a form that goes on by itself: nobody has to load the page anew. */
export function troubleOf(state: Exclude<EntryState, { answers: CellAnswers }>): string {
  if (state === null) return OFFLINE;
  return state.message === FAILED ? AWAY : state.message;
}

/** What it means that the server's answer is an error: no line, somebody who is sent to sign in again, or a failure. */
export function failure(error: unknown): FormState | { ok: false; message: string; isFinal: true } {
  if (error instanceof TypeError) return null;
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  if (digest.startsWith("NEXT_REDIRECT")) return { ok: false, message: SESSION_OVER, isFinal: true };
  return { ok: false, message: FAILED };
}

export const NO_ANSWERS: CellAnswers = { saved: {}, conflicts: {}, refused: {} };

export function issuesOf(state: EntryState): readonly CellIssue[] {
  return (state && "answers" in state && state.issues) || [];
}

export function answersOf(state: EntryState): CellAnswers {
  return state && "answers" in state ? state.answers : NO_ANSWERS;
}
