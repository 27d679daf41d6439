import Link from "next/link";
import { attainmentOf } from "@/app/(app)/entry/[unit]/[period]/form-view";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { timeInVietnam } from "@/lib/domain/day";
import { typedFrom, type EntryCell } from "@/lib/domain/entry-cells";
import type { CellProblem } from "@/lib/domain/entry-problems";
import { formatCount, formatFixed, NO_VALUE } from "@/lib/domain/number";
import { rate } from "@/lib/domain/ratio";
import { STATUS_LABELS } from "@/lib/labels";
import type { GridStore } from "./grid-store";
import type { GridColumn, GridRowView } from "./grid-view";
import { useGrid } from "./use-grid";

const big = (digits: string | undefined) => (digits === undefined ? null : BigInt(digits));

/** The active cell with all that the form shows beside it, and where its warning is answered. */
export function GridPanel({ store }: { store: GridStore }) {
  const active = useGrid(store, (status) => status.active);
  useGrid(store, ({ turn }) => turn);
  const column = store.column(active.column);
  if (!column) return null;
  const row = store.rowView(active.row);
  const cell = store.sheet.cell(active.row, column.id);
  const refusal = store.refusal(active.row, column.id);
  const problem = store.rows.problems(active.row).find(({ id }) => id === column.id);
  return (
    <section className="panel grid-panel" aria-labelledby="grid-panel-title">
      <div>
        <h2 className="h3" id="grid-panel-title">
          {column.name}, {row.unitName}
        </h2>
        <p className="sub2">
          {STATUS_LABELS[row.status]}.{" "}
          <Link href={`/entry/${row.unitId}/${store.view.period}#c-${column.id}`} prefetch={false}>
            Mở biểu của đơn vị
          </Link>
        </p>
        <Facts row={row} column={column} value={store.sheet.value(active.row, column.id)} />
      </div>
      <div className="grid-panel-words">
        {refusal !== null && (
          <p className="quiet">
            <Icon name="lock" />
            {column.formula ? `Tự tính: ${column.formula}` : refusal}
          </p>
        )}
        {problem && <Problem problem={problem} />}
        {cell?.conflict && <Choice store={store} cell={cell} conflict={cell.conflict} />}
        {cell && refusal === null && <Words store={store} cell={cell} problem={problem} />}
        {cell && refusal !== null && <ReadWords cell={cell} />}
      </div>
    </section>
  );
}

function Facts({
  row,
  column: { id },
  value,
}: {
  row: GridRowView;
  column: GridColumn;
  value: bigint | null;
}) {
  const target = row.targets[id];
  const remaining = target ? attainmentOf(target, value).remaining : null;
  const goal =
    target &&
    (target.kind === "rate"
      ? `${formatFixed(rate(BigInt(target.value)))}%`
      : formatCount(BigInt(target.value)));
  return (
    <dl>
      <div>
        <dt>Tháng trước</dt>
        <dd>{formatCount(big(row.lastMonth[id]))}</dd>
      </div>
      <div>
        <dt>Cùng kỳ</dt>
        <dd>{formatCount(big(row.lastYear[id]))}</dd>
      </div>
      <div>
        <dt>{target?.isCeiling ? "Mức giao" : "Chỉ tiêu giao"}</dt>
        <dd>
          {goal ?? NO_VALUE}
          {target && <small> {target.remark ? `${target.issuer}, ${target.remark}` : target.issuer}</small>}
        </dd>
      </div>
      <div>
        <dt>
          {remaining !== null && remaining < 0n ? "Vượt" : target?.isCeiling ? "Còn trong mức" : "Còn thiếu"}
        </dt>
        <dd>{remaining === null ? NO_VALUE : formatCount(remaining < 0n ? -remaining : remaining)}</dd>
      </div>
    </dl>
  );
}

function Problem({ problem: { level, messages, isBlank } }: { problem: CellProblem }) {
  // An empty cell is nothing wrong while the month is being typed.
  if (isBlank)
    return (
      <p className="quiet">
        <Icon name="clock" /> {messages.join(" ")}
      </p>
    );
  return (
    <p className={level === "warning" ? "risk" : "behind"}>
      <Icon name={level === "warning" ? "warning" : "error"} /> {messages.join(" ")}
    </p>
  );
}

type ChoiceProps = { store: GridStore; cell: EntryCell; conflict: NonNullable<EntryCell["conflict"]> };

function Choice({ store, cell, conflict: { theirs, by, at } }: ChoiceProps) {
  const their = typedFrom(theirs).text || "ô trống";
  const mine = cell.text.trim() || "ô trống";
  return (
    <div className="grid-choice">
      <p>
        {by ?? "Người khác"} sửa thành {their} lúc {timeInVietnam(new Date(at))}. Bạn vừa nhập {mine}.
      </p>
      <Button type="button" onClick={() => store.resolve("theirs")}>
        Giữ {their}
      </Button>
      <Button type="button" onClick={() => store.resolve("mine")}>
        Dùng {mine}
      </Button>
    </div>
  );
}

type WordsProps = { store: GridStore; cell: EntryCell; problem: CellProblem | undefined };

function Words({ store, cell, problem }: WordsProps) {
  const isAsked = problem?.level === "warning" || cell.explanation !== "";
  return (
    <>
      {isAsked && (
        <label>
          <span>Giải thích cho người duyệt</span>
          <textarea
            rows={1}
            maxLength={1000}
            value={cell.explanation}
            onChange={(event) => store.type({ explanation: event.target.value })}
            onBlur={() => store.leave()}
          />
        </label>
      )}
      <div className="grid-panel-note">
        <label className="check">
          <input
            type="checkbox"
            checked={cell.isEstimate}
            disabled={cell.text.trim() === ""}
            onChange={(event) => store.type({ isEstimate: event.target.checked })}
            onBlur={() => store.leave()}
          />
          Số ước
        </label>
        <textarea
          aria-label="Ghi chú"
          placeholder="Ghi chú"
          rows={1}
          maxLength={1000}
          value={cell.note}
          onChange={(event) => store.type({ note: event.target.value })}
          onBlur={() => store.leave()}
        />
      </div>
    </>
  );
}

function ReadWords({ cell: { explanation, note, isEstimate } }: { cell: EntryCell }) {
  return (
    <>
      {isEstimate && <p>Số ước</p>}
      {explanation && <p>Giải thích: {explanation}</p>}
      {note && <p>Ghi chú: {note}</p>}
    </>
  );
}
