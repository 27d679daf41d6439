"use client";

import { Button } from "@/components/ui/button";
import { useFormAction } from "@/components/ui/use-form-action";
import { endReportMailAction } from "./actions";

/** Ends a schedule; what is on its way is not sent any more. */
export function EndMailForm({ id, label }: { id: string; label: string }) {
  const [state, action] = useFormAction(endReportMailAction);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <Button aria-label={`Dừng gửi: ${label}`}>Dừng</Button>
      {state?.ok === false && <p role="alert">{state.message}</p>}
    </form>
  );
}
