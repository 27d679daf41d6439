import Link from "next/link";
import { Field } from "@/components/ui/field";
import { AUDIT_PATH, EVENT_KINDS, isFiltered, type AuditSelection } from "./selection";

type Props = { selection: AuditSelection; provinces: readonly { id: string; name: string }[] };

/** Everything that is selected, by a plain GET form. */
export function AuditFilter({ selection, provinces }: Props) {
  const { province, person, kind, entry, subject, from, to } = selection;
  return (
    <form className="panel audit-filter" action={AUDIT_PATH} method="get" key={JSON.stringify(selection)}>
      {provinces.length > 1 && (
        <Field name="province" label="Tỉnh, thành phố">
          {(control) => (
            <select {...control} defaultValue={province ?? ""}>
              <option value="">Tất cả</option>
              {provinces.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name} ({id})
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field name="kind" label="Loại việc">
        {(control) => (
          <select {...control} defaultValue={kind ?? ""}>
            <option value="">Tất cả</option>
            {Object.entries(EVENT_KINDS).map(([id, { label }]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="person" label="Người thực hiện">
        {(control) => (
          <input
            {...control}
            className="input"
            defaultValue={person ?? ""}
            placeholder="Họ tên hoặc tên đăng nhập"
            maxLength={100}
            autoComplete="off"
          />
        )}
      </Field>
      <Field name="subject" label="Đối tượng">
        {(control) => (
          <input
            {...control}
            className="input"
            defaultValue={subject ?? ""}
            placeholder="Lâm Hà, 593, 60.593.2023-11.BHYT"
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field name="from" label="Từ ngày">
        {(control) => <input {...control} className="input" type="date" defaultValue={from ?? ""} />}
      </Field>
      <Field name="to" label="Đến hết ngày">
        {(control) => <input {...control} className="input" type="date" defaultValue={to ?? ""} />}
      </Field>
      <Field name="entry" label="Mục số">
        {(control) => (
          <input
            {...control}
            className="input"
            defaultValue={entry ?? ""}
            placeholder="1.234, như ghi ở báo cáo"
            inputMode="numeric"
            maxLength={24}
            autoComplete="off"
          />
        )}
      </Field>
      <div className="audit-filter-acts">
        <button className="button" type="submit">
          Lọc
        </button>
        {isFiltered(selection) && (
          <Link href={AUDIT_PATH} prefetch={false}>
            Bỏ lọc
          </Link>
        )}
      </div>
    </form>
  );
}
