"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { SelectField } from "@/components/ui/select-field";
import { useEmptiedForm } from "@/components/ui/use-emptied-form";
import { refusal } from "@/lib/form-state";
import { addEmployerAction } from "@/app/(app)/campaigns/notice-actions";

type Props = {
  units: readonly { id: string; name: string }[];
  today: string;
  kinds: readonly { kind: string; label: string }[];
};

export function EmployerForm({ units, today, kinds }: Props) {
  const { state, action, key } = useEmptiedForm(addEmployerAction);
  const { errors, kept } = refusal(state);
  const text = (name: string, label: string, maxLength: number, hint?: string) => (
    <Field name={name} label={label} hint={hint} errors={errors?.[name]}>
      {(control) => (
        <input
          {...control}
          className="input"
          maxLength={maxLength}
          autoComplete="off"
          defaultValue={kept?.[name] ?? ""}
        />
      )}
    </Field>
  );
  return (
    <form className="panel pad drive-form" action={action} key={key}>
      <h2 className="h3">Thêm vào danh sách</h2>
      <fieldset>
        <legend className="sr">Đơn vị sử dụng lao động</legend>
        {text("employer", "Tên đơn vị sử dụng lao động", 200)}
        {text("employerCode", "Mã đơn vị hoặc mã số thuế", 20)}
        <SelectField
          name="unit"
          label="Tỉnh lập danh sách"
          errors={errors?.unit}
          options={units.map(({ id, name }) => [id, name])}
          value={kept?.unit ?? units[0]?.id}
        />
        <SelectField
          name="kind"
          label="Loại"
          errors={errors?.kind}
          options={kinds.map(({ kind, label }) => [kind, label])}
          value={kept?.kind ?? kinds[0]?.kind}
        />
        <Field name="asOf" label="Số liệu đến ngày" errors={errors?.asOf}>
          {(control) => (
            <input {...control} className="input" type="date" defaultValue={kept?.asOf ?? today} />
          )}
        </Field>
        {text("amount", "Số tiền (đồng)", 30, "Để trống nếu vi phạm không kèm số tiền.")}
        {text("months", "Số tháng", 5)}
        {text("legalGround", "Căn cứ pháp lý", 300, "Ví dụ: Điều 38 Luật Bảo hiểm xã hội năm 2024.")}
      </fieldset>
      <FormMessage state={state} />
      <Button primary>Gửi duyệt</Button>
    </form>
  );
}
