/** What saving a table of numbers answers, cell by cell, and how its fields are called. */
import { formatCount, parseNumber } from "@/lib/domain/number";
import type { FormState, TypedCell } from "@/lib/form-state";

export const VALUE = "v.";
/** What stood in the cell when it was drawn. */
export const SEEN = "o.";

/** "v.593-2025-r1" with the mark "v." is of 593-2025-r1; null for another field. */
export const fieldOf = (name: string, mark: string) =>
  name.startsWith(mark) ? name.slice(mark.length) : null;

/** What a field of {@link SEEN} says; null where nothing stood. */
export const seenDigits = (text: string | undefined) =>
  text && /^[0-9]{1,19}$/.test(text) ? BigInt(text) : null;

/** Why a cell is not saved: it is no number, or somebody else was faster ("" where they emptied it). */
export type CellNote = { error: string } | { theirs: string; by: string | null };

/** What the data says of a cell that was changed meanwhile, as its form reads it. */
export const takenNote = ({ theirs, by }: { theirs: bigint | null; by: string | null }): CellNote => ({
  theirs: theirs === null ? "" : String(theirs),
  by,
});

export type ResultsState =
  | FormState
  | {
      ok: false;
      message: string;
      values?: Readonly<Record<string, string>>;
      notes: Readonly<Record<string, CellNote>>;
    };

const notesOf = (state: ResultsState): Readonly<Record<string, CellNote>> =>
  state !== null && "notes" in state ? state.notes : {};

/** Of a table whose cells are saved one by one: whether nothing of this cell is left to save. */
export function isSettled(state: ResultsState, key: string): boolean {
  if (state === null) return false;
  return state.ok || ("notes" in state && state.notes[key] === undefined);
}

/** What a refusal brings back to a cell; none to one that nobody had touched, which shows what stands there now. */
export function keptCell(state: ResultsState, key: string): TypedCell | undefined {
  if (state === null || state.ok) return undefined;
  const text = state.values?.[`${VALUE}${key}`];
  if (text === undefined) return undefined;
  const over = state.values?.[`${SEEN}${key}`] ?? "";
  const parsed = parseNumber(text);
  const isUntouched =
    parsed.kind !== "error" && (parsed.kind === "value" ? parsed.value : null) === seenDigits(over);
  return isUntouched ? undefined : { text, over };
}

/** What was answered of a cell; an error stands while the text is the one that was refused. */
export function cellMessage(state: ResultsState, key: string, text: string): string | null {
  const note = notesOf(state)[key];
  if (!note) return null;
  if ("error" in note) return text === keptCell(state, key)?.text ? note.error : null;
  const what = note.theirs === "" ? "xóa số" : `ghi ${formatCount(BigInt(note.theirs))}`;
  return `Đã có người sửa trước: ${note.by ?? "người khác"} ${what}. Giữ số của mình: lưu lần nữa; hoặc nhập lại số của họ.`;
}

/**
 * What the cell is said to have shown: saving again over what somebody else wrote, and what was shown, is meant.
 * @param over what it was typed over; of a cell that nobody touched what stands there now
 */
export function seenOf(state: ResultsState, key: string, over: string): string {
  const note = notesOf(state)[key];
  return note && "theirs" in note ? note.theirs : over;
}
