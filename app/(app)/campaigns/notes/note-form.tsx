"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { SelectField } from "@/components/ui/select-field";
import { useEmptiedForm } from "@/components/ui/use-emptied-form";
import { refusal } from "@/lib/form-state";
import { addNoteAction } from "@/app/(app)/campaigns/notice-actions";

type Props = {
  units: readonly { id: string; name: string }[];
  current: string;
  periods: readonly { id: string; label: string }[];
  kinds: readonly { kind: string; label: string }[];
};

export function NoteForm({ units, current, periods, kinds }: Props) {
  const { state, action, key } = useEmptiedForm(addNoteAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="panel pad drive-form" action={action} key={key}>
      <h2 className="h3">Viết ghi chú</h2>
      <fieldset>
        <legend className="sr">Về đơn vị nào, tháng nào</legend>
        <SelectField
          name="kind"
          label="Loại"
          errors={errors?.kind}
          options={kinds.map(({ kind, label }) => [kind, label])}
          value={kept?.kind ?? kinds[0]?.kind}
        />
        <SelectField
          name="unit"
          label="Đơn vị"
          errors={errors?.unit}
          options={units.map(({ id, name }) => [id, name])}
          value={kept?.unit ?? current}
        />
        <SelectField
          name="period"
          label="Tháng"
          errors={errors?.period}
          options={periods.map(({ id, label }) => [id, label])}
          value={kept?.period ?? periods[0]?.id}
        />
      </fieldset>
      <Field name="body" label="Nội dung" hint="Ngắn, tối đa 1.000 ký tự." errors={errors?.body}>
        {(control) => <textarea {...control} rows={3} maxLength={1000} defaultValue={kept?.body ?? ""} />}
      </Field>
      <FormMessage state={state} />
      <Button primary>Gửi duyệt</Button>
    </form>
  );
}
