import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { windowOf, type Spot } from "@/lib/domain/grid-block";
import type { GridStore } from "./grid-store";

/** Before the browser has measured, and where it runs no script. */
const FIRST_ROWS = 32;
const ROW = 32;
/** Name and status stand before the cells. */
const FIXED = 2;

/** Which rows are drawn, and how the active one comes into sight. On paper all of them. */
export function useWindow(store: GridStore) {
  const count = store.view.rows.length;
  const box = useRef<HTMLDivElement>(null);
  const [rowHeight, setRowHeight] = useState(ROW);
  const [shown, setShown] = useState({ from: 0, to: Math.min(count, FIRST_ROWS) });
  const height = useRef(ROW);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const update = () => {
      const head = element.querySelector("thead")?.offsetHeight ?? 0;
      const foot = element.querySelector("tfoot")?.offsetHeight ?? 0;
      const inside = Math.max(element.clientHeight - head - foot, height.current);
      store.page = Math.max(1, Math.floor(inside / height.current) - 1);
      const next = windowOf(element.scrollTop, inside, height.current, count);
      setShown((last) => (last.from === next.from && last.to === next.to ? last : next));
    };
    const measure = () => {
      const row = element.querySelector<HTMLElement>("tbody tr:not(.spacer)");
      if (row && row.offsetHeight > 0) height.current = row.offsetHeight;
      setRowHeight(height.current);
      update();
    };
    const printAll = () => flushSync(() => setShown({ from: 0, to: count }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", update, { passive: true });
    window.addEventListener("beforeprint", printAll);
    window.addEventListener("afterprint", update);
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", update);
      window.removeEventListener("beforeprint", printAll);
      window.removeEventListener("afterprint", update);
    };
  }, [store, count]);

  /** Brings a cell between the heads, the sticky columns and the totals. */
  const reveal = useCallback(({ row, column }: Spot) => {
    const element = box.current;
    if (!element) return;
    const head = element.querySelector("thead")?.offsetHeight ?? 0;
    const foot = element.querySelector("tfoot")?.offsetHeight ?? 0;
    const top = row * height.current;
    const inside = element.clientHeight - head - foot;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height.current > element.scrollTop + inside)
      element.scrollTop = top + height.current - inside;
    // The heads are always there, the row may not be drawn yet.
    const heads = [...element.querySelectorAll<HTMLElement>("thead th")];
    const cell = heads[column + FIXED];
    if (!cell) return;
    const fixed = heads
      .slice(0, FIXED)
      .filter((one) => getComputedStyle(one).left !== "auto")
      .reduce((sum, one) => sum + one.offsetWidth, 0);
    if (cell.offsetLeft - fixed < element.scrollLeft) element.scrollLeft = cell.offsetLeft - fixed;
    else if (cell.offsetLeft + cell.offsetWidth > element.scrollLeft + element.clientWidth)
      element.scrollLeft = cell.offsetLeft + cell.offsetWidth - element.clientWidth;
  }, []);

  return { box, rowHeight, reveal, ...shown };
}
