"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { retryFailedAction } from "./actions";

/** Stays where none has failed any more, to say what was done. Those of which nobody knows whether they arrived are not among them. */
export function RetryFailedForm({ count }: { count: number }) {
  const [state, action] = useActionState(retryFailedAction, null);
  return (
    <form action={action}>
      <FormMessage state={state} />
      {count > 0 && <Button>Gửi lại {count} thư lỗi</Button>}
    </form>
  );
}
