"use client";

import { useActionState, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { SEEN, VALUE } from "@/app/(app)/targets/recipients/results-state";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { pastedRows } from "@/lib/domain/sheet";
import { refusal } from "@/lib/form-state";
import { savePartnersAction } from "./actions";

/** Numbers as decimal strings, because they travel to the browser. */
type Column = { id: string; name: string; unit: string; own: string | null };
type Row = { id: string; name: string; values: Readonly<Record<string, string>> };
type Props = { id: string; isEditable: boolean; columns: readonly Column[]; rows: readonly Row[] };

const numberOf = (text: string): bigint => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? parsed.value : 0n;
};
const shown = (digits: string) => (digits === "" ? "" : formatCount(BigInt(digits)));
const shownOf = (text: string) => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? formatCount(parsed.value) : text;
};

/** Partners by counts, with the unit's own number and what is left of it below. */
export function PartnerForm({ id, isEditable, columns, rows }: Props) {
  const [state, action] = useActionState(savePartnersAction, null);
  const { errors, kept } = refusal(state);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const textOf = (row: Row, column: Column) => {
    const name = `${VALUE}${column.id}.${row.id}`;
    return typed[name] ?? kept?.[name] ?? shown(row.values[column.id] ?? "");
  };
  const sumOf = (column: Column) => rows.reduce((total, row) => total + numberOf(textOf(row, column)), 0n);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, row: number, column: number) {
    const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!isUp && event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const at = `${row + (isUp ? -1 : 1)}.${column}`;
    const next = event.currentTarget.form?.querySelector<HTMLInputElement>(`input[data-at="${at}"]`);
    next?.focus();
    next?.select();
  }

  /** A block out of a spreadsheet falls into the cells from this one on. */
  function onPaste(event: ClipboardEvent<HTMLInputElement>, row: number, column: number) {
    const table = [...pastedRows(event.clipboardData.getData("text/plain"))];
    if (table.length < 2 && (table[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const filled = table.flatMap((cells, down) =>
      cells.flatMap((text, right) => {
        const [partner, one] = [rows[row + down], columns[column + right]];
        return partner && one ? [[`${VALUE}${one.id}.${partner.id}`, text.trim()] as const] : [];
      }),
    );
    setTyped((before) => ({ ...before, ...Object.fromEntries(filled) }));
  }

  return (
    <form action={action} className="results">
      <input type="hidden" name="id" value={id} />
      <table className="data units partners">
        <thead>
          <tr>
            <th scope="col">Đơn vị phối hợp</th>
            {columns.map(({ id: column, name, unit }) => (
              <th key={column} scope="col" className="n">
                {name}
                <small>{unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, down) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              {columns.map((column, right) => {
                const name = `${VALUE}${column.id}.${row.id}`;
                const text = textOf(row, column);
                const error = errors?.[name];
                return (
                  <td key={column.id} className="n">
                    <input
                      className="input"
                      name={name}
                      data-at={`${down}.${right}`}
                      aria-label={`${column.name}, ${row.name}`}
                      value={text}
                      inputMode="numeric"
                      autoComplete="off"
                      maxLength={40}
                      readOnly={!isEditable}
                      onChange={(event) => setTyped((before) => ({ ...before, [name]: event.target.value }))}
                      onBlur={() =>
                        shownOf(text) !== text && setTyped((before) => ({ ...before, [name]: shownOf(text) }))
                      }
                      onKeyDown={(event) => onKeyDown(event, down, right)}
                      onPaste={(event) => onPaste(event, down, right)}
                      {...(error ? { "aria-invalid": true, title: error.join(". ") } : {})}
                    />
                    <input
                      type="hidden"
                      name={`${SEEN}${column.id}.${row.id}`}
                      value={row.values[column.id] ?? ""}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">Tổng phối hợp</th>
            {columns.map((column) => (
              <td key={column.id} className="n">
                {formatCount(sumOf(column))}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">Số của đơn vị</th>
            {columns.map(({ id: column, own }) => (
              <td key={column} className="n">
                {formatCount(own === null ? null : BigInt(own))}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {columns.some((column) => errors?.[column.id]) && (
        <div role="alert">
          <ul className="partner-problems">
            {columns.map((column) =>
              errors?.[column.id]?.map((text) => (
                <li key={column.id}>
                  <b>{column.name}:</b> {text}
                </li>
              )),
            )}
          </ul>
        </div>
      )}
      {isEditable && (
        <div className="results-bar">
          <FormMessage state={state} />
          <p className="hint">Enter ↓ ↑ chuyển ô; dán được cả khối từ Excel. Ô trống là không có.</p>
          <Button primary>Lưu phần phối hợp</Button>
        </div>
      )}
    </form>
  );
}
