"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { revokeTokenAction } from "./actions";

export type TokenItem = { id: string; label: string; expires: string };

/** The tokens that still open the API in this person's name. */
export function TokenList({ tokens }: { tokens: readonly TokenItem[] }) {
  const [state, action] = useActionState(revokeTokenAction, null);
  return (
    <>
      <FormMessage state={state} />
      <ul className="account-list">
        {tokens.map(({ id, label, expires }) => (
          <li key={id}>
            <span>
              <b>{label}</b>
              <small>Hết hạn {expires}</small>
            </span>
            <form action={action}>
              <input type="hidden" name="id" value={id} />
              <Button aria-label={`Thu hồi ${label}`}>Thu hồi</Button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
