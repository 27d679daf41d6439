"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import type { Day } from "@/lib/domain/day";
import { refusal } from "@/lib/form-state";
import { createDecisionAction, saveDecisionAction } from "./actions";
import { OTHER_ISSUER } from "./issuer-choice";

type HeadValues = {
  issuer: string;
  number: string;
  decidedOn: Day | "";
  effectiveOn: Day | "";
  subject: string;
  supersedesId: string;
};

type Props = {
  /** The draft that is edited; null for a new decision of the unit. */
  draft: { id: string; lockVersion: number } | null;
  unitId: string;
  issuers: readonly string[];
  /** Issued decisions of the unit that may be superseded. */
  earlier: readonly { id: string; label: string }[];
  values: HeadValues;
  /** How many numbers the decision has that is superseded, which a new draft may begin with. */
  copies?: number;
};

/** What the paper says of itself. Works without JavaScript: the name of another issuer has its own field. */
export function HeadForm({ draft, unitId, issuers, earlier, values, copies = 0 }: Props) {
  const [state, action] = useFormAction(draft ? saveDecisionAction : createDecisionAction);
  const { errors, kept } = refusal(state);
  const isOther = values.issuer !== "" && !issuers.includes(values.issuer);
  const shown = {
    ...values,
    issuer: isOther ? OTHER_ISSUER : values.issuer,
    issuerOther: isOther ? values.issuer : "",
    ...kept,
  };
  return (
    <form
      // What was typed stays while something else of the decision changes.
      key={JSON.stringify(values)}
      className="decision-form"
      action={action}
      noValidate
      aria-label="Thông tin quyết định"
    >
      {draft ? (
        <>
          <input type="hidden" name="id" value={draft.id} />
          {/* A refused form stays one of the draft that it was typed over, until the page is loaded again. */}
          <input type="hidden" name="lockVersion" value={kept?.lockVersion ?? draft.lockVersion} />
        </>
      ) : (
        <input type="hidden" name="unit" value={unitId} />
      )}
      <Field name="issuer" label="Nơi ban hành" errors={errors?.issuer}>
        {(control) => (
          <select key={shown.issuer} {...control} defaultValue={shown.issuer}>
            <option value="">Chọn nơi ban hành</option>
            {issuers.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
            <option value={OTHER_ISSUER}>Nơi khác</option>
          </select>
        )}
      </Field>
      <Field name="issuerOther" label="Nơi khác" hint="Chỉ ghi khi chọn Nơi khác.">
        {(control) => (
          <input {...control} className="input" maxLength={100} defaultValue={shown.issuerOther} />
        )}
      </Field>
      <Field name="number" label="Số quyết định" hint="Ví dụ 546/QĐ-BHXH." errors={errors?.number}>
        {(control) => <input {...control} className="input" maxLength={100} defaultValue={shown.number} />}
      </Field>
      <Field
        name="supersedesId"
        label="Thay thế quyết định"
        hint="Chỉ quyết định đã ban hành của cùng nơi ban hành."
        errors={errors?.supersedesId}
      >
        {(control) => (
          <select key={shown.supersedesId} {...control} defaultValue={shown.supersedesId}>
            <option value="">Không thay thế</option>
            {earlier.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="decidedOn" label="Ngày ký" errors={errors?.decidedOn}>
        {(control) => <input {...control} className="input" type="date" defaultValue={shown.decidedOn} />}
      </Field>
      <Field
        name="effectiveOn"
        label="Có hiệu lực từ ngày"
        hint="Kỳ số liệu chốt từ ngày này dùng số mới; kỳ trước giữ số cũ."
        errors={errors?.effectiveOn}
      >
        {(control) => <input {...control} className="input" type="date" defaultValue={shown.effectiveOn} />}
      </Field>
      <div className="wide">
        <Field name="subject" label="Trích yếu" errors={errors?.subject}>
          {(control) => <textarea {...control} rows={2} maxLength={500} defaultValue={shown.subject} />}
        </Field>
      </div>
      {copies > 0 && (
        <label className="wide check-line">
          <input type="checkbox" name="copies" defaultChecked={kept === undefined || kept.copies === "on"} />
          <span>Chép {copies} số của quyết định bị thay thế vào dự thảo mới</span>
        </label>
      )}
      <div className="wide decision-acts">
        <Button primary={draft === null}>{draft ? "Lưu thông tin" : "Lập dự thảo"}</Button>
      </div>
      <div className="wide">
        <FormMessage state={state} />
      </div>
    </form>
  );
}
