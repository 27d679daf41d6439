"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { WEEKDAY_NAMES, WEEKDAYS } from "@/lib/domain/day";
import { capital } from "@/lib/domain/wording";
import { refusal } from "@/lib/form-state";
import { createReportMailAction } from "./actions";

type Props = {
  unit: { id: string; name: string };
  readers: readonly { id: string; displayName: string; unitName: string; hasMail: boolean }[];
};

const MONTH_DAYS = Array.from({ length: 28 }, (_, index) => index + 1);

export function NewMailForm({ unit, readers }: Props) {
  const [state, action, isPending] = useFormAction(createReportMailAction);
  const { errors, kept } = refusal(state);
  if (readers.length === 0)
    return <p className="quiet">Không có tài khoản nào trong phạm vi xem được {unit.name}.</p>;
  return (
    <form
      className="stacked exchange-form"
      action={action}
      aria-label={`Lịch gửi của ${unit.name}`}
      aria-busy={isPending}
      noValidate
    >
      <input type="hidden" name="unit" value={unit.id} />
      <Field name="when" label="Ngày gửi" errors={errors?.when}>
        {(control) => (
          <select key={kept?.when} {...control} className="input" defaultValue={kept?.when ?? "m5"}>
            <optgroup label="Hằng tháng">
              {MONTH_DAYS.map((day) => (
                <option key={day} value={`m${day}`}>
                  Ngày {day}
                </option>
              ))}
            </optgroup>
            <optgroup label="Hằng tuần">
              {WEEKDAYS.map((day) => (
                <option key={day} value={`w${day}`}>
                  {capital(WEEKDAY_NAMES[day])}
                </option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
      <fieldset
        className="report-mail-readers"
        aria-describedby={errors?.recipients ? "readers-error" : undefined}
      >
        <legend>Người nhận</legend>
        {readers.map(({ id, displayName, unitName, hasMail }) => (
          <label key={id}>
            <input type="checkbox" name={`to.${id}`} defaultChecked={kept?.[`to.${id}`] !== undefined} />{" "}
            <span>
              {displayName}, {unitName}
              {!hasMail && <span className="quiet"> (chưa có địa chỉ thư)</span>}
            </span>
          </label>
        ))}
        {errors?.recipients && (
          <p className="field-error" id="readers-error">
            {errors.recipients.join(". ")}
          </p>
        )}
      </fieldset>
      <div className="acts">
        <Button primary>Đặt lịch gửi</Button>
      </div>
      <FormMessage state={state} />
    </form>
  );
}
