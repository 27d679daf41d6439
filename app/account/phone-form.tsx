"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { savePhoneAction } from "./actions";

/** Under which number managers and the central office call this person when a form is late. */
export function PhoneForm({ phone }: { phone: string | null }) {
  const [state, action] = useFormAction(savePhoneAction);
  const failed = state?.ok === false ? state : undefined;
  return (
    <form action={action} className="account-form">
      <FormMessage state={state} />
      <Field
        name="phone"
        label="Số điện thoại"
        hint="Quản lý tỉnh và Trung ương gọi số này khi biểu nộp chậm. Để trống nếu không muốn nêu."
        errors={failed?.fieldErrors?.phone}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            type="tel"
            autoComplete="tel"
            maxLength={40}
            defaultValue={failed?.values?.phone ?? phone ?? ""}
          />
        )}
      </Field>
      <Button>Lưu số điện thoại</Button>
    </form>
  );
}
