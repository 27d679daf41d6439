"use client";

import { startTransition, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { keepFields } from "@/components/ui/keep-fields";
import { Notice } from "@/components/ui/notice";
import { useFormAction } from "@/components/ui/use-form-action";
import { formatCount } from "@/lib/domain/number";
import { renderTemplate, parseTemplate, TEMPLATE_LONGEST } from "@/lib/domain/report-grammar";
import { hasField, previewValues, problemWords, type Previews } from "@/lib/domain/report-template-form";
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

type Over = ReportStyle["over"];
type Typed = { text: string; rounding: Rounding; over: Over; about: string };

export function TemplateForm({ text, style, version, isStandard, ...rest }: Props) {
  /** With the version it was begun from; null where nothing is typed, or the one typed on is one's own. */
  const [typed, setTyped] = useState<(Typed & { seen: number | null }) | null>(null);
  const [state, action, isPending] = useFormAction(saveTemplateAction, (answer, sent) => {
    if (!answer?.ok) return;
    startTransition(() =>
      setTyped((before) => {
        return before === null || before.text === sent.get("text") ? null : { ...before, seen: null };
      }),
    );
  });
  // Without JavaScript a refused form comes back with what was typed.
  const kept = state && "values" in state ? state.values : undefined;
  const now: Typed = typed ?? {
    text: kept?.text ?? text,
    rounding: roundingOf(kept?.rounding) ?? style.rounding,
    over: overOf(kept?.over) ?? style.over,
    about: kept?.hasAbout ?? (style.hasAbout ? "yes" : "no"),
  };
  const seen = typed === null ? Number(kept?.seen ?? version) : (typed.seen ?? version);
  const type = (part: Partial<Typed>) => setTyped({ ...now, ...part, seen: typed ? typed.seen : seen });
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const box = area.current;
    if (!box) return;
    box.setRangeText(`{${name}}`, box.selectionStart, box.selectionEnd, "end");
    type({ text: box.value });
    box.focus();
  };
  const look = { rounding: now.rounding, over: now.over, hasAbout: now.about === "yes" };
  return (
    // All fields hold what is typed.
    <form ref={keepFields} className="stacked template-form" action={action} noValidate>
      <input type="hidden" name="scope" value={rest.scope} />
      <input type="hidden" name="sentence" value={rest.sentence} />
      <input type="hidden" name="seen" value={seen} />
      <Field
        name="text"
        label="Câu"
        errors={state && "fieldErrors" in state ? state.fieldErrors?.text : undefined}
        hint={`Tối đa ${formatCount(BigInt(TEMPLATE_LONGEST))} ký tự. Chữ trong { } là trường, thay bằng số liệu. Phần trong [ ] tự bỏ khi trường trong đó không có số liệu; câu tự bỏ khi trường ngoài [ ] không có số liệu.`}
      >
        {(control) => (
          // No longest here: a browser would cut what is pasted without a word; the server says how long it is.
          <textarea
            {...control}
            ref={area}
            className="input template-text"
            rows={7}
            value={now.text}
            onChange={({ target }) => type({ text: target.value })}
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
              value={now.rounding}
              onChange={({ target }) => type({ rounding: roundingOf(target.value) ?? "exact" })}
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
              value={now.over}
              onChange={({ target }) => type({ over: overOf(target.value) ?? "trên" })}
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
              value={now.about}
              onChange={({ target }) => type({ about: target.value })}
            >
              <option value="yes">khoảng</option>
              <option value="no">trên hoặc gần</option>
            </select>
          )}
        </Field>
      </div>
      <Preview text={now.text} look={look} fields={rest.fields} previews={rest.previews} of={rest.of} />
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
        <>
          <p className="office-sample">
            {renderTemplate(parsed.parts, previewValues(previews, look)) ?? (
              <em>Câu này tự bỏ: thiếu số liệu của một trường ngoài [ ].</em>
            )}
          </p>
          {!hasField(parsed.parts) && (
            <Notice kind="warning" title="Câu không có trường nào">
              Báo cáo của mọi đơn vị, mọi kỳ sẽ có đúng câu này, không có số liệu. Vẫn lưu được.
            </Notice>
          )}
        </>
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
