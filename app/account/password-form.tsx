"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { changePasswordAction } from "./actions";

/** React empties the fields after each try, which suits passwords. */
export function PasswordForm({ username, hint }: { username: string; hint: string }) {
  const [state, action] = useActionState(changePasswordAction, null);
  const errors = state?.ok === false ? state.fieldErrors : undefined;
  return (
    <form action={action} className="account-form">
      <FormMessage state={state} />
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field name="current" label="Mật khẩu đang dùng" errors={errors?.current}>
        {(control) => (
          <input {...control} className="input" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Field name="next" label="Mật khẩu mới" hint={hint} errors={errors?.next}>
        {(control) => (
          <input {...control} className="input" type="password" autoComplete="new-password" required />
        )}
      </Field>
      <Field name="repeat" label="Nhập lại mật khẩu mới" errors={errors?.repeat}>
        {(control) => (
          <input {...control} className="input" type="password" autoComplete="new-password" required />
        )}
      </Field>
      <Button primary>Đổi mật khẩu</Button>
    </form>
  );
}
