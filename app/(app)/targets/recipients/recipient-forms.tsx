"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { SelectField } from "@/components/ui/select-field";
import { useFormAction } from "@/components/ui/use-form-action";
import { refusal, type FormState } from "@/lib/form-state";
import { addRecipientAction, endRecipientAction, renameRecipientAction } from "./actions";

type AddProps = { unit: string; validFrom: string; kinds: readonly { kind: string; label: string }[] };

export function AddRecipientForm({ unit, validFrom, kinds }: AddProps) {
  const [state, action] = useFormAction(addRecipientAction);
  const { errors, kept } = refusal(state);
  return (
    // An answer is never behind a closed door, also without JavaScript.
    <details className="recipient-add" open={state !== null}>
      <summary className="button">Thêm hội đoàn thể, tổ chức dịch vụ thu</summary>
      <form className="stacked" action={action}>
        <input type="hidden" name="unit" value={unit} />
        <SelectField
          name="kind"
          form="add"
          label="Loại"
          errors={errors?.kind}
          options={kinds.map(({ kind, label }) => [kind, label])}
          value={kept?.kind ?? kinds[0]?.kind}
        />
        <Field name="name" form="add" label="Tên" hint="Ví dụ: Hội Phụ nữ, Bưu điện." errors={errors?.name}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={120}
              autoComplete="off"
              defaultValue={kept?.name ?? ""}
            />
          )}
        </Field>
        <Field name="validFrom" form="add" label="Từ ngày" errors={errors?.validFrom}>
          {(control) => (
            <input {...control} className="input" type="date" defaultValue={kept?.validFrom ?? validFrom} />
          )}
        </Field>
        <Button>Thêm bên nhận</Button>
        <FormMessage state={state} />
      </form>
    </details>
  );
}

type EditedRecipient = { id: string; name: string; validTo: string | null };
type EditProps = { unit: string; recipient: EditedRecipient };

/** Rename, and end with a day: what it was given and reached stays. */
export function EditRecipientForms({ unit, recipient }: EditProps) {
  const renaming = useFormAction(renameRecipientAction);
  const ending = useFormAction(endRecipientAction);
  return (
    <details open={renaming[0] !== null || ending[0] !== null}>
      <summary>
        Sửa<span className="sr"> {recipient.name}</span>
      </summary>
      <div className="recipient-edit">
        <RenameForm unit={unit} recipient={recipient} state={renaming[0]} action={renaming[1]} />
        <EndForm unit={unit} recipient={recipient} state={ending[0]} action={ending[1]} />
      </div>
    </details>
  );
}

type FormProps = EditProps & { state: FormState; action: (form: FormData) => void };

function Seen({ unit, recipient }: EditProps) {
  return (
    <>
      <input type="hidden" name="unit" value={unit} />
      <input type="hidden" name="id" value={recipient.id} />
      <input type="hidden" name="seenName" value={recipient.name} />
      <input type="hidden" name="seenValidTo" value={recipient.validTo ?? ""} />
    </>
  );
}

function RenameForm({ unit, recipient, state, action }: FormProps) {
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <Seen unit={unit} recipient={recipient} />
      <Field name="name" form={`rename-${recipient.id}`} label="Tên mới" errors={errors?.name}>
        {(control) => (
          <input
            key={recipient.name}
            {...control}
            className="input"
            maxLength={120}
            autoComplete="off"
            defaultValue={kept?.name ?? recipient.name}
          />
        )}
      </Field>
      <Button>Đổi tên</Button>
      <FormMessage state={state} />
    </form>
  );
}

function EndForm({ unit, recipient, state, action }: FormProps) {
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <Seen unit={unit} recipient={recipient} />
      <Field
        name="validTo"
        form={`end-${recipient.id}`}
        label="Nhận chỉ tiêu đến hết ngày"
        hint="Để trống nếu còn hoạt động. Chỉ tiêu và kết quả đã ghi vẫn giữ nguyên."
        errors={errors?.validTo}
      >
        {(control) => (
          <input
            key={recipient.validTo}
            {...control}
            className="input"
            type="date"
            defaultValue={kept?.validTo ?? recipient.validTo ?? ""}
          />
        )}
      </Field>
      <Button>Ghi ngày kết thúc</Button>
      <FormMessage state={state} />
    </form>
  );
}
