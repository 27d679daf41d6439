import type { ReactNode } from "react";
import { Icon } from "./icon";

/** What the control must carry so that its hint and its errors are read out with it. */
type ControlProps = {
  id: string;
  name: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  /** Where several forms of a page have a field of this name. */
  form?: string;
  children: (control: ControlProps) => ReactNode;
};

/** A labelled control: `<Field name="reason" label="Lý do">{(control) => <textarea {...control} required />}</Field>`. */
export function Field({ name, label, hint, errors = [], form, children }: FieldProps) {
  const id = form ? `${form}-${name}` : name;
  const describedBy = [hint && `${id}-hint`, errors.length > 0 && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(errors.length > 0 ? { "aria-invalid": true } : {}),
      })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {errors.length > 0 && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="error" />
          {errors.join(". ")}
        </p>
      )}
    </div>
  );
}
