"use client";

import { startTransition, useReducer } from "react";
import type { FormState } from "@/lib/form-state";
import { useFormAction } from "./use-form-action";

/** `useFormAction` for a form that takes one thing after the other: once one is saved, its next `key` draws it empty. */
export function useEmptiedForm(action: (previous: FormState, form: FormData) => Promise<FormState>) {
  const [key, count] = useReducer((times: number) => times + 1, 0);
  const [state, post] = useFormAction(action, (answer) => {
    if (answer?.ok) startTransition(count);
  });
  return { state, action: post, key };
}
