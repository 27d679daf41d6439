"use client";

import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import type { FormState } from "@/lib/form-state";

type Props = { action: (state: FormState, form: FormData) => Promise<FormState>; label: string };

export function StopStandInForm({ action, label }: Props) {
  const [state, post] = useFormAction(action);
  return (
    <form action={post}>
      <FormMessage state={state} />
      <Button>{label}</Button>
    </form>
  );
}
