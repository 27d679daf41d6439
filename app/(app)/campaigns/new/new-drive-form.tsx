"use client";

import { createDriveAction } from "@/app/(app)/campaigns/actions";
import { DriveHeadFields, type DriveKindChoice } from "@/app/(app)/campaigns/drive-head-fields";
import { goalName } from "@/app/(app)/campaigns/fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { refusal } from "@/lib/form-state";

type Goal = { id: string; name: string; unit: string; isPeople: boolean };
type Props = {
  unit: string;
  today: string;
  kinds: readonly DriveKindChoice[];
  indicators: readonly Goal[];
};

/** Name, days and what is to be reached by the whole. */
export function NewDriveForm({ unit, today, kinds, indicators }: Props) {
  const [state, action] = useFormAction(createDriveAction);
  const { errors, kept } = refusal(state);
  const goal = ({ id, name, unit: word }: Goal) => (
    <Field key={id} name={goalName("", id)} label={name} hint={word} errors={errors?.[goalName("", id)]}>
      {(control) => (
        <input
          {...control}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          defaultValue={kept?.[goalName("", id)] ?? ""}
        />
      )}
    </Field>
  );
  return (
    <form className="panel pad drive-form" action={action}>
      <input type="hidden" name="unit" value={unit} />
      <DriveHeadFields
        kinds={kinds}
        values={{ name: "", kind: kinds[0]?.kind ?? "", startsOn: today, endsOn: today }}
        errors={errors}
        kept={kept}
      />
      <fieldset>
        <legend>Mục tiêu về người tham gia mới</legend>
        {indicators.filter(({ isPeople }) => isPeople).map(goal)}
      </fieldset>
      <details
        open={indicators.some(({ id, isPeople }) => !isPeople && (kept?.[goalName("", id)] ?? "") !== "")}
      >
        <summary>Mục tiêu về hoạt động truyền thông</summary>
        <fieldset>
          <legend className="sr">Mục tiêu về hoạt động truyền thông</legend>
          {indicators.filter(({ isPeople }) => !isPeople).map(goal)}
        </fieldset>
      </details>
      <p className="hint">Để trống (hoặc 0) chỉ tiêu mà đợt không theo dõi. Cần ít nhất một mục tiêu.</p>
      <FormMessage state={state} />
      <Button primary>Lập đợt</Button>
    </form>
  );
}
