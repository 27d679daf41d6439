"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { markAllReadAction } from "./actions";

/** @param seenAt when the page was drawn: what came since stays unread */
export function MarkAllForm({ seenAt }: { seenAt: string }) {
  const [state, action] = useActionState(markAllReadAction, null);
  return (
    <form action={action}>
      <FormMessage state={state} />
      <input type="hidden" name="seenAt" value={seenAt} />
      <Button icon="check">Đánh dấu đã đọc tất cả</Button>
    </form>
  );
}
