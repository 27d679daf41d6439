"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { refusal } from "@/lib/form-state";
import { saveCodesAction } from "./actions";

type Props = {
  dataElements: string;
  orgUnits: string;
  /** What held when the form was made: the save is refused if somebody else was faster. */
  seen: string;
};

export function CodesForm({ dataElements, orgUnits, seen }: Props) {
  const [state, action, isPending] = useFormAction(saveCodesAction);
  const { errors, kept } = refusal(state);
  const text = { rows: 12, spellCheck: false, autoComplete: "off" } as const;
  return (
    <form
      key={seen}
      className="stacked exchange-form exchange-codes"
      action={action}
      aria-busy={isPending}
      noValidate
    >
      <input type="hidden" name="seen" value={kept?.seen ?? seen} />
      <Field
        name="dataElements"
        label="Chỉ tiêu (dataElement)"
        hint="Mỗi dòng một mã: BHYT = fbfJHSPpUQD. Chỉ tiêu giao là BHYT_TARGET."
        errors={errors?.dataElements}
      >
        {(control) => <textarea {...control} {...text} defaultValue={kept?.dataElements ?? dataElements} />}
      </Field>
      <Field
        name="orgUnits"
        label="Đơn vị (orgUnit)"
        hint="Mỗi dòng mã hoặc id đơn vị = mã bên ngoài: 593 = O6uvpzGd5pu"
        errors={errors?.orgUnits}
      >
        {(control) => <textarea {...control} {...text} defaultValue={kept?.orgUnits ?? orgUnits} />}
      </Field>
      <div className="acts">
        <Button primary>Lưu bảng đổi mã</Button>
      </div>
      <FormMessage state={state} />
    </form>
  );
}
