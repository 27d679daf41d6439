import { Field, type FieldProps } from "./field";

type Props = Omit<FieldProps, "children"> & {
  /** What is sent, and what is read. */
  options: readonly (readonly [value: string, label: string])[];
  /** Chosen when the form is drawn; what a refused form brings back. */
  value: string | undefined;
};

/** A labelled choice of one among few. */
export function SelectField({ options, value, ...field }: Props) {
  return (
    <Field {...field}>
      {(control) => (
        // React leaves the choice of a select alone when its default changes.
        <select {...control} className="input" key={value} defaultValue={value}>
          {options.map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
