"use client";

import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { markAllReadAction } from "./actions";

/** @param seenAt when the page was drawn: what came since stays unread */
export function MarkAllForm({ seenAt }: { seenAt: string }) {
  const [state, action] = useFormAction(markAllReadAction);
  return (
    <form action={action}>
      <FormMessage state={state} />
      <input type="hidden" name="seenAt" value={seenAt} />
      <Button icon="check">Đánh dấu đã đọc tất cả</Button>
    </form>
  );
}
