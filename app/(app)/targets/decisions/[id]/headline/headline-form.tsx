"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { setHeadlineAction } from "@/app/(app)/targets/decisions/actions";

type Props = {
  id: string;
  lockVersion: number;
  target: { unit: string; indicator: string; kind: string; scope: string };
  /** Why it is the headline now against the rule; null where it is not chosen. */
  chosen: string | null;
  name: string;
  backHref: string;
};

export function HeadlineForm({ id, lockVersion, target, chosen, name, backHref }: Props) {
  const [state, action] = useFormAction(setHeadlineAction);
  const kept = state && !state.ok ? state.values : undefined;
  const errors = state && !state.ok ? state.fieldErrors : undefined;
  return (
    <form action={action} className="step" noValidate aria-label="Chỉ tiêu chính">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="lockVersion" value={lockVersion} />
      {Object.entries(target).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <input type="hidden" name="choice" value={chosen === null ? "choose" : "rule"} />
      {chosen === null ? (
        <Field
          name="reason"
          label={`Lý do chọn ${name}`}
          hint="Lý do hiện bên cạnh chỉ tiêu và vào nhật ký."
          errors={errors?.reason}
        >
          {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />}
        </Field>
      ) : (
        <p>
          {name} đang được chọn với lý do: <q>{chosen}</q>
        </p>
      )}
      <FormMessage state={state} />
      <div className="decision-acts">
        <Button primary>{chosen === null ? "Chọn làm chỉ tiêu chính" : "Trả về quy tắc"}</Button>
        <Link href={backHref} prefetch={false}>
          Không đổi
        </Link>
      </div>
    </form>
  );
}
