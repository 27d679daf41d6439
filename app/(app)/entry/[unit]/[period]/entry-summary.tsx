import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Told } from "@/components/ui/told";
import { typedFrom, type ByIndicator, type EntryCell, type SeenCell } from "@/lib/domain/entry-cells";
import type { CellProblem } from "@/lib/domain/entry-problems";
import { indicator, type IndicatorId } from "@/lib/domain/indicator";
import { cellWords } from "./entry-message";
import { issuesOf, type EntryState } from "./entry-state";
import { cellId } from "./keys";

type Props = {
  answer: EntryState;
  problems: readonly CellProblem[];
  /** Cells that this tab could not save before the form was locked. */
  unsaved: readonly IndicatorId[];
  /** Cells that somebody else changed while this form was open. */
  overtaken: readonly IndicatorId[];
  cells: ByIndicator<EntryCell>;
  /** What the server holds. */
  draft: ByIndicator<SeenCell>;
  onGiveUp: () => void;
};

/** Above the form: what the last save or submit led to, with a link to every cell that is in the way. */
export function EntrySummary({ answer, problems, unsaved, overtaken, cells, draft, onGiveUp }: Props) {
  const blocking = problems.filter(({ isBlocking }) => isBlocking);
  const message = answer && (!answer.ok || blocking.length === 0) ? answer : null;
  // What the form itself finds is said at its cells; of what the server found, the rest.
  const told = issuesOf(answer).filter(({ id }) => !blocking.some((one) => one.id === id));
  const isStopped = blocking.length + told.length > 0;
  if (!isStopped && !message && unsaved.length + overtaken.length === 0) return null;
  return (
    <div className="entry-summary">
      {message?.ok && (
        <Told answer={message}>
          <Notice kind="done">{message.message}</Notice>
        </Told>
      )}
      {isStopped && (
        <Notice kind="error" title={message?.message ?? "Chưa gửi được."}>
          <ul>
            {blocking
              .filter(({ isBlank }) => !isBlank)
              .map(({ id, messages }) => (
                <li key={id}>
                  <CellLink id={id} />: {messages.join(" ")}
                </li>
              ))}
            {told.map(({ id, message: text }) => (
              <li key={`${id} ${text}`}>
                {cells[id] ? <CellLink id={id} /> : indicator(id).name}: {text}
              </li>
            ))}
            <BlankCells problems={blocking.filter(({ isBlank }) => isBlank)} />
          </ul>
        </Notice>
      )}
      {!isStopped && message && !message.ok && <Notice kind="error">{message.message}</Notice>}
      {overtaken.length > 0 && (
        <Notice kind="warning" title={`Người khác vừa sửa ${overtaken.length} ô`}>
          <ul>
            {overtaken.map((id) => (
              <li key={id}>
                <CellLink id={id} />: nay là {cells[id]?.text || "ô trống"}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {unsaved.length > 0 && <Unsaved unsaved={unsaved} cells={cells} draft={draft} onGiveUp={onGiveUp} />}
    </div>
  );
}

/** What a form that was closed meanwhile could not save; copied or not, it is given up by whoever typed it. */
function Unsaved({
  unsaved,
  cells,
  draft,
  onGiveUp,
}: Pick<Props, "unsaved" | "cells" | "draft" | "onGiveUp">) {
  return (
    <Notice kind="warning" title={`Còn ${unsaved.length} ô bạn đã nhập nhưng chưa lưu`}>
      <ul>
        {unsaved.map((id) => {
          const cell = cells[id] as EntryCell;
          return (
            <li key={id}>
              {indicator(id).name}: đã nhập {cellWords(cell)}, đang lưu{" "}
              {cellWords(typedFrom(draft[id] ?? cell.seen))}
            </li>
          );
        })}
      </ul>
      <Button type="button" onClick={onGiveUp}>
        Bỏ phần chưa lưu
      </Button>
    </Notice>
  );
}

function CellLink({ id }: { id: IndicatorId }) {
  return <a href={`#${cellId(id)}`}>{indicator(id).name}</a>;
}

/** In one line: at the start of a month they are all of them. */
function BlankCells({ problems }: { problems: readonly CellProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <li>
      Còn trống:{" "}
      {problems.map(({ id }, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <CellLink id={id} />
        </Fragment>
      ))}
      . Nhập số, hoặc giải thích ở ô.
    </li>
  );
}
