"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { saveBoundAction } from "./actions";

type Props = {
  indicator: string;
  unit: string;
  month: string;
  year: string;
  floor: string;
  /** What holds now, as JSON: the save is refused if somebody else was faster. */
  seen: string;
  isOwn: boolean;
};

export function BoundForm({ indicator, unit, month, year, floor, seen, isOwn }: Props) {
  const [state, action, isPending] = useFormAction(saveBoundAction);
  const errors = state && "fieldErrors" in state ? state.fieldErrors : undefined;
  const kept = state && "values" in state ? state.values : undefined;
  const text = { className: "input", inputMode: "decimal", autoComplete: "off" } as const;
  return (
    <form key={seen} className="stacked" action={action} noValidate>
      <input type="hidden" name="indicator" value={indicator} />
      <input type="hidden" name="seen" value={kept?.seen ?? seen} />
      <Field
        name="month"
        label="So với tháng trước, %"
        hint="Tăng hoặc giảm quá mức này thì phải giải thích. Để trống: không hỏi."
        errors={errors?.month}
      >
        {(control) => <input {...control} {...text} defaultValue={kept?.month ?? month} />}
      </Field>
      <Field name="year" label="So với cùng kỳ năm trước, %" errors={errors?.year}>
        {(control) => <input {...control} {...text} defaultValue={kept?.year ?? year} />}
      </Field>
      <Field
        name="floor"
        label={`Không hỏi khi chênh lệch từ ngưỡng này trở xuống, ${unit}`}
        errors={errors?.floor}
      >
        {(control) => <input {...control} {...text} defaultValue={kept?.floor ?? floor} />}
      </Field>
      <div className="acts">
        <Button name="do" value="save" primary aria-busy={isPending}>
          Lưu mức
        </Button>
        <Button name="do" value="preview">
          Thử trên tháng đã duyệt
        </Button>
        {isOwn && (
          <Button name="do" value="reset">
            Về mặc định
          </Button>
        )}
      </div>
      {state && (
        <Notice kind={state.ok ? "done" : "isPreview" in state ? "info" : "error"}>
          <span role={"isPreview" in state ? "status" : undefined}>{state.message}</span>
        </Notice>
      )}
    </form>
  );
}
