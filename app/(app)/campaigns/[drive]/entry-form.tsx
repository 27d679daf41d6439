"use client";

import type { ComponentProps } from "react";
import {
  notesOf,
  SEEN,
  takenWords,
  VALUE,
  type CellNote,
} from "@/app/(app)/targets/recipients/results-state";
import { saveDriveResultsAction } from "@/app/(app)/campaigns/actions";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { shownDigits, useNumberTable } from "@/components/ui/use-number-table";
import { parseNumber } from "@/lib/domain/number";
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
  const [state, action, isPending] = useFormAction(saveDriveResultsAction);
  const kept = state !== null && !state.ok ? state.values : undefined;
  const nameOf = (day: DayView, column: Column) => `${VALUE}${day.day}.${column.id}`;
  const { typed, cellProps } = useNumberTable((row, at) => {
    const [day, column] = [days[row], columns[at]];
    return day?.isOpen && column ? nameOf(day, column) : null;
  });
  const notes = notesOf(state);

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
                const name = nameOf(day, column);
                const stored = day.values[column.id] ?? "";
                const text = typed[name] ?? kept?.[name] ?? shownDigits(stored);
                const key = `${day.day}.${column.id}`;
                return (
                  <Cell
                    key={column.id}
                    name={key}
                    label={`${column.name}, ${day.name}`}
                    isOpen={day.isOpen}
                    text={text}
                    stored={stored}
                    note={notes[key]}
                    input={cellProps(name, text, row, at)}
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
  text: string;
  stored: string;
  note: CellNote | undefined;
  input: ComponentProps<"input">;
};

function Cell({ name, label, isOpen, text, stored, note, input }: CellProps) {
  const message = messageOf(note, text) ?? resultError(text);
  const isConflict = note !== undefined && "theirs" in note;
  return (
    <td className={message ? "n result-cell error" : "n result-cell"}>
      <input
        {...input}
        aria-label={label}
        readOnly={!isOpen}
        {...(message ? { "aria-invalid": true, "aria-describedby": `note-${name}` } : {})}
      />
      {/* Saving again over what was shown is meant. */}
      <input type="hidden" name={`${SEEN}${name}`} value={isConflict ? note.theirs : stored} />
      {message && (
        <small id={`note-${name}`} className="result-note">
          {message}
        </small>
      )}
    </td>
  );
}

/** What the server said of the cell; an error goes once there is a number. */
function messageOf(note: CellNote | undefined, text: string): string | null {
  if (!note) return null;
  if ("error" in note) return parseNumber(text).kind === "empty" ? null : note.error;
  return `${takenWords(note)} Giữ số của mình: lưu lần nữa.`;
}
