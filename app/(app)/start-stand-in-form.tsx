"use client";

import { useActionState } from "react";
import { startStandInAction } from "@/app/(app)/stand-ins/actions";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";

type Props = { id: string; name: string };

/** Switches this browser to act for the absent person. */
export function StartStandInForm({ id, name }: Props) {
  const [state, action] = useActionState(startStandInAction, null);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <Button>Làm thay {name}</Button>
      <FormMessage state={state} />
    </form>
  );
}
