import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";

export type DriveKindChoice = { kind: string; label: string };
type HeadField = "name" | "kind" | "startsOn" | "endsOn";
type Props = {
  kinds: readonly DriveKindChoice[];
  values: Readonly<Record<HeadField, string>>;
  errors: Partial<Record<HeadField, string[]>> | undefined;
  /** What a refused form brings back. */
  kept: Readonly<Partial<Record<HeadField, string>>> | undefined;
};

/** What a drive is called, what kind it is, from which day to which. */
export function DriveHeadFields({ kinds, values, errors, kept }: Props) {
  const shown = { ...values, ...kept };
  return (
    <fieldset>
      <legend>Đợt</legend>
      <Field name="name" label="Tên đợt" errors={errors?.name}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={120}
            autoComplete="off"
            defaultValue={shown.name}
          />
        )}
      </Field>
      <SelectField
        name="kind"
        label="Loại"
        errors={errors?.kind}
        options={kinds.map(({ kind, label }) => [kind, label])}
        value={shown.kind}
      />
      <Field name="startsOn" label="Từ ngày" errors={errors?.startsOn}>
        {(control) => <input {...control} className="input" type="date" defaultValue={shown.startsOn} />}
      </Field>
      <Field name="endsOn" label="Đến hết ngày" errors={errors?.endsOn}>
        {(control) => <input {...control} className="input" type="date" defaultValue={shown.endsOn} />}
      </Field>
    </fieldset>
  );
}
