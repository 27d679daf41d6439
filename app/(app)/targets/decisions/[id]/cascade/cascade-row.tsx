import { memo, useMemo, useSyncExternalStore } from "react";
import { Icon } from "@/components/ui/icon";
import { rateOf } from "@/lib/domain/cascade";
import {
  cascadeField,
  formatTarget,
  meaningOf,
  targetError,
  targetValue,
  targetWarning,
} from "@/lib/domain/cascade-cell";
import { formatCount, formatFixed, NO_VALUE } from "@/lib/domain/number";
import { rate } from "@/lib/domain/ratio";
import type { TargetKind } from "@/lib/domain/target";
import type { Column } from "./cascade-columns";
import type { SheetCell } from "./cascade-sheet";
import type { CascadeStore } from "./cascade-store";
import type { LineView } from "./cascade-view";
import { cellId } from "./keys";

type Props = {
  store: CascadeStore;
  line: LineView;
  columns: ReadonlySet<Column>;
  isHidden: boolean;
  isEditable: boolean;
};

/** A key in one row draws that row alone. */
export const CascadeRow = memo(function CascadeRow({ store, line, columns, isHidden, isEditable }: Props) {
  const { id } = line;
  const subscribe = useMemo(() => store.subscribeTo(id), [store, id]);
  const read = () => store.sheet.cell(id);
  const cell = useSyncExternalStore(subscribe, read, read);
  const { kind } = store.view;
  const value = targetValue(kind, cell.text);
  const error = targetError(kind, cell.text);
  const warning = error === null ? targetWarning(kind, value, line) : null;
  const { delta, pct, coverage } = meaningOf(kind, value, line);
  const states = [
    error && "is-wrong",
    warning && "is-unusual",
    isEditable && cell.text.trim() === "" && "empty",
    line.isOwn && "own",
  ];
  return (
    <tr className={states.filter(Boolean).join(" ")} hidden={isHidden}>
      <th scope="row">
        {isEditable ? <label htmlFor={cellId(id)}>{line.name}</label> : line.name}
        {line.isOwn && <small>không tính vào tổng</small>}
      </th>
      <td className="n" data-l="Đang có">
        {kind === "rate" ? formatFixed(maybeRate(rateOf(line))) : formatCount(line.value)}
      </td>
      {columns.has("plan") && (
        <td className="n" data-l="Năm trước">
          {shown(kind, line.plan)}
        </td>
      )}
      {columns.has("current") && (
        <td className="n" data-l="Đang giao" title={line.current?.decision}>
          {shown(kind, line.current?.value ?? null)}
        </td>
      )}
      {columns.has("denominator") && (
        <td className="n" data-l="Trong diện">
          {formatCount(line.denominator)}
        </td>
      )}
      <td className="cell">
        {isEditable ? (
          <CellInput
            store={store}
            line={line}
            cell={cell}
            isWrong={error !== null}
            isNoted={warning !== null}
          />
        ) : (
          <b className="n">{shown(kind, line.held.value)}</b>
        )}
      </td>
      <td className="n" data-l="Tăng">
        <span className="fix">{delta}</span>
      </td>
      <td className="n" data-l="Tăng %">
        <span className="fix">{pct}</span>
      </td>
      {columns.has("coverage") && (
        <td className="n" data-l="Bao phủ %">
          <span className="fix">{coverage}</span>
        </td>
      )}
      {isEditable && (
        <td className="k-note">
          <div className="fix" id={`${cellId(id)}-m`}>
            <Note error={error} warning={warning} before={cell.before} />
          </div>
        </td>
      )}
    </tr>
  );
});

const maybeRate = (hundredths: bigint | null) => (hundredths === null ? null : rate(hundredths));
const shown = (kind: TargetKind, value: bigint | null) =>
  value === null ? NO_VALUE : kind === "rate" ? formatFixed(rate(value)) : formatTarget(kind, value);

type CellProps = {
  store: CascadeStore;
  line: LineView;
  cell: SheetCell;
  isWrong: boolean;
  isNoted: boolean;
};

function CellInput({ store, line: { id, name }, cell, isWrong, isNoted }: CellProps) {
  const isChanged = store.sheet.unsaved.has(id) && !isWrong && !isNoted;
  return (
    <div className="cascade-cell">
      <input
        id={cellId(id)}
        name={cascadeField.value(id)}
        data-cell={id}
        value={cell.text}
        inputMode={store.view.kind === "rate" ? "decimal" : "numeric"}
        autoComplete="off"
        maxLength={40}
        onChange={(event) => store.type(id, event.target.value)}
        onBlur={() => store.leave(id)}
        {...(isWrong ? { "aria-invalid": true } : {})}
        {...(isWrong || isNoted ? { "aria-describedby": `${cellId(id)}-m` } : {})}
      />
      {isChanged && (
        <span className="cellmark dot">
          <span className="sr">chưa lưu</span>
        </span>
      )}
      {(isWrong || isNoted) && (
        <span className="cellmark">
          <Icon name={isWrong ? "error" : "warning"} />
        </span>
      )}
      <label className="lock" title={cell.isLocked ? "Đã khóa: các cách chia giữ nguyên" : "Khóa ô này"}>
        <input
          type="checkbox"
          name={cascadeField.isLocked(id)}
          checked={cell.isLocked}
          onChange={(event) => store.lock([id], event.target.checked)}
        />
        <Icon name="lock" />
        <span className="sr">Khóa {name}</span>
      </label>
    </div>
  );
}

function Note({
  error,
  warning,
  before,
}: {
  error: string | null;
  warning: string | null;
  before: string | null;
}) {
  if (error) return <p className="behind">{error}</p>;
  return (
    <>
      {warning && <p className="risk">{warning}</p>}
      {before !== null && (
        <p>
          trước: <del>{before === "" ? "trống" : before}</del>
        </p>
      )}
    </>
  );
}
