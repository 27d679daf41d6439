/** The keys of the cascade: its cells are walked, undone and pasted into like a column of a sheet. */
import type { ClipboardEvent, KeyboardEvent } from "react";
import { targetError } from "@/lib/domain/cascade-cell";
import type { CascadeStore } from "./cascade-store";
import { PASTE_MANY_COLUMNS } from "./cascade-words";

export const cellId = (id: string) => `c-${id}`;

function focusCell(id: string | undefined): void {
  const input = id === undefined ? null : document.getElementById(cellId(id));
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.select();
}

/** The line of which this is the number. */
function lineOf(target: EventTarget): string | null {
  return target instanceof HTMLInputElement ? (target.dataset.cell ?? null) : null;
}

export function onCascadeKey(
  event: KeyboardEvent<HTMLElement>,
  store: CascadeStore,
  order: readonly string[],
) {
  const at = lineOf(event.target);
  if (event.key === "F8") {
    event.preventDefault();
    focusCell(nextWrong(store, order, at));
    return;
  }
  const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  // In other fields the browser's own undo works.
  const isOtherField =
    event.target instanceof HTMLInputElement && at === null && event.target.type === "text";
  if (isUndo && !isOtherField) {
    event.preventDefault();
    store.undo();
    return;
  }
  if (at === null) return;
  const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
  if (isUp || event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault();
    focusCell(order[order.indexOf(at) + (isUp ? -1 : 1)]);
  }
}

/** A single number is pasted by the browser; several lines go into the cells below. */
export function pasteInto(event: ClipboardEvent<HTMLElement>, store: CascadeStore, order: readonly string[]) {
  const at = lineOf(event.target);
  if (at === null || (event.target as HTMLInputElement).readOnly) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\n\t]/.test(text)) return;
  event.preventDefault();
  if (text.includes("\t")) {
    store.tell(PASTE_MANY_COLUMNS);
    return;
  }
  store.paste(order.slice(order.indexOf(at)), text.split("\n"));
}

/** The next cell with text that is no number, in the order that is shown; after the last the first again. */
function nextWrong(store: CascadeStore, order: readonly string[], at: string | null): string | undefined {
  const wrong = order.filter((id) => targetError(store.view.kind, store.sheet.cell(id).text) !== null);
  const from = at === null ? -1 : order.indexOf(at);
  return wrong.find((id) => order.indexOf(id) > from) ?? wrong[0];
}
