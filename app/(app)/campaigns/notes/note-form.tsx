"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { refusal } from "@/lib/form-state";
import { addNoteAction } from "@/app/(app)/campaigns/notice-actions";

type Props = {
  units: readonly { id: string; name: string }[];
  current: string;
  periods: readonly { id: string; label: string }[];
  kinds: readonly { kind: string; label: string }[];
};

export function NoteForm({ units, current, periods, kinds }: Props) {
  const [state, action] = useActionState(addNoteAction, null);
  const { errors, kept } = refusal(state);
  return (
    <form className="panel pad drive-form" action={action} key={String(state?.ok)}>
      <h2 className="h3">Viết ghi chú</h2>
      <fieldset>
        <legend className="sr">Về đơn vị nào, tháng nào</legend>
        <Field name="kind" label="Loại" errors={errors?.kind}>
          {(control) => (
            <select {...control} defaultValue={kept?.kind ?? kinds[0]?.kind}>
              {kinds.map(({ kind, label }) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="unit" label="Đơn vị" errors={errors?.unit}>
          {(control) => (
            <select {...control} defaultValue={kept?.unit ?? current}>
              {units.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="period" label="Tháng" errors={errors?.period}>
          {(control) => (
            <select {...control} defaultValue={kept?.period ?? periods[0]?.id}>
              {periods.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </fieldset>
      <Field name="body" label="Nội dung" hint="Ngắn, tối đa 1.000 ký tự." errors={errors?.body}>
        {(control) => <textarea {...control} rows={3} maxLength={1000} defaultValue={kept?.body ?? ""} />}
      </Field>
      <FormMessage state={state} />
      <Button primary>Gửi duyệt</Button>
    </form>
  );
}
