"use client";

import { useActionState, useState, type ClipboardEvent } from "react";
import { saveDriveGoalsAction } from "@/app/(app)/campaigns/actions";
import { goalName, PART } from "@/app/(app)/campaigns/fields";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { pastedRows } from "@/lib/domain/sheet";
import { refusal } from "@/lib/form-state";

/** Numbers as decimal strings, because they travel to the browser. */
export type GoalRow = {
  id: string;
  name: string;
  takesPart: boolean;
  goals: Readonly<Record<string, string>>;
};
type Column = { id: string; name: string; unit: string; whole: string };
type Props = { drive: string; owner: string; columns: readonly Column[]; units: readonly GoalRow[] };

const numberOf = (text: string): bigint => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? parsed.value : 0n;
};
const shown = (digits: string | undefined) => (digits ? formatCount(BigInt(digits)) : "");

/** The goal of the whole above, those of the units below, and what their sum leaves. */
export function DriveGoalsForm({ drive, owner, columns, units }: Props) {
  const [state, action] = useActionState(saveDriveGoalsAction, null);
  const { errors, kept } = refusal(state);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const textOf = (name: string, digits: string | undefined) => typed[name] ?? kept?.[name] ?? shown(digits);
  const isPart = ({ id, takesPart }: GoalRow) =>
    kept === undefined ? takesPart : kept[`${PART}${id}`] !== undefined;

  /** A block out of a spreadsheet falls into the cells from this one on. */
  function onPaste(event: ClipboardEvent<HTMLInputElement>, row: number, column: number) {
    const table = [...pastedRows(event.clipboardData.getData("text/plain"))];
    if (table.length < 2 && (table[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const filled = table.flatMap((cells, down) =>
      cells.flatMap((text, right) => {
        const [unit, one] = [units[row + down], columns[column + right]];
        return unit && one ? [[goalName(unit.id, one.id), text.trim()] as const] : [];
      }),
    );
    setTyped((before) => ({ ...before, ...Object.fromEntries(filled) }));
  }

  const cell = (
    name: string,
    label: string,
    digits: string | undefined,
    paste?: (event: ClipboardEvent<HTMLInputElement>) => void,
  ) => (
    <td key={name} className="n result-cell">
      <input
        className="input"
        name={name}
        aria-label={label}
        value={textOf(name, digits)}
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        onChange={(event) => setTyped((before) => ({ ...before, [name]: event.target.value }))}
        {...(paste ? { onPaste: paste } : {})}
        {...(errors?.[name] ? { "aria-invalid": true, "aria-describedby": `e-${name}` } : {})}
      />
      {errors?.[name] && (
        <small id={`e-${name}`} className="result-note">
          {errors[name].join(". ")}
        </small>
      )}
    </td>
  );
  return (
    <form action={action} className="results">
      <input type="hidden" name="drive" value={drive} />
      <input type="hidden" name="units" value={units.map(({ id }) => id).join(" ")} />
      <table className="data drive-days">
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            {columns.map(({ id, name, unit }) => (
              <th key={id} scope="col" className="n">
                {name}
                <small>{unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <b>{owner} (cả đợt)</b>
            </th>
            {columns.map(({ id, name, whole }) => cell(goalName("", id), `${name}, cả đợt`, whole))}
          </tr>
          {units.map((unit, row) => (
            <tr key={unit.id}>
              <th scope="row">
                <label className="drive-part">
                  <input
                    type="checkbox"
                    name={`${PART}${unit.id}`}
                    key={String(isPart(unit))}
                    defaultChecked={isPart(unit)}
                  />{" "}
                  {unit.name}
                </label>
              </th>
              {columns.map(({ id, name }, at) =>
                cell(goalName(unit.id, id), `${name}, ${unit.name}`, unit.goals[id], (event) =>
                  onPaste(event, row, at),
                ),
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">Tổng các đơn vị</th>
            {columns.map(({ id, whole }) => {
              const sum = units.reduce(
                (total, unit) => total + numberOf(textOf(goalName(unit.id, id), unit.goals[id])),
                0n,
              );
              const rest = numberOf(textOf(goalName("", id), whole)) - sum;
              return (
                <td key={id} className="n">
                  {formatCount(sum)}
                  <small className="drive-of">
                    {rest === 0n
                      ? "bằng cả đợt"
                      : rest > 0n
                        ? `chưa giao ${formatCount(rest)}`
                        : `vượt ${formatCount(-rest)}`}
                  </small>
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
      <div className="results-bar">
        <FormMessage state={state} />
        <p className="hint">Dán được cả khối từ Excel.</p>
        <Button primary>Lưu mục tiêu</Button>
      </div>
    </form>
  );
}
