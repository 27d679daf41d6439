"use client";

import type { SyntheticEvent } from "react";
import { Button } from "@/components/ui/button";
import { forgetKeepsakes, hasUnsavedKeepsakes } from "./keepsake";
import { signOutAction } from "./sign-out";

const ASK = "Trên máy này còn số đã nhập nhưng chưa lưu. Đăng xuất sẽ bỏ các số đó. Vẫn đăng xuất?";

/** The next person at this screen finds nothing of this one's, so what was never saved is asked about first. */
export function askAndForget(event: SyntheticEvent, person: string) {
  if (hasUnsavedKeepsakes(person) && !window.confirm(ASK)) event.preventDefault();
  else forgetKeepsakes(person);
}

/** @param person the id of who signs out */
export function SignOutForm({ person }: { person: string }) {
  return (
    <form action={signOutAction} onSubmit={(event) => askAndForget(event, person)}>
      <Button>Đăng xuất</Button>
    </form>
  );
}
