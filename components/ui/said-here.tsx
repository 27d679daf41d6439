"use client";

import { createContext, use, useState, type ReactNode } from "react";
import type { FormState } from "@/lib/form-state";
import { FormMessage } from "./form-message";
import { useFormAction } from "./use-form-action";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
type Saying = { said: FormState; say: (state: FormState) => void };

const Said = createContext<Saying | null>(null);

/** Says what the forms in it have done: what closes, locks or ends something takes its own form off the page. */
export function SaidHere({ children }: { children: ReactNode }) {
  const [said, say] = useState<FormState>(null);
  return (
    <Said value={{ said, say }}>
      <FormMessage state={said?.ok ? said : null} />
      {children}
    </Said>
  );
}

/** @returns without what is said for all forms together */
export function useSaidAction(action: Action) {
  const around = use(Said);
  const [state, post] = useFormAction(action, around?.say);
  return [state !== null && state === around?.said && state.ok ? null : state, post] as const;
}
