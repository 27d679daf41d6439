"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { renderTemplate, parseTemplate, TEMPLATE_LONGEST } from "@/lib/domain/report-grammar";
import { previewValues, problemWords, type Previews } from "@/lib/domain/report-template-form";
import { OVER_WORDS, ROUNDINGS, type ReportStyle, type Rounding } from "@/lib/domain/report-style";
import { saveTemplateAction } from "./actions";

type Props = {
  scope: string;
  sentence: string;
  text: string;
  style: ReportStyle;
  version: number;
  isStandard: boolean;
  fields: readonly string[];
  previews: Previews;
  /** "Bình Thuận, tháng 11/2023" */
  of: string;
};

const ROUNDING_NAMES: Record<Rounding, string> = {
  exact: "Đầy đủ, không làm tròn",
  "2": "2 chữ số: gần 87 triệu",
  "3": "3 chữ số: trên 17,1 triệu",
  "4": "4 chữ số: trên 864.200",
};

export function TemplateForm({ text, style, version, isStandard, ...rest }: Props) {
  const [state, action, isPending] = useFormAction(saveTemplateAction);
  // Without JavaScript a refused form comes back with what was typed.
  const kept = state && "values" in state ? state.values : undefined;
  const [typed, setTyped] = useState(kept?.text ?? text);
  const [rounding, setRounding] = useState(roundingOf(kept?.rounding) ?? style.rounding);
  const [over, setOver] = useState(overOf(kept?.over) ?? style.over);
  const [about, setAbout] = useState(kept?.hasAbout ?? (style.hasAbout ? "yes" : "no"));
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const box = area.current;
    if (!box) return;
    box.setRangeText(`{${name}}`, box.selectionStart, box.selectionEnd, "end");
    setTyped(box.value);
    box.focus();
  };
  const look = { rounding, over, hasAbout: about === "yes" };
  return (
    <form className="stacked template-form" action={action} noValidate>
      <input type="hidden" name="scope" value={rest.scope} />
      <input type="hidden" name="sentence" value={rest.sentence} />
      <input type="hidden" name="seen" value={version} />
      <Field
        name="text"
        label="Câu"
        hint="Chữ trong { } là trường, thay bằng số liệu. Phần trong [ ] tự bỏ khi trường trong đó không có số liệu; câu tự bỏ khi trường ngoài [ ] không có số liệu."
      >
        {(control) => (
          <textarea
            {...control}
            ref={area}
            className="input template-text"
            rows={7}
            maxLength={TEMPLATE_LONGEST}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </Field>
      <div className="template-style">
        <Field name="rounding" label="Làm tròn">
          {(control) => (
            <select
              {...control}
              className="input"
              value={rounding}
              onChange={({ target }) => setRounding(roundingOf(target.value) ?? "exact")}
            >
              {ROUNDINGS.map((one) => (
                <option key={one} value={one}>
                  {ROUNDING_NAMES[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="over" label="Lớn hơn số tròn">
          {(control) => (
            <select
              {...control}
              className="input"
              value={over}
              onChange={({ target }) => setOver(overOf(target.value) ?? "trên")}
            >
              {OVER_WORDS.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
        </Field>
        <Field name="hasAbout" label="Ở giữa hai số tròn">
          {(control) => (
            <select
              {...control}
              className="input"
              value={about}
              onChange={({ target }) => setAbout(target.value)}
            >
              <option value="yes">khoảng</option>
              <option value="no">trên hoặc gần</option>
            </select>
          )}
        </Field>
      </div>
      <Preview text={typed} look={look} fields={rest.fields} previews={rest.previews} of={rest.of} />
      <div className="acts">
        <Button name="do" value="save" primary aria-busy={isPending}>
          Lưu câu
        </Button>
        {!isStandard && (
          <Button name="do" value="reset">
            Về câu chuẩn
          </Button>
        )}
      </div>
      {state && (
        <Notice kind={state.ok ? "done" : "error"} title={state.message}>
          {"problems" in state && (
            <ul>
              {state.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <details className="template-fields" open>
        <summary>Trường của câu này ({rest.fields.length})</summary>
        <p className="quiet">Bấm để chèn vào chỗ con trỏ. Trường mờ: {rest.of} không có số liệu.</p>
        <ul>
          {rest.fields.map((name) => {
            const value = previewValues(rest.previews, look).get(name) ?? null;
            return (
              <li key={name}>
                <button type="button" onClick={() => insert(name)}>{`{${name}}`}</button>
                <span className={value === null ? "none" : undefined}>{value ?? "không có số liệu"}</span>
              </li>
            );
          })}
        </ul>
      </details>
    </form>
  );
}

const roundingOf = (text: string | undefined) => ROUNDINGS.find((one) => one === text);
const overOf = (text: string | undefined) => OVER_WORDS.find((one) => one === text);

type PreviewProps = Pick<Props, "fields" | "previews" | "of"> & { text: string; look: ReportStyle };

/** The sentence as the report would have it, while it is typed. */
function Preview({ text, look, fields, previews, of }: PreviewProps) {
  const parsed = parseTemplate(text, fields);
  return (
    <section className="template-preview" aria-live="polite" aria-label="Xem trước">
      <p className="quiet">Xem trước với số liệu {of}</p>
      {parsed.ok ? (
        <p className="office-sample">
          {renderTemplate(parsed.parts, previewValues(previews, look)) ?? (
            <em>Câu này tự bỏ: thiếu số liệu của một trường ngoài [ ].</em>
          )}
        </p>
      ) : (
        <ul className="field-error">
          {parsed.problems.map((problem) => (
            <li key={problemWords(problem)}>{problemWords(problem)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
