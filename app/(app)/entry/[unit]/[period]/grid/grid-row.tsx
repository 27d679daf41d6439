import { memo, useMemo, useSyncExternalStore } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import type { CellProblem } from "@/lib/domain/entry-problems";
import { problemWords } from "@/lib/domain/grid-checks";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import type { SubmissionStatus } from "@/lib/domain/submission";
import { STATUS_LABELS } from "@/lib/labels";
import { spotId } from "./grid-keys";
import type { RowLook } from "./grid-look";
import type { GridStore } from "./grid-store";
import type { GridColumn } from "./grid-view";

const STATUS_ICONS = {
  draft: "pen",
  submitted: "clock",
  returned: "back",
  approved: "check",
  reopened: "back",
} as const satisfies Record<SubmissionStatus, IconName>;

type Props = { store: GridStore; at: number };

/** A key in one row draws that row alone. */
export const GridRow = memo(function GridRow({ store, at }: Props) {
  const subscribe = useMemo(() => store.rows.subscribeTo(at), [store, at]);
  const read = () => store.rows.look(at);
  const look = useSyncExternalStore(subscribe, read, read);
  const { unitName, status, unitId } = store.rowView(at);
  const { view } = store;
  return (
    <tr aria-rowindex={at + 2} className={look.refusal === null ? undefined : "is-closed"}>
      <th scope="row" role="rowheader" aria-colindex={1} className="k-unit">
        <a href={`/entry/${unitId}/${view.period}`} tabIndex={-1} title={unitName}>
          {unitName}
        </a>
      </th>
      <td role="gridcell" aria-colindex={2} className="k-status" title={look.refusal ?? undefined}>
        <span>
          <Icon name={look.refusal === null ? STATUS_ICONS[status] : "lock"} />
          <b>{STATUS_LABELS[status]}</b>
          {look.refusal !== null && <span className="sr"> {look.refusal}</span>}
        </span>
      </td>
      {view.columns.map((column, index) => (
        <Cell key={column.id} {...{ store, at, column, index, look }} />
      ))}
    </tr>
  );
});

type CellProps = { store: GridStore; at: number; column: GridColumn; index: number; look: RowLook };

function Cell({ store, at, column, index, look }: CellProps) {
  const { id, isDerived } = column;
  const cell = look.state.cells[id];
  const isActive = look.active === index;
  const isMarked = look.marked !== null && index >= look.marked.left && index <= look.marked.right;
  const problem = look.problems.find((one) => one.id === id && !one.isBlank);
  const isTypable = !isDerived && cell !== undefined && look.refusal === null;
  const names = [
    isDerived && "derived",
    !isDerived && cell === undefined && "void",
    isActive && "active",
    isMarked && "marked",
    problem && (problem.level === "warning" ? "warning" : "error"),
    isTypable && cell.text.trim() === "" && "blank",
    cell?.isEstimate && "estimate",
  ];
  return (
    <td
      role="gridcell"
      id={spotId(at, index)}
      data-at={`${at}.${index}`}
      aria-colindex={index + 3}
      className={names.filter(Boolean).join(" ")}
      aria-selected={isActive || isMarked}
      {...(isTypable ? {} : { "aria-readonly": true })}
      {...(problem && problem.level !== "warning" ? { "aria-invalid": true } : {})}
    >
      {isActive && look.isEditing && cell ? (
        <input
          autoFocus
          aria-label={store.nameOf(at, id)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          value={cell.text}
          onChange={(event) => store.type({ text: event.target.value })}
          onBlur={() => store.leave()}
        />
      ) : (
        <Content store={store} at={at} column={column} look={look} problem={problem} />
      )}
    </td>
  );
}

type ContentProps = Omit<CellProps, "index"> & { problem: CellProblem | undefined };

function Content({ store, at, column: { id, isDerived }, look, problem }: ContentProps) {
  if (isDerived) return <>{formatCount(store.sheet.value(at, id))}</>;
  const cell = look.state.cells[id];
  if (!cell)
    return (
      <>
        <span aria-hidden="true">{NO_VALUE}</span>
        <span className="sr">không nhập</span>
      </>
    );
  return (
    <>
      <span className="v">{cell.text}</span>
      {cell.isEstimate && <span className="sr"> ước</span>}
      <Mark problem={problem} isUnsaved={look.unsaved?.has(id) === true} />
    </>
  );
}

function Mark({ problem, isUnsaved }: { problem: CellProblem | undefined; isUnsaved: boolean }) {
  if (problem)
    return (
      <span className="mark">
        <Icon name={problem.level === "warning" ? "warning" : "error"} />
        <span className="sr"> {problemWords(problem)}</span>
      </span>
    );
  if (!isUnsaved) return null;
  return (
    <span className="mark dot">
      <span className="sr"> chưa lưu</span>
    </span>
  );
}
