"use client";

import type { SyntheticEvent } from "react";
import { Button } from "@/components/ui/button";
import { forgetKeepsakes, hasUnsavedKeepsakes } from "./keepsake";
import { signOutAction } from "./sign-out";

const ASK = "Trong thẻ này còn số đã nhập nhưng chưa lưu. Đăng xuất sẽ bỏ các số đó. Vẫn đăng xuất?";

/** The next person at this screen finds nothing of this one's, so what was never saved is asked about first. */
export function askAndForget(event: SyntheticEvent) {
  if (hasUnsavedKeepsakes() && !window.confirm(ASK)) event.preventDefault();
  else forgetKeepsakes();
}

export function SignOutForm() {
  return (
    <form action={signOutAction} onSubmit={askAndForget}>
      <Button>Đăng xuất</Button>
    </form>
  );
}
