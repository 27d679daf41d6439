/** What the form of a sheet is told: plain values, as a page without JavaScript carries them too. */
import { unanswered, type FormState } from "@/lib/form-state";

export type SheetAnswer<Preview = object> =
  (Exclude<FormState, null> & { preview?: Preview; sheets?: readonly string[] }) | null;

/** Where no answer came, what was read last goes on standing there and can be asked for again. */
export function lostSheet<Preview>(previous: SheetAnswer<Preview>, form: FormData): SheetAnswer<Preview> {
  const state = unanswered(form);
  if (previous === null || state === null) return state;
  const { preview, sheets } = previous;
  return { ...state, ...(preview ? { preview } : {}), ...(sheets ? { sheets } : {}) };
}

/** Of a workbook that was read, or could not be, which sheets it has. */
export const sheetsOf = (state: SheetAnswer<{ sheets: readonly string[] }>): readonly string[] =>
  state?.preview?.sheets ?? state?.sheets ?? [];
