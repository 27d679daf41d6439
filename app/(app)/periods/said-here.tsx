"use client";

import { createContext, use, useState, type ReactNode } from "react";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import type { FormState } from "@/lib/form-state";

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
type Saying = { said: FormState; say: (state: FormState) => void };

const Said = createContext<Saying | null>(null);

/** Says what the forms in it have done: locking a month takes the form that locked it off the page. */
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
export function usePeriodAction(action: Action) {
  const around = use(Said);
  const [state, post] = useFormAction(action, around?.say);
  return [state !== null && state === around?.said && state.ok ? null : state, post] as const;
}
