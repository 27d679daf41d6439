"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { SelectField } from "@/components/ui/select-field";
import { useFormAction } from "@/components/ui/use-form-action";
import { refusal } from "@/lib/form-state";
import { saveDriveHeadAction } from "./actions";

type Props = {
  drive: string;
  name: string;
  kind: string;
  startsOn: string;
  endsOn: string;
  kinds: readonly { kind: string; label: string }[];
  /** What held when the form was made: the save is refused if somebody else was faster. */
  seen: string;
};

/** Name, kind and days; a plain form. */
export function DriveEditForm({ drive, name, kind, startsOn, endsOn, kinds, seen }: Props) {
  const [state, action, isPending] = useFormAction(saveDriveHeadAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="panel pad drive-form" action={action} aria-busy={isPending} noValidate>
      <input type="hidden" name="drive" value={drive} />
      <input type="hidden" name="seen" value={kept?.seen ?? seen} />
      <fieldset>
        <legend>Đợt</legend>
        <Field name="name" label="Tên đợt" errors={errors?.name}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={120}
              autoComplete="off"
              defaultValue={kept?.name ?? name}
            />
          )}
        </Field>
        <SelectField
          name="kind"
          label="Loại"
          errors={errors?.kind}
          options={kinds.map((one) => [one.kind, one.label])}
          value={kept?.kind ?? kind}
        />
        <Field name="startsOn" label="Từ ngày" errors={errors?.startsOn}>
          {(control) => (
            <input {...control} className="input" type="date" defaultValue={kept?.startsOn ?? startsOn} />
          )}
        </Field>
        <Field name="endsOn" label="Đến hết ngày" errors={errors?.endsOn}>
          {(control) => (
            <input {...control} className="input" type="date" defaultValue={kept?.endsOn ?? endsOn} />
          )}
        </Field>
      </fieldset>
      <p className="hint">Ngày đã có kết quả phải còn trong đợt. Mục tiêu và đơn vị tham gia giữ nguyên.</p>
      <FormMessage state={state} />
      <Button primary aria-disabled={isPending}>
        Lưu đợt
      </Button>
    </form>
  );
}
