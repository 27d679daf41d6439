"use client";

import { openPeriodsAction } from "@/app/(app)/periods/actions";
import { UnitTicks, type TickProvince } from "@/app/(app)/periods/unit-ticks";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import {
  enteredIndicators,
  INDICATOR_IDS,
  INDICATORS,
  REPORTING_KINDS,
  type ReportingKind,
} from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { FIELDS } from "@/lib/domain/period-form";
import type { Required } from "@/lib/domain/period-opening";
import { NO_VALUE } from "@/lib/domain/number";
import { refusal } from "@/lib/form-state";
import { REPORTING_KIND_LABELS } from "@/lib/labels";

export type FormRow = { id: PeriodId; dueOn: string; isOpen: boolean; note: string };

type Props = {
  kind: "month" | "flash" | "weekly";
  rows: readonly FormRow[];
  required: Required;
  provinces: readonly TickProvince[];
};

type Kept = Readonly<Record<string, string>> | undefined;

/** Days, what is asked and of whom; everything has its usual value already, so that one press is enough. */
export function OpeningForm({ kind, rows, required, provinces }: Props) {
  const [state, action] = useFormAction(openPeriodsAction);
  const { errors = {}, kept } = refusal(state);
  const said = Object.entries(errors).flatMap(([field, messages]) =>
    isOfRow(field) ? [] : (messages ?? []),
  );
  return (
    <form className="opening" action={action} key={JSON.stringify(kept ?? null)}>
      <section className="panel pad" aria-labelledby="days">
        <h2 id="days" className="h3">
          {kind === "weekly" ? "Các ngày chốt số liệu" : "Ngày chốt số liệu, hạn nộp"}
        </h2>
        <ul className="day-list">
          {rows.map((row, index) => (
            <DayRow key={row.id} row={row} index={index} kind={kind} kept={kept} errors={errors} />
          ))}
        </ul>
      </section>
      <Indicators required={required} sample={rows[0]?.id} kept={kept} />
      <section className="panel pad" aria-labelledby="whom">
        <h2 id="whom" className="h3">
          Đơn vị phải nộp
        </h2>
        <label className="tick">
          <input type="radio" name={FIELDS.scope} value="all" defaultChecked={kept?.scope !== "some"} />
          Tất cả đơn vị hoạt động tại ngày chốt
        </label>
        <label className="tick">
          <input type="radio" name={FIELDS.scope} value="some" defaultChecked={kept?.scope === "some"} />
          Chỉ các tỉnh, đơn vị đánh dấu dưới đây
        </label>
        <UnitTicks provinces={provinces} kept={kept} />
      </section>
      <div className="acts">
        <Button primary>{rows.length > 1 ? "Mở các kỳ đã chọn" : "Mở kỳ"}</Button>
      </div>
      {said.length > 0 && <p className="field-error">{said.join(". ")}</p>}
      <FormMessage state={state} />
    </form>
  );
}

const isOfRow = (field: string) => /^(?:id|due)\.\d+$/.test(field);

type DayProps = {
  row: FormRow;
  index: number;
  kind: Props["kind"];
  kept: Kept;
  errors: Partial<Record<string, string[]>>;
};

function DayRow({ row, index, kind, kept, errors }: DayProps) {
  const { on, id, due } = { on: FIELDS.on(index), id: FIELDS.id(index), due: FIELDS.due(index) };
  const name = `dòng ${index + 1}`;
  const wrong = [...(errors[id] ?? []), ...(errors[due] ?? [])];
  const pointed = (field: string) =>
    errors[field] ? ({ "aria-invalid": true, "aria-describedby": `${id}-error` } as const) : {};
  return (
    <li>
      {kind === "weekly" ? (
        <label className="tick">
          <input type="checkbox" name={on} defaultChecked={kept ? kept[on] === "on" : !row.isOpen} />
          <span className="sr">Mở {name}</span>
        </label>
      ) : (
        <input type="hidden" name={on} value="on" />
      )}
      <label>
        {kind === "month" ? "Tháng" : "Ngày chốt"}
        <span className="sr"> {name}</span>
        <input
          className="input"
          type={kind === "month" ? "month" : "date"}
          name={id}
          defaultValue={kept?.[id] ?? row.id}
          required
          {...pointed(id)}
        />
      </label>
      <label>
        Hạn nộp
        <span className="sr"> {name}</span>
        <input
          className="input"
          type="date"
          name={due}
          defaultValue={kept?.[due] ?? row.dueOn}
          required
          {...pointed(due)}
        />
      </label>
      <span className="quiet">{row.note}</span>
      {wrong.length > 0 && (
        <p className="field-error" id={`${id}-error`}>
          {wrong.join(". ")}
        </p>
      )}
    </li>
  );
}

type IndicatorProps = { required: Required; sample: PeriodId | undefined; kept: Kept };

function Indicators({ required, sample, kept }: IndicatorProps) {
  const entered = (kind: ReportingKind) => (sample ? enteredIndicators(kind, asOfDay(sample)) : []);
  const asked = new Set(REPORTING_KINDS.flatMap((kind) => required[kind]));
  const shown = INDICATOR_IDS.filter((id) => REPORTING_KINDS.some((kind) => entered(kind).includes(id)));
  return (
    <details className="panel pad">
      <summary>
        <span className="h3">Chỉ tiêu phải nhập</span>{" "}
        <span className="quiet">
          {asked.size}/{shown.length} chỉ tiêu, mở để đổi
        </span>
      </summary>
      <div className="scroll" tabIndex={0} role="region" aria-label="Chỉ tiêu phải nhập theo loại đơn vị">
        <table className="data flat ask-table">
          <thead>
            <tr>
              <th scope="col">Chỉ tiêu</th>
              {REPORTING_KINDS.map((kind) => (
                <th key={kind} scope="col">
                  {REPORTING_KIND_LABELS[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((id) => (
              <tr key={id}>
                <th scope="row">{INDICATORS[id].name}</th>
                {REPORTING_KINDS.map((kind) => {
                  const name = FIELDS.indicator(kind, id);
                  return (
                    <td key={kind}>
                      {entered(kind).includes(id) ? (
                        <input
                          type="checkbox"
                          name={name}
                          aria-label={`${INDICATORS[id].name}: ${REPORTING_KIND_LABELS[kind]}`}
                          defaultChecked={kept ? kept[name] === "on" : required[kind].includes(id)}
                        />
                      ) : (
                        NO_VALUE
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
