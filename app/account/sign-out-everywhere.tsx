"use client";

import { useActionState } from "react";
import { askAndForget } from "@/app/(app)/sign-out-form";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { signOutEverywhereAction } from "./actions";

/** @param person the id of who signs out */
export function SignOutEverywhere({ person }: { person: string }) {
  const [state, action] = useActionState(signOutEverywhereAction, null);
  return (
    <form action={action} onSubmit={(event) => askAndForget(event, person)}>
      <FormMessage state={state} />
      <Button>Đăng xuất mọi nơi</Button>
    </form>
  );
}
