"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { MAIL_TIMINGS, type MailChoice } from "@/lib/domain/mail";
import { MAIL_TIMING_LABELS } from "@/lib/labels";
import { saveMailAction } from "./actions";

const timings = MAIL_TIMINGS.map((timing) => (
  <option key={timing} value={timing}>
    {MAIL_TIMING_LABELS[timing]}
  </option>
));

/** Where mails go, and when. */
export function MailForm({ choice, hint }: { choice: MailChoice; hint: string }) {
  const [state, action] = useFormAction(saveMailAction);
  const failed = state?.ok === false ? state : undefined;
  const shown = (name: keyof MailChoice) => failed?.values?.[name] ?? choice[name] ?? "";
  return (
    <form action={action} className="account-form">
      <FormMessage state={state} />
      <Field name="email" label="Địa chỉ thư" hint={hint} errors={failed?.fieldErrors?.email}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="email"
            autoComplete="email"
            maxLength={254}
            defaultValue={shown("email")}
          />
        )}
      </Field>
      <Field
        name="urgent"
        label="Việc cần làm ngay"
        hint="Biểu bị trả lại, mở lại, mở khóa; nhắc hạn."
        errors={failed?.fieldErrors?.urgent}
      >
        {(control) => (
          <select key={shown("urgent")} {...control} className="input" defaultValue={shown("urgent")}>
            {timings}
          </select>
        )}
      </Field>
      <Field
        name="other"
        label="Tin khác"
        hint="Gửi duyệt, duyệt, ý kiến; kỳ mở, khóa; chỉ tiêu giao."
        errors={failed?.fieldErrors?.other}
      >
        {(control) => (
          <select key={shown("other")} {...control} className="input" defaultValue={shown("other")}>
            {timings}
          </select>
        )}
      </Field>
      <Button>Lưu cách nhận thư</Button>
    </form>
  );
}
