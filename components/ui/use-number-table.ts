"use client";

import { startTransition, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { pastedRows } from "@/lib/domain/sheet";
import { stillTyped } from "@/lib/form-state";

/** A number in groups, as it is shown once somebody leaves its cell; other text as it is. */
const grouped = (text: string) => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? formatCount(parsed.value) : text;
};

/** Digits that came from the server, in groups; "" where there is no number. */
export const shownDigits = (digits: string | undefined) => (digits ? formatCount(BigInt(digits)) : "");

/**
 * What is typed into a plain form that is a table of numbers, by the names of its fields: Enter and the arrows walk down and
 * up, a block out of a spreadsheet falls into the cells from this one on.
 * @param nameAt the field in a row and column, from 0; null where there is none or nothing may be typed
 */
export function useNumberTable(nameAt: (row: number, column: number) => string | null) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const type = (name: string, text: string) => setTyped((before) => ({ ...before, [name]: text }));

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, row: number, column: number) {
    const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!isUp && event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const at = `${row + (isUp ? -1 : 1)}.${column}`;
    const next = event.currentTarget.form?.querySelector<HTMLInputElement>(`input[data-at="${at}"]`);
    next?.focus();
    next?.select();
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>, row: number, column: number) {
    const table = [...pastedRows(event.clipboardData.getData("text/plain"))];
    // A single number falls into this cell by itself.
    if (table.length < 2 && (table[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const filled = table.flatMap((cells, down) =>
      cells.flatMap((text, right) => {
        const name = nameAt(row + down, column + right);
        return name === null ? [] : [[name, text.trim()] as const];
      }),
    );
    setTyped((before) => ({ ...before, ...Object.fromEntries(filled) }));
  }

  /** What the cell of a name needs, wherever it stands. */
  const cellProps = (name: string, text: string, row: number, column: number) => ({
    className: "input",
    name,
    value: text,
    inputMode: "numeric" as const,
    autoComplete: "off",
    maxLength: 40,
    "data-at": `${row}.${column}`,
    onChange: (event: { target: { value: string } }) => type(name, event.target.value),
    onBlur: () => {
      if (grouped(text) !== text) type(name, grouped(text));
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onKeyDown(event, row, column),
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => onPaste(event, row, column),
  });

  /**
   * What was sent and is saved gives way to what is stored: it would hide what somebody else writes there later, and the
   * next save would write it over that.
   */
  const forget = (sent: FormData, isSettled: (name: string) => boolean = () => true) =>
    startTransition(() => setTyped((before) => stillTyped(before, sent, isSettled)));

  return { typed, cellProps, forget };
}
