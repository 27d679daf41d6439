/** The keys of the form of the month: they work in its cells like in a sheet. */
import type { KeyboardEvent } from "react";
import type { CellProblem } from "@/lib/domain/entry-problems";
import type { IndicatorId } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import type { EntryStore } from "./entry-store";
import type { FormView } from "./form-view";

type Around = {
  view: FormView;
  problems: readonly CellProblem[];
  store: EntryStore;
  goTo: (id: IndicatorId | undefined) => void;
};

export const cellId = (id: IndicatorId) => `c-${id}`;

export function moveOnKey(event: KeyboardEvent<HTMLElement>, { view, problems, store, goTo }: Around) {
  const rows = view.sections.flatMap(({ rows: all }) => all).filter(({ kind }) => kind === "entered");
  const at = rows.findIndex(({ id }) => cellOf(event.target) === id);
  if (event.key === "F8") {
    event.preventDefault();
    goTo(
      nextProblem(
        rows.map(({ id }) => id),
        at,
        problems,
      ),
    );
    return;
  }
  const row = rows[at];
  if (!row || !(event.target instanceof HTMLInputElement) || event.target.type === "checkbox") return;
  const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
  if (isUp || event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault();
    const next = rows[at + (isUp ? -1 : 1)];
    const input = next && document.getElementById(cellId(next.id));
    if (input instanceof HTMLInputElement) {
      input.focus();
      input.select();
    }
  }
  if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey) && row.lastMonth !== null) {
    event.preventDefault();
    if (!event.target.readOnly) store.type(row.id, { text: formatCount(BigInt(row.lastMonth)) });
  }
}

/** The row in which the control stands. */
function cellOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement ? target.closest<HTMLElement>("[data-cell]")?.dataset.cell : undefined;
}

/** The next one below, and after the last the first again. */
function nextProblem(order: readonly IndicatorId[], at: number, problems: readonly CellProblem[]) {
  const open = problems.filter(({ isBlocking }) => isBlocking).map(({ id }) => id);
  return open.find((id) => order.indexOf(id) > at) ?? open[0];
}
