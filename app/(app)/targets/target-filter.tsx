import Link from "next/link";
import { Field } from "@/components/ui/field";
import { unitTitle } from "@/lib/domain/dashboard-words";
import type { Day } from "@/lib/domain/day";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import {
  scopeKind,
  scopeName,
  type DriveNames,
  type ScopeKind,
  type TargetScope,
} from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { capital } from "@/lib/domain/wording";
import { targetsHref, type TargetSelection } from "./selection";

type Props = {
  selection: TargetSelection & { on: Day };
  today: Day;
  units: readonly Unit[];
  scopes: readonly TargetScope[];
  drives: DriveNames;
  indicators: readonly IndicatorId[];
};

const KINDS: readonly { kind: ScopeKind; label: string }[] = [
  { kind: "year", label: "Năm" },
  { kind: "school-year", label: "Năm học" },
  { kind: "quarter", label: "Quý" },
  { kind: "drive", label: "Đợt ra quân" },
];

/** Everything that is selected, by a plain GET form: nothing navigates by itself. */
export function TargetFilter({ selection, today, units, scopes, drives, indicators }: Props) {
  const { unitId, scope, on, known, indicator } = selection;
  const shown = [...new Set([...indicators, ...(indicator ? [indicator] : [])])];
  return (
    <form className="panel target-filter" action="/targets" method="get" key={JSON.stringify(selection)}>
      <Field name="unit" label="Đơn vị">
        {(control) => (
          <select {...control} defaultValue={unitId}>
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unitTitle(unit)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="scope" label="Chỉ tiêu của">
        {(control) => (
          <select {...control} defaultValue={scope}>
            {KINDS.map(({ kind, label }) => {
              const ofKind = scopes.filter((one) => scopeKind(one) === kind);
              if (ofKind.length === 0) return null;
              return (
                <optgroup key={kind} label={label}>
                  {ofKind.map((one) => (
                    <option key={one} value={one}>
                      {capital(scopeName(one, drives))}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </select>
        )}
      </Field>
      <Field name="indicator" label="Chỉ tiêu">
        {(control) => (
          <select {...control} defaultValue={indicator ?? ""}>
            <option value="">Tất cả</option>
            {shown.map((one) => (
              <option key={one} value={one}>
                {INDICATORS[one].name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="on" label="Có hiệu lực đến ngày">
        {(control) => <input {...control} className="input" type="date" defaultValue={on} />}
      </Field>
      <Field name="known" label="Theo ghi nhận đến hết ngày">
        {(control) => <input {...control} className="input" type="date" defaultValue={known ?? ""} />}
      </Field>
      <div className="target-filter-acts">
        <button className="button" type="submit">
          Xem
        </button>
        {(on !== today || known !== null) && (
          <Link href={targetsHref(selection, { on: null, known: null })} prefetch={false}>
            Về hôm nay
          </Link>
        )}
      </div>
    </form>
  );
}
