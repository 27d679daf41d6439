"use client";

import type { ComponentProps } from "react";
import { cellMessage, fieldOf, isSettled, SEEN, VALUE } from "@/app/(app)/cell-notes";
import { shownCell } from "@/app/(app)/shown-cell";
import { saveDriveResultsAction } from "@/app/(app)/campaigns/actions";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { useNumberTable } from "@/components/ui/use-number-table";
import { resultError } from "@/lib/domain/recipient";

/** A day of the week; numbers as decimal strings, because they travel to the browser. */
export type DayView = {
  day: string;
  name: string;
  /** A day that has not come, or on which there was no such unit, cannot be typed. */
  isOpen: boolean;
  /** By indicator. */
  values: Readonly<Record<string, string>>;
};
type Column = { id: string; name: string; unit: string };
type Props = { drive: string; unit: string; days: readonly DayView[]; columns: readonly Column[] };

/** A week of days by the indicators of the drive: a plain form, and with JavaScript like a sheet. */
export function DriveEntryForm({ drive, unit, days, columns }: Props) {
  const { typed, cellsOf, forget } = useNumberTable();
  const [state, action, isPending] = useFormAction(saveDriveResultsAction, (answer, sent) =>
    forget(sent, (name) => isSettled(answer, fieldOf(name, VALUE) ?? "")),
  );
  const table = { state, typed, isPartlySaved: true };
  const cellOf = (day: DayView, column: Column) =>
    shownCell(table, `${day.day}.${column.id}`, day.values[column.id] ?? "");
  const cellProps = cellsOf((row, at) => {
    const [day, column] = [days[row], columns[at]];
    return day?.isOpen && column ? cellOf(day, column) : null;
  });

  return (
    <form action={action} className="results" data-pending={isPending || undefined}>
      <input type="hidden" name="drive" value={drive} />
      <input type="hidden" name="unit" value={unit} />
      <table className="data drive-days">
        <thead>
          <tr>
            <th scope="col">Ngày</th>
            {columns.map(({ id, name, unit: word }) => (
              <th key={id} scope="col" className="n">
                {name}
                <small>{word}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, row) => (
            <tr key={day.day}>
              <th scope="row">{day.name}</th>
              {columns.map((column, at) => {
                const cell = cellOf(day, column);
                const { key, text, seen } = cell;
                return (
                  <Cell
                    key={column.id}
                    name={key}
                    label={`${column.name}, ${day.name}`}
                    isOpen={day.isOpen}
                    seen={seen}
                    message={cellMessage(state, key, text) ?? resultError(text)}
                    input={cellProps(cell, text, row, at)}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="results-bar">
        <FormMessage state={state} />
        <p className="hint">Enter ↓ ↑ chuyển ô; dán được cả khối từ Excel. Ghi số của riêng từng ngày.</p>
        <Button primary>Lưu kết quả</Button>
      </div>
    </form>
  );
}

type CellProps = {
  name: string;
  label: string;
  isOpen: boolean;
  seen: string;
  message: string | null;
  input: ComponentProps<"input">;
};

function Cell({ name, label, isOpen, seen, message, input }: CellProps) {
  return (
    <td className={message ? "n result-cell error" : "n result-cell"}>
      <input
        {...input}
        aria-label={label}
        readOnly={!isOpen}
        {...(message ? { "aria-invalid": true, "aria-describedby": `note-${name}` } : {})}
      />
      <input type="hidden" name={`${SEEN}${name}`} value={seen} />
      {message && (
        <small id={`note-${name}`} className="result-note">
          {message}
        </small>
      )}
    </td>
  );
}
