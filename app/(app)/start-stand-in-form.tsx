"use client";

import { startStandInAction } from "@/app/(app)/stand-ins/actions";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";

type Props = { id: string; name: string };

/** Switches this browser to act for the absent person. */
export function StartStandInForm({ id, name }: Props) {
  const [state, action] = useFormAction(startStandInAction);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <Button>Làm thay {name}</Button>
      <FormMessage state={state} />
    </form>
  );
}
