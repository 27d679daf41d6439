"use client";

import { useActionState } from "react";
import { askAndForget } from "@/app/(app)/sign-out-form";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { signOutEverywhereAction } from "./actions";

export function SignOutEverywhere() {
  const [state, action] = useActionState(signOutEverywhereAction, null);
  return (
    <form action={action} onSubmit={askAndForget}>
      <FormMessage state={state} />
      <Button>Đăng xuất mọi nơi</Button>
    </form>
  );
}
