"use client";

import { SEEN, VALUE } from "@/app/(app)/targets/recipients/results-state";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { shownDigits, typedNumber, useNumberTable } from "@/components/ui/use-number-table";
import { formatCount } from "@/lib/domain/number";
import { refusal } from "@/lib/form-state";
import { savePartnersAction } from "./actions";

/** Numbers as decimal strings, because they travel to the browser. */
type Column = { id: string; name: string; unit: string; own: string | null };
type Row = { id: string; name: string; values: Readonly<Record<string, string>> };
type Props = { id: string; isEditable: boolean; columns: readonly Column[]; rows: readonly Row[] };

/** Partners by counts, with the unit's own number and what is left of it below. */
export function PartnerForm({ id, isEditable, columns, rows }: Props) {
  const [state, action] = useFormAction(savePartnersAction);
  const { errors, kept } = refusal(state);
  const nameOf = (row: Row, column: Column) => `${VALUE}${column.id}.${row.id}`;
  const { typed, cellProps } = useNumberTable((down, right) => {
    const [row, column] = [rows[down], columns[right]];
    return isEditable && row && column ? nameOf(row, column) : null;
  });
  const textOf = (row: Row, column: Column) => {
    const name = nameOf(row, column);
    return typed[name] ?? kept?.[name] ?? shownDigits(row.values[column.id]);
  };
  const sumOf = (column: Column) => rows.reduce((total, row) => total + typedNumber(textOf(row, column)), 0n);

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
                const name = nameOf(row, column);
                const error = errors?.[name];
                return (
                  <td key={column.id} className="n">
                    <input
                      {...cellProps(name, textOf(row, column), down, right)}
                      aria-label={`${column.name}, ${row.name}`}
                      readOnly={!isEditable}
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
