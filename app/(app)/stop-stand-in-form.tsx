"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import type { FormState } from "@/lib/form-state";

type Props = { action: (state: FormState, form: FormData) => Promise<FormState>; label: string };

export function StopStandInForm({ action, label }: Props) {
  const [state, post] = useActionState(action, null);
  return (
    <form action={post}>
      <FormMessage state={state} />
      <Button>{label}</Button>
    </form>
  );
}
