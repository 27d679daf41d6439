"use client";

import { unstable_rethrow } from "next/navigation";
import { useActionState, useMemo } from "react";
import { unanswered, type FormState } from "@/lib/form-state";

type Action<State> = (previous: Awaited<State | FormState>, form: FormData) => Promise<State | FormState>;

/** What the form is told where no answer came. */
type Lost<State> = (previous: Awaited<State | FormState>, form: FormData) => State | FormState;
const keepTexts = (_previous: unknown, form: FormData) => unanswered(form);

/** On the server React must see the action itself, so that the form can be posted without script. */
const isBrowser = typeof window !== "undefined";

/**
 * `useActionState` for forms in which something is typed: where no answer comes (the line is down, the server is away)
 * the form says so and stays as it was, and is not replaced by the page of a failure.
 * @param told hears every answer and what was sent, also if the form is gone from the page by then
 * @param lost where the form keeps more than its texts
 */
export function useFormAction<State = never>(
  action: Action<State>,
  told?: (state: Awaited<State | FormState>, sent: FormData) => void,
  lost: Lost<State> = keepTexts,
) {
  const sent = useMemo(() => (isBrowser ? sending(action, told, lost) : action), [action, told, lost]);
  return useActionState<State | FormState, FormData>(sent, null as Awaited<State | FormState>);
}

function sending<State>(
  action: Action<State>,
  told: ((state: Awaited<State | FormState>, sent: FormData) => void) | undefined,
  lost: Lost<State>,
): Action<State> {
  return async (previous, form) => {
    try {
      const state = await action(previous, form);
      told?.(state as Awaited<State | FormState>, form);
      return state;
    } catch (error) {
      // A redirect is an answer too.
      unstable_rethrow(error);
      return lost(previous, form);
    }
  };
}
