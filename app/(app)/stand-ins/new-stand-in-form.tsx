"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import type { Day } from "@/lib/domain/day";
import { STAND_IN_REASON_MAX } from "@/lib/domain/stand-in";
import { refusal } from "@/lib/form-state";
import { createStandInAction } from "./actions";

type Choice = { value: string; label: string };
type Props = {
  absent: readonly Choice[];
  standIns: readonly Choice[];
  fromDay: Day;
  toDay: Day;
  lastDay: Day;
};

/** More people than a list can be read through are found by typing. */
const LIST_MOST = 60;

export function NewStandInForm({ absent, standIns, fromDay, toDay, lastDay }: Props) {
  const [state, action] = useFormAction(createStandInAction);
  const { errors, kept } = refusal(state);
  const day = { className: "input", type: "date", min: fromDay, max: lastDay, required: true } as const;
  return (
    <form className="stacked" action={action} noValidate>
      <Person name="absent" label="Người vắng" choices={absent} kept={kept?.absent} errors={errors?.absent} />
      <Person
        name="standIn"
        label="Người làm thay"
        hint="Cùng tỉnh với người vắng; không làm thay người khác trong những ngày đó."
        choices={standIns}
        kept={kept?.standIn}
        errors={errors?.standIn}
      />
      <Field name="fromDay" label="Từ ngày" errors={errors?.fromDay}>
        {(control) => <input {...control} {...day} defaultValue={kept?.fromDay ?? fromDay} />}
      </Field>
      <Field name="toDay" label="Đến hết ngày" errors={errors?.toDay}>
        {(control) => <input {...control} {...day} defaultValue={kept?.toDay ?? toDay} />}
      </Field>
      <Field name="reason" label="Lý do" errors={errors?.reason}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={STAND_IN_REASON_MAX}
            required
            defaultValue={kept?.reason ?? ""}
          />
        )}
      </Field>
      <Button primary>Lập ủy quyền</Button>
      <FormMessage state={state} />
    </form>
  );
}

type PersonProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  choices: readonly Choice[];
  kept: string | undefined;
  errors: readonly string[] | undefined;
};

function Person({ name, label, hint, choices, kept, errors }: PersonProps) {
  return (
    <Field name={name} label={label} hint={hint} errors={errors}>
      {(control) =>
        choices.length > LIST_MOST ? (
          <>
            <input
              {...control}
              className="input"
              list={`${name}-people`}
              autoComplete="off"
              placeholder="Gõ tên đăng nhập hoặc họ tên"
              defaultValue={kept ?? ""}
              required
            />
            <datalist id={`${name}-people`}>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </datalist>
          </>
        ) : (
          <select
            key={kept}
            {...control}
            className="input"
            defaultValue={kept ?? (choices.length === 1 ? choices[0]?.value : "")}
            required
          >
            {choices.length !== 1 && <option value="">Chọn người</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  );
}
