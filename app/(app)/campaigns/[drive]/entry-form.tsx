"use client";

import { useActionState, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { notesOf, SEEN, VALUE, type CellNote } from "@/app/(app)/targets/recipients/results-state";
import { saveDriveResultsAction } from "@/app/(app)/campaigns/actions";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { pastedRows } from "@/lib/domain/sheet";
import { resultError } from "@/lib/domain/recipient";

/** A day of the week; numbers as decimal strings, because they travel to the browser. */
export type DayView = {
  day: string;
  name: string;
  /** A day that has not come cannot be typed. */
  isOpen: boolean;
  /** By indicator. */
  values: Readonly<Record<string, string>>;
};
type Column = { id: string; name: string; unit: string };
type Props = { drive: string; unit: string; days: readonly DayView[]; columns: readonly Column[] };

const shownOf = (text: string) => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? formatCount(parsed.value) : text;
};

const cellAt = (form: Element | null, row: number, column: number) =>
  form?.querySelector<HTMLInputElement>(`input[data-at="${row}.${column}"]`);

/** A week of days by the indicators of the drive: a plain form, and with JavaScript like a sheet. */
export function DriveEntryForm({ drive, unit, days, columns }: Props) {
  const [state, action, isPending] = useActionState(saveDriveResultsAction, null);
  const kept = state !== null && !state.ok ? state.values : undefined;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const notes = notesOf(state);
  const storedOf = (day: DayView, id: string) => day.values[id] ?? "";
  const textOf = (day: DayView, id: string) => {
    const key = `${day.day}.${id}`;
    const stored = storedOf(day, id);
    return typed[key] ?? kept?.[`${VALUE}${key}`] ?? (stored === "" ? "" : formatCount(BigInt(stored)));
  };
  const type = (key: string, text: string) => setTyped((before) => ({ ...before, [key]: text }));

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, row: number, column: number) {
    const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!isUp && event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const next = cellAt(event.currentTarget.form, row + (isUp ? -1 : 1), column);
    next?.focus();
    next?.select();
  }

  /** A block out of a spreadsheet falls into the cells from this one on; a single number into this one. */
  function onPaste(event: ClipboardEvent<HTMLInputElement>, row: number, column: number) {
    const table = [...pastedRows(event.clipboardData.getData("text/plain"))];
    if (table.length < 2 && (table[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const filled = table.flatMap((cells, down) =>
      cells.flatMap((text, right) => {
        const [day, one] = [days[row + down], columns[column + right]];
        return day?.isOpen && one ? [[`${day.day}.${one.id}`, text.trim()] as const] : [];
      }),
    );
    setTyped((before) => ({ ...before, ...Object.fromEntries(filled) }));
  }

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
                const key = `${day.day}.${column.id}`;
                return (
                  <Cell
                    key={column.id}
                    name={key}
                    place={`${row}.${at}`}
                    label={`${column.name}, ${day.name}`}
                    isOpen={day.isOpen}
                    text={textOf(day, column.id)}
                    stored={storedOf(day, column.id)}
                    note={notes[key]}
                    onType={(text) => type(key, text)}
                    onKeyDown={(event) => onKeyDown(event, row, at)}
                    onPaste={(event) => onPaste(event, row, at)}
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
  place: string;
  label: string;
  isOpen: boolean;
  text: string;
  stored: string;
  note: CellNote | undefined;
  onType: (text: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
};

function Cell({ name, place, label, isOpen, text, stored, note, onType, onKeyDown, onPaste }: CellProps) {
  const message = messageOf(note, text) ?? resultError(text);
  const isConflict = note !== undefined && "theirs" in note;
  return (
    <td className={message ? "n result-cell error" : "n result-cell"}>
      <input
        className="input"
        name={`${VALUE}${name}`}
        data-at={place}
        aria-label={label}
        value={text}
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        readOnly={!isOpen}
        onChange={(event) => onType(event.target.value)}
        onBlur={() => shownOf(text) !== text && onType(shownOf(text))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
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
  const theirs = note.theirs === "" ? "xóa số" : `ghi ${formatCount(BigInt(note.theirs))}`;
  return `Đã có người sửa trước: ${note.by ?? "người khác"} ${theirs}. Giữ số của mình: lưu lần nữa.`;
}
