/** The keys of the grid: those of a spreadsheet. */
import type { KeyboardEvent } from "react";
import { stepped, type Move } from "@/lib/domain/grid-block";
import type { GridStore } from "./grid-store";

export const GRID_ID = "unit-grid";
export const spotId = (row: number, column: number) => `g-${row}-${column}`;

const ARROWS: Readonly<Record<string, Move>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const FAR: Readonly<Record<string, Move>> = { PageUp: "page-up", PageDown: "page-down" };

/** The next Tab leaves the grid: Esc was pressed where nothing was left to take back. */
let leavesNext = false;

export function onGridKey(event: KeyboardEvent<HTMLTableElement>, store: GridStore): void {
  if (event.nativeEvent.isComposing) return;
  const isLeaving = leavesNext && event.key === "Tab";
  leavesNext = false;
  if (isLeaving) return;
  const isHandled = event.target instanceof HTMLInputElement ? inCell(event, store) : onGrid(event, store);
  if (!isHandled) return;
  event.preventDefault();
  // The input of a cell goes away: the grid itself listens on.
  if (!store.status().isEditing) event.currentTarget.focus({ preventScroll: true });
}

function tab(event: KeyboardEvent, store: GridStore): boolean {
  const { rows, columns } = store.view;
  const size = { rows: rows.length, columns: columns.length, page: 0 };
  const next = stepped(store.status().active, event.shiftKey ? -1 : 1, size);
  store.leave();
  if (next) store.go(next);
  return next !== null;
}

/** While a cell is edited. */
function inCell(event: KeyboardEvent<HTMLTableElement>, store: GridStore): boolean {
  const { key, shiftKey } = event;
  if (key === "Escape") store.cancel();
  else if (key === "Enter") store.move(shiftKey ? "up" : "down", false);
  else if (key === "Tab") return tab(event, store);
  else if (key === "ArrowUp" || key === "ArrowDown") store.move(key === "ArrowUp" ? "up" : "down", false);
  else if (store.isOverwriting && (key === "ArrowLeft" || key === "ArrowRight"))
    store.move(key === "ArrowLeft" ? "left" : "right", false);
  else if (key === "F8") store.nextProblem();
  else return false;
  return true;
}

function onGrid(event: KeyboardEvent<HTMLTableElement>, store: GridStore): boolean {
  const { key, shiftKey, altKey } = event;
  if (event.ctrlKey || event.metaKey) return withControl(key.toLowerCase(), shiftKey, store);
  const move = ARROWS[key] ?? FAR[key] ?? (key === "Home" ? "row-start" : key === "End" ? "row-end" : null);
  if (move) store.move(move, shiftKey);
  else if (key === "Enter") store.move(shiftKey ? "up" : "down", false);
  else if (key === "Tab") return tab(event, store);
  else if (key === "F2") store.edit();
  else if (key === "F8") store.nextProblem();
  else if (key === "Delete" || key === "Backspace") store.many.empty();
  else if (key === "Escape") {
    leavesNext = true;
    store.cancel();
  } else if (key.length === 1 && key !== " " && !altKey) store.edit(key);
  else return false;
  return true;
}

const JUMPS: Readonly<Record<string, Move>> = {
  home: "start",
  end: "end",
  arrowup: "column-start",
  arrowdown: "column-end",
  arrowleft: "row-start",
  arrowright: "row-end",
};

function withControl(key: string, shiftKey: boolean, store: GridStore): boolean {
  const jump = JUMPS[key];
  if (jump) store.move(jump, shiftKey);
  else if (key === "z" && !shiftKey) store.undo();
  else if (key === "y" || key === "z") store.redo();
  else if (key === "d") store.many.fillDown();
  else if (key === "a") store.selectAll();
  // Copying and pasting come as events of their own.
  else return false;
  return true;
}
