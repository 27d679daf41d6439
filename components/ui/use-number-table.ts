"use client";

import { startTransition, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { pastedRows } from "@/lib/domain/sheet";
import { stillTyped, type TypedCell } from "@/lib/form-state";

/** A number in groups, as it is shown once somebody leaves its cell; other text as it is. */
const grouped = (text: string) => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? formatCount(parsed.value) : text;
};

/** Digits that came from the server, in groups; "" where there is no number. */
export const shownDigits = (digits: string | undefined) => (digits ? formatCount(BigInt(digits)) : "");

/** A field of the table; where its cells are saved one by one with the digits that it is said to have shown. */
type Cell = { name: string; seen?: string };
type CellAt = (row: number, column: number) => Cell | null;

/**
 * What is typed into a plain form that is a table of numbers, by the names of its fields: Enter and the arrows walk down and
 * up, a block out of a spreadsheet falls into the cells from this one on.
 */
export function useNumberTable() {
  const [typed, setTyped] = useState<Readonly<Record<string, TypedCell>>>({});
  /** What a cell showed when it was typed in stays with it: the page may be drawn anew meanwhile. */
  const type = (cells: readonly (readonly [Cell, string])[]) => {
    const own = cells.map(([{ name, seen = "" }, text]) => [name, { text, over: seen }] as const);
    setTyped((before) => ({ ...before, ...Object.fromEntries(own) }));
  };

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, row: number, column: number) {
    const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!isUp && event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const at = `${row + (isUp ? -1 : 1)}.${column}`;
    const next = event.currentTarget.form?.querySelector<HTMLInputElement>(`input[data-at="${at}"]`);
    next?.focus();
    next?.select();
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>, row: number, column: number, cellAt: CellAt) {
    const table = [...pastedRows(event.clipboardData.getData("text/plain"))];
    // A single number falls into this cell by itself.
    if (table.length < 2 && (table[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const filled = table.flatMap((cells, down) =>
      cells.flatMap((text, right) => {
        const cell = cellAt(row + down, column + right);
        return cell === null ? [] : [[cell, text.trim()] as const];
      }),
    );
    type(filled);
  }

  /**
   * What each cell needs, wherever it stands.
   * @param cellAt the field in a row and column, from 0; null where there is none or nothing may be typed
   */
  const cellsOf = (cellAt: CellAt) => (cell: Cell, text: string, row: number, column: number) => ({
    className: "input",
    name: cell.name,
    value: text,
    inputMode: "numeric" as const,
    autoComplete: "off",
    maxLength: 40,
    "data-at": `${row}.${column}`,
    onChange: (event: { target: { value: string } }) => type([[cell, event.target.value]]),
    onBlur: () => {
      if (grouped(text) !== text) type([[cell, grouped(text)]]);
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onKeyDown(event, row, column),
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => onPaste(event, row, column, cellAt),
  });

  /**
   * What was sent and is saved gives way to what is stored: it would hide what somebody else writes there later, and the
   * next save would write it over that.
   */
  const forget = (sent: FormData, isSettled: (name: string) => boolean = () => true) =>
    startTransition(() => setTyped((before) => stillTyped(before, sent, isSettled)));

  return { typed, cellsOf, forget };
}
