"use client";

import { Button } from "@/components/ui/button";
import { useSaidAction } from "@/components/ui/said-here";
import { endReportMailAction } from "./actions";

/** Ends a schedule; what is on its way is not sent any more. */
export function EndMailForm({ id, label }: { id: string; label: string }) {
  const [state, action] = useSaidAction(endReportMailAction);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <Button aria-label={`Dừng gửi: ${label}`}>Dừng</Button>
      {state?.ok === false && <p role="alert">{state.message}</p>}
    </form>
  );
}
