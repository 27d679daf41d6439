"use client";

import { useActionState, useRef, useState, type ReactNode, type SyntheticEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { answersWords, isWarned } from "./answer-words";
import { decideManyAction, type Asking, type BulkState } from "./bulk-actions";
import { pickField, seenField } from "./bulk-fields";

type Props = {
  /** The address of this view of the queue. */
  href: string;
  /** Rows that can be ticked. */
  selectable: number;
  children: ReactNode;
};

/** The queue as a form: rows are ticked and decided together. The table is the server's; only the count is kept here. */
export function QueueForm({ href, selectable, children }: Props) {
  const [state, action, isPending] = useActionState(decideManyAction, null);
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>("input[name^='pick.']") ?? [])];
  const recount = () => setCount(boxes().filter(({ checked }) => checked).length);
  // React empties an answered form. What was not decided stays ticked; rows that were are gone from the page by then.
  const keepTicks = (event: SyntheticEvent) => {
    event.preventDefault();
    requestAnimationFrame(recount);
  };
  const tickAll = (isTicked: boolean) => {
    for (const box of boxes()) box.checked = isTicked;
    recount();
  };
  const asking = state && "asking" in state ? state : null;
  return (
    <form ref={form} action={action} onChange={recount} onReset={keepTicks} className="queue-form" noValidate>
      {asking ? (
        <Answers {...asking} href={href} isPending={isPending} />
      ) : (
        <>
          <Outcome state={state} />
          {children}
          {selectable > 0 && (
            <div className="panel bulk" role="group" aria-label="Việc với các biểu đã chọn">
              <div className="bulk-pick needs-script">
                <Button type="button" onClick={() => tickAll(count < selectable)}>
                  {count < selectable ? `Chọn cả ${selectable} biểu` : "Bỏ chọn"}
                </Button>
                <span role="status">{count > 0 && `${count} biểu đã chọn`}</span>
              </div>
              <Field
                name="reason"
                label="Lý do trả lại"
                errors={errorsOf(state)}
                hint="Chỉ bắt buộc khi trả lại."
              >
                {(control) => (
                  <textarea
                    key={state?.ok ? "next" : "reason"}
                    {...control}
                    rows={1}
                    maxLength={1000}
                    defaultValue={keptOf(state)}
                  />
                )}
              </Field>
              <div className="acts">
                <Button name="event" value="return" icon="back" aria-busy={isPending}>
                  {count > 0 ? `Trả lại ${count} biểu` : "Trả lại biểu đã chọn"}
                </Button>
                <Button name="event" value="approve" icon="check" primary aria-busy={isPending}>
                  {count > 0 ? `Duyệt ${count} biểu đã chọn` : "Duyệt các biểu đã chọn"}
                </Button>
              </div>
            </div>
          )}
        </>
      )}
    </form>
  );
}

const errorsOf = (state: BulkState) =>
  state && "fieldErrors" in state ? state.fieldErrors?.reason : undefined;
const keptOf = (state: BulkState) => (state && "values" in state ? (state.values?.reason ?? "") : "");

function Outcome({ state }: { state: BulkState }) {
  if (!state) return null;
  const failed = "failed" in state ? state.failed : [];
  return (
    <Notice kind={state.ok ? "done" : "error"} title={state.message}>
      {failed.length > 0 && (
        <ul className="bulk-failed">
          {failed.map(({ name, why }) => (
            <li key={name}>
              <b>{name}</b>: {why}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type AnswersProps = Extract<BulkState, { asking: unknown }> & { href: string; isPending: boolean };

/** What was explained, before it is approved with the rest. */
function Answers({ message, asking, quiet, href, isPending }: AnswersProps) {
  const total = asking.length + quiet.length;
  return (
    <section className="panel pad bulk-answers" aria-labelledby="bulk-answers">
      <div role="alert">
        <h2 id="bulk-answers" className="h3">
          {message}
        </h2>
      </div>
      {quiet.map(({ id, lockVersion }) => (
        <input key={id} type="hidden" name={pickField(id)} value={lockVersion} />
      ))}
      {asking.map((one) => (
        <Explained key={one.id} one={one} />
      ))}
      <div className="acts">
        {/* A full load: the list as it is now, and this form anew. */}
        <a className="button" href={href}>
          Quay lại danh sách
        </a>
        <Button name="event" value="approve" icon="check" primary aria-busy={isPending}>
          Duyệt {total} biểu
        </Button>
      </div>
    </section>
  );
}

function Explained({ one: { id, lockVersion, unitName, answers } }: { one: Asking }) {
  return (
    <div className="bulk-answer">
      <input type="hidden" name={seenField(id)} value={lockVersion} />
      <label>
        <input type="checkbox" name={pickField(id)} value={lockVersion} defaultChecked />
        <b>{unitName}</b>
        <span className={answers.some(isWarned) ? "status risk" : "status"}>
          {answers.some(isWarned) && <Icon name="warning" />}
          {answersWords(answers)}
        </span>
      </label>
      <ul>
        {answers.map((answer) => (
          <li key={answer.id}>
            <b>{answer.name}</b>: {answer.messages.join(" ")}{" "}
            <q>{answer.explanation ?? "Không có giải thích."}</q>
          </li>
        ))}
      </ul>
    </div>
  );
}
