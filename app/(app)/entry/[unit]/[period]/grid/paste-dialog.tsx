import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { PastePlan } from "@/lib/domain/grid-paste";
import { formatCount } from "@/lib/domain/number";
import { cellAddress } from "@/lib/domain/sheet";
import { GRID_ID } from "./grid-keys";
import type { GridStore } from "./grid-store";
import { useGrid } from "./use-grid";

const PAGE = 200;
const n = (count: number) => formatCount(BigInt(count));

/** Every change of a pasted block before anything is changed. */
export function PasteDialog({ store }: { store: GridStore }) {
  const plan = useGrid(store, (status) => status.plan);
  return plan && <Preview store={store} plan={plan} />;
}

function Preview({ store, plan }: { store: GridStore; plan: PastePlan }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const agree = useRef<HTMLInputElement>(null);
  const [isAgreed, setAgreed] = useState(false);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    // The keys go on in the grid.
    return () => document.getElementById(GRID_ID)?.focus({ preventScroll: true });
  }, []);
  const { changes, problems, beyond } = plan;
  const leftOut = problems.length > 0 || beyond.rows > 0 || beyond.columns > 0;
  const paste = () => {
    if (leftOut && !isAgreed) {
      setRefused(true);
      agree.current?.focus();
      return;
    }
    store.many.confirm(plan);
  };
  return (
    <dialog
      ref={dialog}
      className="grid-dialog"
      aria-labelledby="paste-title"
      onClose={() => store.many.dismissPlan()}
    >
      <h2 id="paste-title">Xem trước khi dán</h2>
      <p>
        Vùng đã chép: {n(plan.rows)} dòng × {n(plan.columns)} cột. <b>{n(changes.length)} ô thay đổi</b>,{" "}
        {n(plan.same)} ô giữ nguyên
        {plan.emptied > 0 && <>, {n(plan.emptied)} ô đang có số sẽ thành trống</>}
        {plan.computed > 0 && <>, {n(plan.computed)} ô ở cột tự tính bỏ qua</>}.
      </p>
      <div className="grid-dialog-body" tabIndex={0} role="region" aria-label="Chi tiết vùng dán">
        {beyond.rows + beyond.columns > 0 && (
          <p className="behind">
            <Icon name="error" /> Vùng dán vượt khỏi lưới: {beyondWords(beyond)} không có chỗ.
          </p>
        )}
        {problems.length > 0 && <Problems store={store} plan={plan} />}
        {changes.length > 0 && <Changes store={store} plan={plan} />}
        {changes.length === 0 && problems.length === 0 && <p>Không có ô nào thay đổi.</p>}
      </div>
      {leftOut && (
        <label className="check">
          <input
            ref={agree}
            type="checkbox"
            checked={isAgreed}
            onChange={(event) => setAgreed(event.target.checked)}
            {...(isRefused && !isAgreed ? { "aria-invalid": true, "aria-describedby": "paste-refused" } : {})}
          />
          Bỏ qua {leftOutWords(plan)}, chỉ dán {n(changes.length)} ô đúng
        </label>
      )}
      {isRefused && !isAgreed && (
        <p className="field-error" id="paste-refused" role="alert">
          <Icon name="error" /> Còn ô không dán được: sửa trong bảng tính rồi chép lại, hoặc chọn bỏ qua.
        </p>
      )}
      <div className="acts">
        <Button type="button" onClick={() => dialog.current?.close()}>
          Không dán
        </Button>
        <Button type="button" primary onClick={paste}>
          Dán {n(changes.length)} ô
        </Button>
      </div>
    </dialog>
  );
}

const beyondWords = ({ rows, columns }: PastePlan["beyond"]) =>
  [rows > 0 && `${n(rows)} dòng cuối`, columns > 0 && `${n(columns)} cột cuối`].filter(Boolean).join(", ");

const leftOutWords = ({ problems, beyond }: PastePlan) =>
  [
    problems.length > 0 && `${n(problems.length)} ô lỗi`,
    beyond.rows + beyond.columns > 0 && beyondWords(beyond),
  ]
    .filter(Boolean)
    .join(" và ");

type ListProps = { store: GridStore; plan: PastePlan };

function Problems({ store, plan: { problems } }: ListProps) {
  const [shown, setShown] = useState(PAGE);
  return (
    <section>
      <h3>{n(problems.length)} ô không dán được</h3>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Ô trong vùng chép</th>
            <th scope="col">Đơn vị</th>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col">Nội dung</th>
            <th scope="col">Vì sao</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, shown).map(({ row, id, line, column, text, reason }) => (
            <tr key={`${line}.${column}`}>
              <th scope="row">{cellAddress(line, column - 1)}</th>
              <td>{store.rowView(row).unitName}</td>
              <td>{store.view.columns.find((one) => one.id === id)?.short}</td>
              <td>{text === "" ? "trống" : `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`}</td>
              <td className="behind">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} all={problems.length} onMore={() => setShown(shown + PAGE)} />
    </section>
  );
}

function Changes({ store, plan: { changes } }: ListProps) {
  const [shown, setShown] = useState(PAGE);
  return (
    <section>
      <h3>{n(changes.length)} ô thay đổi</h3>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col" className="n">
              Đang có
            </th>
            <th scope="col" className="n">
              Số dán
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, shown).map(({ row, id, from, to }) => (
            <tr key={`${row}.${id}`}>
              <th scope="row">{store.rowView(row).unitName}</th>
              <td>{store.view.columns.find((one) => one.id === id)?.short}</td>
              <td className="n">{from || "trống"}</td>
              <td className="n">{to === "" ? <span className="risk">trống</span> : <b>{to}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown} all={changes.length} onMore={() => setShown(shown + PAGE)} />
    </section>
  );
}

function More({ shown, all, onMore }: { shown: number; all: number; onMore: () => void }) {
  if (shown >= all) return null;
  return (
    <Button type="button" onClick={onMore}>
      Hiện thêm ({n(shown)}/{n(all)})
    </Button>
  );
}
