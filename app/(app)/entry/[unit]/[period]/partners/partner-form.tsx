"use client";

import { cellMessage, SEEN } from "@/app/(app)/cell-notes";
import { shownCell } from "@/app/(app)/shown-cell";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { useNumberTable } from "@/components/ui/use-number-table";
import { formatCount, typedSum } from "@/lib/domain/number";
import { savePartnersAction } from "./actions";

/** Numbers as decimal strings, because they travel to the browser. */
type Column = { id: string; name: string; unit: string; own: string | null };
type Row = { id: string; name: string; values: Readonly<Record<string, string>> };
type Props = { id: string; isEditable: boolean; columns: readonly Column[]; rows: readonly Row[] };

/** Partners by counts; below, what they are together and the unit's own number. */
export function PartnerForm({ id, isEditable, columns, rows }: Props) {
  const { typed, cellsOf, forget } = useNumberTable();
  const [state, action] = useFormAction(savePartnersAction, (answer, sent) => {
    if (answer?.ok) forget(sent);
  });
  const errors = state !== null && "fieldErrors" in state ? state.fieldErrors : undefined;
  const table = { state, typed, isPartlySaved: false };
  const cellOf = (row: Row, column: Column) =>
    shownCell(table, `${column.id}.${row.id}`, row.values[column.id] ?? "");
  const cellProps = cellsOf((down, right) => {
    const [row, column] = [rows[down], columns[right]];
    return isEditable && row && column ? cellOf(row, column) : null;
  });
  const sumOf = (column: Column) => typedSum(rows.map((row) => cellOf(row, column).text));

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
                const cell = cellOf(row, column);
                const { key, text, seen } = cell;
                const message = cellMessage(state, key, text);
                return (
                  <td key={column.id} className={message ? "n result-cell error" : "n result-cell"}>
                    <input
                      {...cellProps(cell, text, down, right)}
                      aria-label={`${column.name}, ${row.name}`}
                      readOnly={!isEditable}
                      {...(message ? { "aria-invalid": true, "aria-describedby": `note-${key}` } : {})}
                    />
                    <input type="hidden" name={`${SEEN}${key}`} value={seen} />
                    {message && (
                      <small id={`note-${key}`} className="result-note">
                        {message}
                      </small>
                    )}
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
