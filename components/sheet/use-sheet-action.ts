"use client";

import { useFormAction } from "@/components/ui/use-form-action";
import { lostSheet, type SheetAnswer } from "./sheet-answer";

type SheetAction<Preview> = (previous: SheetAnswer<Preview>, form: FormData) => Promise<SheetAnswer<Preview>>;

/** `useFormAction` for the two forms of a sheet, the one that gives it and the one that shows what it would change. */
export function useSheetAction<Preview>(
  action: SheetAction<Preview>,
): [state: SheetAnswer<Preview>, action: (form: FormData) => void, isPending: boolean] {
  return useFormAction<SheetAnswer<Preview>>(action, undefined, lostSheet);
}
