/** A cell of a table of numbers as its form shows it: what is typed, else what a refusal brought back, else what is stored. */
import { shownDigits } from "@/components/ui/use-number-table";
import type { TypedCell } from "@/lib/form-state";
import { isSettled, keptCell, seenOf, VALUE, type ResultsState } from "./cell-notes";

type Table = {
  state: ResultsState;
  typed: Readonly<Record<string, TypedCell>>;
  /** Whether cells are saved one by one: those that were no part of a refusal show what is stored. */
  isPartlySaved: boolean;
};

/** @param stored its digits, "" for none */
export function shownCell({ state, typed, isPartlySaved }: Table, key: string, stored: string) {
  const name = `${VALUE}${key}`;
  const kept = isPartlySaved && isSettled(state, key) ? undefined : keptCell(state, key);
  const cell = typed[name] ?? kept;
  return {
    key,
    name,
    text: cell?.text ?? shownDigits(stored),
    seen: seenOf(state, key, cell?.over ?? stored),
  };
}
