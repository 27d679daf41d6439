import { useEffect, type CSSProperties, type MouseEvent } from "react";
import { formatCount } from "@/lib/domain/number";
import { GRID_ID, onGridKey, spotId } from "./grid-keys";
import { GridRow } from "./grid-row";
import type { GridStore } from "./grid-store";
import { useGrid } from "./use-grid";
import { useWindow } from "./use-window";

/** Only the rows in sight are drawn; the heads stay in sight. One cell is active, and the table itself has the focus. */
export function GridTable({ store, title }: { store: GridStore; title: string }) {
  const { view } = store;
  const active = useGrid(store, (status) => status.active);
  const { box, from, to, rowHeight, reveal } = useWindow(store);
  useEffect(() => reveal(active), [active, reveal]);
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <div className="grid-box" ref={box}>
      <table
        id={GRID_ID}
        className={view.section.unit === "đồng" ? "data unit-grid wide" : "data unit-grid"}
        style={{ "--columns": view.columns.length } as CSSProperties}
        role="grid"
        tabIndex={0}
        aria-label={title}
        aria-describedby="grid-help"
        aria-multiselectable="true"
        aria-rowcount={view.rows.length + 2}
        aria-colcount={view.columns.length + 2}
        aria-activedescendant={spotId(active.row, active.column)}
        onKeyDown={(event) => onGridKey(event, store)}
        onMouseDown={(event) => onPress(event, store)}
        onMouseOver={(event) => onDrag(event, store)}
        onClick={(event) => onTap(event, store)}
        onDoubleClick={() => store.edit()}
        onCopy={(event) => {
          if (event.target instanceof HTMLInputElement) return;
          event.preventDefault();
          event.clipboardData.setData("text/plain", store.copy());
        }}
        onPaste={(event) => {
          const text = event.clipboardData.getData("text/plain");
          if (event.target instanceof HTMLInputElement && !/[\t\n]/.test(text.trim())) return;
          event.preventDefault();
          store.leave();
          store.many.paste(text);
        }}
      >
        <Head store={store} />
        <tbody>
          <Spacer height={from * rowHeight} columns={view.columns.length + 2} />
          {rows.map((at) => (
            <GridRow key={at} store={store} at={at} />
          ))}
          <Spacer height={(view.rows.length - to) * rowHeight} columns={view.columns.length + 2} />
        </tbody>
        <Totals store={store} />
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ "--h": `${height}px` } as CSSProperties} />
    </tr>
  );
}

function Head({ store: { view } }: { store: GridStore }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" role="columnheader" aria-colindex={1} className="k-unit">
          Đơn vị
        </th>
        <th scope="col" role="columnheader" aria-colindex={2} className="k-status">
          Trạng thái
        </th>
        {view.columns.map(({ id, short, name, definition, formula }, index) => (
          <th
            key={id}
            scope="col"
            role="columnheader"
            aria-colindex={index + 3}
            className={formula ? "n derived" : "n"}
            title={`${name}: ${formula ?? definition}`}
          >
            {short}
            {formula && <small>tự tính</small>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** What is known, and of how many units it is not. */
function Totals({ store }: { store: GridStore }) {
  useGrid(store, ({ turn }) => turn);
  const { view, sheet } = store;
  return (
    <tfoot>
      <tr className="total" aria-rowindex={view.rows.length + 2}>
        <th scope="row" role="rowheader" aria-colindex={1} className="k-unit">
          Cộng {view.rows.length} đơn vị
        </th>
        <td role="gridcell" aria-colindex={2} className="k-status" />
        {view.columns.map(({ id }, index) => {
          const { sum, known, expected } = sheet.total(id);
          const missing = expected - known;
          return (
            <td key={id} role="gridcell" aria-colindex={index + 3} className="n">
              <span className={missing > 0 ? "partial" : undefined}>
                {formatCount(known > 0 ? sum : null)}
              </span>
              <small>{missing > 0 ? `thiếu ${missing}` : "đủ"}</small>
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}

function spotOf(target: EventTarget) {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
  const [row, column] = cell?.dataset.at?.split(".").map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}

function onPress(event: MouseEvent, store: GridStore) {
  if (event.button !== 0 || event.target instanceof HTMLInputElement) return;
  const spot = spotOf(event.target);
  if (spot) store.go(spot, event.shiftKey);
}
/** The mouse marks a block. */
function onDrag(event: MouseEvent, store: GridStore) {
  if (event.buttons !== 1 || event.target instanceof HTMLInputElement || store.status().isEditing) return;
  const spot = spotOf(event.target);
  if (spot && document.activeElement === event.currentTarget) store.go(spot, true);
}
/** A finger opens the cell at once: there is no key that would. */
function onTap(event: MouseEvent, store: GridStore) {
  const { pointerType } = event.nativeEvent as PointerEvent;
  if (pointerType === "touch" && spotOf(event.target) && !store.status().isEditing) store.edit();
}
