import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { GridPost } from "./grid-saving";
import type { SendRow, SentRow } from "./grid-state";
import type { GridStore } from "./grid-store";

/** In one request: the list of results grows while the rest is on its way. */
const BATCH = 10;
const FAILED = "Chưa gửi được: mất kết nối hoặc lỗi hệ thống. Đóng rồi thử lại.";

type Props = { store: GridStore; post: GridPost; onClose: (hasSent: boolean) => void };
type Phase =
  | { name: "reading" }
  | { name: "failed"; message: string }
  | { name: "choosing"; rows: readonly SendRow[]; unsaved: number }
  | { name: "sending" | "done"; chosen: readonly SendRow[]; sent: readonly SentRow[] };

/** Which forms can be sent, and what became of each: never all of them silently, never all or nothing. */
export function SendDialog({ store, post, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [phase, setPhase] = useState<Phase>({ name: "reading" });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const begin = useRef(async () => {
    store.leave();
    await store.saving.flush();
    const answer = await post("review", []).catch(() => null);
    if (answer && "sendable" in answer)
      setPhase({ name: "choosing", rows: answer.sendable, unsaved: store.sheet.unsavedCount });
    else setPhase({ name: "failed", message: answer?.message ?? FAILED });
  });
  useEffect(() => {
    dialog.current?.showModal();
    void begin.current();
  }, []);

  const send = async (chosen: readonly SendRow[]) => {
    const sent: SentRow[] = [];
    setPhase({ name: "sending", chosen, sent });
    for (let at = 0; at < chosen.length; at += BATCH) {
      const batch = chosen.slice(at, at + BATCH);
      const answer = await post(
        "submit",
        batch.map(({ id, lockVersion }) => ({ id, lockVersion })),
      ).catch(() => null);
      if (answer && "sent" in answer) sent.push(...answer.sent);
      else sent.push(...batch.map(({ id }) => ({ id, message: answer?.message ?? FAILED })));
      setPhase({ name: "sending", chosen, sent: [...sent] });
    }
    setPhase({ name: "done", chosen, sent });
  };

  const hasSent = "sent" in phase && phase.sent.some(({ message }) => message === null);
  // What failed must be told, so nobody looks away before all have been tried.
  const isSending = phase.name === "sending";
  return (
    <dialog
      ref={dialog}
      className="grid-dialog"
      aria-labelledby="send-title"
      onCancel={(event) => isSending && event.preventDefault()}
      onClose={() => onClose(hasSent)}
    >
      <h2 id="send-title">Gửi duyệt</h2>
      {phase.name === "reading" && <p role="status">Đang lưu và kiểm tra các biểu…</p>}
      {phase.name === "failed" && (
        <p className="behind" role="alert">
          {phase.message}
        </p>
      )}
      {phase.name === "choosing" && (
        <Choosing
          rows={phase.rows}
          unsaved={phase.unsaved}
          left={left}
          period={store.view.period}
          onToggle={(id) => setLeft(toggled(left, id))}
          onSend={(rows) => void send(rows)}
        />
      )}
      {(phase.name === "sending" || phase.name === "done") && (
        <Results {...phase} isDone={phase.name === "done"} />
      )}
      <div className="acts">
        <Button type="button" aria-disabled={isSending} onClick={() => isSending || dialog.current?.close()}>
          Đóng
        </Button>
      </div>
    </dialog>
  );
}

function toggled(all: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(all);
  if (!next.delete(id)) next.add(id);
  return next;
}

type ChoosingProps = {
  rows: readonly SendRow[];
  unsaved: number;
  left: ReadonlySet<string>;
  period: string;
  onToggle: (id: string) => void;
  onSend: (rows: readonly SendRow[]) => void;
};

function Choosing({ rows, unsaved, left, period, onToggle, onSend }: ChoosingProps) {
  const ready = rows.filter(({ blocking }) => blocking === null);
  const held = rows.filter(({ blocking }) => blocking !== null);
  const chosen = ready.filter(({ id }) => !left.has(id));
  return (
    <>
      <p>
        {ready.length}/{rows.length} biểu đủ điều kiện gửi.
        {unsaved > 0 && <b className="risk"> Còn {unsaved} ô chưa lưu, chưa tính vào kiểm tra này.</b>}
      </p>
      <div className="grid-dialog-body" tabIndex={0} role="region" aria-label="Các biểu">
        {ready.length > 0 && (
          <ul>
            {ready.map(({ id, unitName, filled }) => (
              <li key={id}>
                <label className="check">
                  <input type="checkbox" checked={!left.has(id)} onChange={() => onToggle(id)} />
                  {unitName} <span className="quiet">{filled} ô đã nhập</span>
                </label>
              </li>
            ))}
          </ul>
        )}
        {held.length > 0 && (
          <>
            <h3>{held.length} biểu chưa gửi được</h3>
            <ul>
              {held.map(({ id, unitId, unitName, blocking }) => (
                <li key={id}>
                  <a href={`/entry/${unitId}/${period}`}>{unitName}</a>{" "}
                  <span className="quiet">{blocking}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {chosen.length > 0 && (
        <div className="acts">
          <Button type="button" primary onClick={() => onSend(chosen)}>
            Gửi duyệt {chosen.length} biểu
          </Button>
        </div>
      )}
    </>
  );
}

type ResultsProps = { chosen: readonly SendRow[]; sent: readonly SentRow[]; isDone: boolean };

function Results({ chosen, sent, isDone }: ResultsProps) {
  const answers = new Map(sent.map(({ id, message }) => [id, message]));
  const done = sent.filter(({ message }) => message === null).length;
  return (
    <>
      <p role="status">
        {isDone ? `Đã gửi ${done}/${chosen.length} biểu.` : `Đang gửi: ${sent.length}/${chosen.length} biểu.`}
      </p>
      <div className="grid-dialog-body" tabIndex={0} role="region" aria-label="Kết quả gửi">
        <ul>
          {chosen.map(({ id, unitName }) => (
            <li key={id}>
              <Result unitName={unitName} answer={answers.get(id)} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Result({ unitName, answer }: { unitName: string; answer: string | null | undefined }) {
  if (answer === undefined)
    return (
      <span className="quiet">
        <Icon name="clock" /> {unitName}: đang chờ
      </span>
    );
  if (answer === null)
    return (
      <span>
        <Icon name="check" className="i ok" /> {unitName}: đã gửi duyệt
      </span>
    );
  return (
    <span>
      <Icon name="error" className="i behind" /> {unitName}: {answer}
    </span>
  );
}
