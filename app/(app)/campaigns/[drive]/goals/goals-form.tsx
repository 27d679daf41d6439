"use client";

import { saveDriveGoalsAction } from "@/app/(app)/campaigns/actions";
import { goalName, PART } from "@/app/(app)/campaigns/fields";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { shownDigits, useNumberTable } from "@/components/ui/use-number-table";
import { sharedOutWords } from "@/lib/domain/drive-words";
import { formatCount, typedSum } from "@/lib/domain/number";
import { refusal } from "@/lib/form-state";

/** Numbers as decimal strings, because they travel to the browser. */
export type GoalRow = {
  id: string;
  name: string;
  takesPart: boolean;
  goals: Readonly<Record<string, string>>;
};
type Column = { id: string; name: string; unit: string; whole: string };
type Props = {
  drive: string;
  owner: string;
  columns: readonly Column[];
  units: readonly GoalRow[];
  /** What held when the form was made: the save is refused if somebody else was faster. */
  seen: string;
  /** The numbers of the decision stand in the fields. */
  isFilled: boolean;
};

/** The goal of the whole above, those of the units below, and what their sum leaves. */
export function DriveGoalsForm({ drive, owner, columns, units, seen, isFilled }: Props) {
  /** The first row is the whole drive. */
  const { typed, cellsOf, forget } = useNumberTable();
  const cellProps = cellsOf((row, at) => {
    const [unit, column] = [row === 0 ? { id: "" } : units[row - 1], columns[at]];
    return unit && column ? { name: goalName(unit.id, column.id) } : null;
  });
  const [state, action] = useFormAction(saveDriveGoalsAction, (answer, sent) => {
    if (answer?.ok) forget(sent);
  });
  const { errors, kept } = refusal(state);
  const textOf = (name: string, digits: string | undefined) =>
    typed[name]?.text ?? kept?.[name] ?? shownDigits(digits);
  const isPart = ({ id, takesPart }: GoalRow) =>
    kept === undefined ? takesPart : kept[`${PART}${id}`] !== undefined;

  const cell = (name: string, label: string, digits: string | undefined, row: number, at: number) => (
    <td key={name} className="n result-cell">
      <input
        {...cellProps({ name }, textOf(name, digits), row, at)}
        aria-label={label}
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
      {isFilled && <input type="hidden" name="from" value="decision" />}
      {/* A refused form stays one of what it was drawn from, until the page is loaded again. */}
      <input type="hidden" name="seen" value={kept?.seen ?? seen} />
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
            {columns.map(({ id, name, whole }, at) =>
              cell(goalName("", id), `${name}, cả đợt`, whole, 0, at),
            )}
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
                cell(goalName(unit.id, id), `${name}, ${unit.name}`, unit.goals[id], row + 1, at),
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">Tổng các đơn vị</th>
            {columns.map(({ id, whole }) => {
              const sum = typedSum(units.map((unit) => textOf(goalName(unit.id, id), unit.goals[id])));
              return (
                <td key={id} className="n">
                  {formatCount(sum)}
                  <small className="drive-of">
                    {sharedOutWords(typedSum([textOf(goalName("", id), whole)]), sum)}
                  </small>
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
      <div className="results-bar">
        <FormMessage state={state} />
        <p className="hint">
          Enter ↓ ↑ chuyển ô; dán được cả khối từ Excel. Ô trống hoặc 0 là không giao mục tiêu.
        </p>
        <Button primary>Lưu mục tiêu</Button>
      </div>
    </form>
  );
}
