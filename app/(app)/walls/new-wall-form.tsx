"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { SelectField } from "@/components/ui/select-field";
import { useFormAction } from "@/components/ui/use-form-action";
import { CODE_MINUTES, LABEL_MAX, SECONDS_LEAST, SECONDS_MOST, SECONDS_USUAL } from "@/lib/domain/wall";
import { refusal } from "@/lib/form-state";
import { createWallAction } from "./actions";

type Props = { address: string; units: readonly { id: string; name: string }[] };

/** Where the form was, a new screen shows its code: once, and large enough to be read out across a room. */
export function NewWallForm({ address, units }: Props) {
  const [state, action] = useFormAction(createWallAction);
  if (state?.ok && "code" in state) return <Code {...state} address={address} />;
  const { errors, kept } = refusal(state);
  return (
    <form className="stacked" action={action}>
      <SelectField
        name="unit"
        label="Đơn vị"
        errors={errors?.unit}
        options={units.map(({ id, name }) => [id, name])}
        value={kept?.unit ?? units[0]?.id}
      />
      <Field name="label" label="Tên màn hình" hint="Ví dụ: Phòng điều hành tầng 5" errors={errors?.label}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={LABEL_MAX}
            required
            autoComplete="off"
            defaultValue={kept?.label}
          />
        )}
      </Field>
      <Field name="seconds" label="Số giây mỗi bảng" errors={errors?.seconds}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="number"
            min={SECONDS_LEAST}
            max={SECONDS_MOST}
            required
            defaultValue={kept?.seconds ?? SECONDS_USUAL}
          />
        )}
      </Field>
      <Button primary>Tạo mã</Button>
      <FormMessage state={state} />
    </form>
  );
}

type CodeProps = { message: string; code: string; until: string; address: string };

function Code({ message, code, until, address }: CodeProps) {
  return (
    <div className="new-wall" role="status">
      <p>{message}. Trên màn hình, mở</p>
      <p className="wall-address">{address}</p>
      <p>rồi nhập mã</p>
      <p className="wall-new-code num">{code}</p>
      <p>
        Mã dùng một lần, còn {CODE_MINUTES} phút, đến {until}. Mã chỉ hiện ở đây: rời trang là mất.
      </p>
      <p>
        <a href="/walls">Tạo màn hình khác</a>
      </p>
    </div>
  );
}
