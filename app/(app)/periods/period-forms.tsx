"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useSaidAction } from "@/components/ui/said-here";
import { refusal } from "@/lib/form-state";
import {
  askUnitsAction,
  changeDueAction,
  lockPeriodAction,
  openPeriodAction,
  relockUnitAction,
  unlockUnitAction,
} from "./actions";
import { UnitTicks, type TickProvince } from "./unit-ticks";

type OpenProps = { period: string; name: string; dueOn: string };

export function OpenPeriodForm({ period, name, dueOn }: OpenProps) {
  const [state, action] = useSaidAction(openPeriodAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <input type="hidden" name="period" value={period} />
      <Field
        name="dueOn"
        label="Hạn nộp"
        hint="Tính đến 24 giờ của ngày này."
        errors={errors?.dueOn ?? errors?.period}
      >
        {(control) => (
          <input
            key={period}
            {...control}
            className="input"
            type="date"
            defaultValue={kept?.dueOn ?? dueOn}
          />
        )}
      </Field>
      <Button primary>Mở {name}</Button>
      <FormMessage state={state} />
    </form>
  );
}

type LockProps = { period: string; name: string; isIncomplete: boolean };

export function LockPeriodForm({ period, name, isIncomplete }: LockProps) {
  const [state, action] = useSaidAction(lockPeriodAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <input type="hidden" name="period" value={period} />
      <Field name="reason" form="lock" label="Lý do khóa" hint="Lý do vào nhật ký." errors={errors?.reason}>
        {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />}
      </Field>
      {isIncomplete && (
        <label className="tick" key={kept?.incomplete}>
          <input type="checkbox" name="incomplete" defaultChecked={kept?.incomplete === "on"} />
          Vẫn khóa dù còn thiếu
        </label>
      )}
      <Button>Khóa {name}</Button>
      <FormMessage state={state} />
    </form>
  );
}

type Group = { name: string; units: readonly { id: string; name: string }[] };

export function UnlockUnitForm({ groups, until }: { groups: readonly Group[]; until: string }) {
  const [state, action] = useSaidAction(unlockUnitAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <Field name="submission" label="Đơn vị" errors={errors?.submission}>
        {(control) => (
          <select key={kept?.submission} {...control} defaultValue={kept?.submission ?? ""}>
            <option value="">Chọn đơn vị</option>
            {groups.map(({ name, units }) => (
              <optgroup key={name} label={name}>
                {units.map((unit) => (
                  <option key={unit.id} value={unit.id}>
                    {unit.name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <Field name="until" label="Được sửa đến hết ngày" errors={errors?.until}>
        {(control) => (
          <input {...control} className="input" type="date" defaultValue={kept?.until ?? until} />
        )}
      </Field>
      <Field name="reason" form="unlock" label="Lý do mở khóa" errors={errors?.reason}>
        {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />}
      </Field>
      <Button primary>Mở khóa cho đơn vị</Button>
      <FormMessage state={state} />
    </form>
  );
}

export function ChangeDueForm({ period, dueOn }: { period: string; dueOn: string }) {
  const [state, action] = useSaidAction(changeDueAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <input type="hidden" name="period" value={period} />
      <Field name="dueOn" form="change" label="Hạn nộp mới" errors={errors?.dueOn}>
        {(control) => (
          <input {...control} className="input" type="date" defaultValue={kept?.dueOn ?? dueOn} />
        )}
      </Field>
      <Field name="reason" form="change" label="Lý do đổi hạn" errors={errors?.reason}>
        {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />}
      </Field>
      <Button>Đổi hạn nộp</Button>
      <FormMessage state={state} />
    </form>
  );
}

export function AskUnitsForm({ period, provinces }: { period: string; provinces: readonly TickProvince[] }) {
  const [state, action] = useSaidAction(askUnitsAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <input type="hidden" name="period" value={period} />
      <UnitTicks key={JSON.stringify(kept ?? null)} provinces={provinces} kept={kept} />
      <Field name="reason" form="ask" label="Lý do thêm" errors={errors?.reason}>
        {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />}
      </Field>
      <Button>Thêm đơn vị</Button>
      <FormMessage state={state} />
    </form>
  );
}

export function RelockForm({ submission }: { submission: string }) {
  const [state, action] = useSaidAction(relockUnitAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <input type="hidden" name="submission" value={submission} />
      <Field name="reason" form={`relock-${submission}`} label="Lý do khóa lại" errors={errors?.reason}>
        {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />}
      </Field>
      <Button>Khóa lại</Button>
      <FormMessage state={state} />
    </form>
  );
}
