import { useMemo, useState } from "react";
import { TableBox } from "@/components/ui/table";
import { formatTarget } from "@/lib/domain/cascade-cell";
import { formatCount } from "@/lib/domain/number";
import { columnsOf, folded, sorted, type Column, type Sorting } from "./cascade-columns";
import { CascadeRow } from "./cascade-row";
import type { CascadeStore } from "./cascade-store";
import type { CascadeView, LineView } from "./cascade-view";
import { useStatus } from "./use-cascade";

type Props = {
  store: CascadeStore;
  /** Told which lines are shown, in their order. */
  onOrder: (ids: readonly string[]) => void;
  isEditable: boolean;
};

export function CascadeTable({ store, onOrder, isEditable }: Props) {
  const { view } = store;
  const [sorting, setSorting] = useState<Sorting>(null);
  const [filter, setFilter] = useState("");
  const columns = useMemo(() => columnsOf(view), [view]);
  const { own, received } = useMemo(() => {
    const isOwn = (line: LineView) => line.isOwn;
    return { own: view.lines.filter(isOwn), received: view.lines.filter((line) => !isOwn(line)) };
  }, [view]);
  // What is typed afterwards moves no row: only the next click sorts anew.
  const lines = useMemo(() => sorted(received, sorting, store.sheet), [received, sorting, store]);
  const wanted = folded(filter);
  const isShown = ({ name }: LineView) => wanted === "" || folded(name).includes(wanted);
  const visible = lines.filter(isShown);
  const show = (shown: readonly LineView[]) => onOrder([...own, ...shown].map(({ id }) => id));
  const sort = (column: Column) => {
    const next =
      sorting?.column === column && sorting.isDown !== (column === "name")
        ? { column, isDown: !sorting.isDown }
        : { column, isDown: column !== "name" };
    setSorting(next);
    show(sorted(received, next, store.sheet).filter(isShown));
  };
  return (
    <TableBox
      title={isEditable ? "Số giao cho từng nơi" : "Số đã giao cho từng nơi"}
      as="h2"
      label="Bảng phân giao"
      note={
        <>
          {visible.length < lines.length
            ? `${visible.length}/${lines.length} ${view.names.receivers}`
            : `${lines.length} ${view.names.receivers}`}
          {view.names.source && `. Nguồn ${view.names.measure}: ${view.names.source}`}
        </>
      }
    >
      {lines.length > 8 && (
        <p className="cascade-filter">
          <label>
            <span className="label">Lọc theo tên</span>
            <input
              className="input"
              type="search"
              value={filter}
              onChange={(event) => {
                const text = event.target.value;
                setFilter(text);
                show(lines.filter(({ name }) => folded(name).includes(folded(text))));
              }}
            />
          </label>
        </p>
      )}
      <table className="data cascade-table">
        <thead>
          <tr>
            <Heads view={view} columns={columns} sorting={sorting} onSort={sort} />
            {isEditable && (
              <th scope="col" className="k-note">
                Ghi chú
              </th>
            )}
          </tr>
        </thead>
        {own.length > 0 && (
          <tbody>
            {own.map((line) => (
              <CascadeRow key={line.id} {...{ store, line, columns, isEditable }} isHidden={false} />
            ))}
          </tbody>
        )}
        <tbody>
          {lines.map((line) => (
            <CascadeRow key={line.id} {...{ store, line, columns, isEditable }} isHidden={!isShown(line)} />
          ))}
        </tbody>
        <tfoot>
          <Totals store={store} lines={received} columns={columns} isEditable={isEditable} />
        </tfoot>
      </table>
    </TableBox>
  );
}

type HeadsProps = {
  view: CascadeView;
  columns: ReadonlySet<Column>;
  sorting: Sorting;
  onSort: (column: Column) => void;
};

function Heads({ view: { names, unit, kind, to }, columns, sorting, onSort }: HeadsProps) {
  const isRate = kind === "rate";
  const words: Record<Column, [name: string, unit: string | null]> = {
    name: [to === "recipients" ? "Nơi nhận" : "Đơn vị", null],
    value: [isRate ? "Bao phủ hiện có" : "Đang có", names.value],
    plan: [`Chỉ tiêu ${names.before ?? ""}`, isRate ? "%" : null],
    current: ["Đang giao", names.issuer],
    denominator: ["Trong diện", names.measure],
    assigned: [`Giao ${names.scope}`, isRate ? "%" : unit],
    delta: ["Tăng", isRate ? "người so với đang có" : "so với đang có"],
    pct: ["Tăng", "%"],
    coverage: ["Bao phủ", "%"],
  };
  return [...columns].map((column) => {
    const isSorted = sorting?.column === column;
    const direction = sorting?.isDown ? "descending" : "ascending";
    const [name, below] = words[column];
    return (
      <th
        key={column}
        scope="col"
        className={`k-${column} ${column === "name" ? "" : "n"}`}
        {...(isSorted ? { "aria-sort": direction } : {})}
      >
        <button type="button" onClick={() => onSort(column)}>
          {name}
          <span className="arrow" aria-hidden="true" />
        </button>
        {below && <small>{below}</small>}
      </th>
    );
  });
}

const total = (values: readonly (bigint | null)[]) =>
  values.some((value) => value === null)
    ? null
    : values.reduce((sum: bigint, value) => sum + (value ?? 0n), 0n);

type TotalsProps = {
  store: CascadeStore;
  lines: readonly LineView[];
  columns: ReadonlySet<Column>;
  isEditable: boolean;
};

/** The one row that follows every key: its numbers are kept, not summed anew. */
function Totals({ store, lines, columns, isEditable }: TotalsProps) {
  const { sum } = useStatus(store);
  const { kind } = store.view;
  const isRate = kind === "rate";
  const facts = useMemo(
    () => ({
      value: total(lines.map(({ value }) => value)),
      plan: total(lines.map(({ plan }) => plan)),
      denominator: total(lines.map(({ denominator }) => denominator)),
      current: total(lines.map(({ current }) => current?.value ?? null)),
    }),
    [lines],
  );
  return (
    <tr className="total">
      <th scope="row">{isRate ? "Tổng số người" : "Tổng"}</th>
      <td className="n">{formatCount(facts.value)}</td>
      {columns.has("plan") && <td className="n">{isRate ? "–" : formatCount(facts.plan)}</td>}
      {columns.has("current") && <td className="n">{isRate ? "–" : formatCount(facts.current)}</td>}
      {columns.has("denominator") && <td className="n">{formatCount(facts.denominator)}</td>}
      <td className="n sum">
        <span className="fix">{isRate ? formatCount(sum) : formatTarget(kind, sum)}</span>
      </td>
      <td className="n" />
      <td className="n" />
      {columns.has("coverage") && <td className="n" />}
      {isEditable && <td />}
    </tr>
  );
}
