"use client";

import { cellMessage, fieldOf, isSettled, VALUE } from "@/app/(app)/cell-notes";
import { shownCell } from "@/app/(app)/shown-cell";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { useNumberTable } from "@/components/ui/use-number-table";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { resultError, resultTotal, type ResultBound, type ResultIndicator } from "@/lib/domain/recipient";
import { saveResultsAction } from "./actions";
import { remainingWords, ResultRow, shareWords, type RowView } from "./result-row";

type Group = { kind: string; label: string; rows: readonly RowView[] };
type Props = {
  unit: string;
  period: string;
  indicator: ResultIndicator;
  bound: ResultBound;
  unitWord: string;
  groups: readonly Group[];
  /** Of a flow: what was reached since January stands beside the month. */
  isFlow: boolean;
  isEditable: boolean;
  names: { month: string; lastMonth: string; year: string };
};

const numberOf = (text: string): bigint | null => {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? parsed.value : null;
};

/** One column of numbers: works as a plain form, and with JavaScript like a sheet. */
export function ResultsForm(props: Props) {
  const { unit, period, indicator, bound, unitWord, groups, isFlow, isEditable, names } = props;
  const rows = groups.flatMap((group) => group.rows);
  const { typed, cellsOf, forget } = useNumberTable();
  const [state, action, isPending] = useFormAction(saveResultsAction, (answer, sent) =>
    forget(sent, (name) => isSettled(answer, fieldOf(name, VALUE) ?? "")),
  );
  const table = { state, typed, isPartlySaved: true };
  const cellOf = ({ id, value }: RowView) => shownCell(table, id, value ?? "");
  const textOf = (row: RowView) => cellOf(row).text;
  const cellProps = cellsOf((at, column) => {
    const row = column === 0 && isEditable ? rows[at] : undefined;
    return row ? cellOf(row) : null;
  });

  return (
    <form action={action} className="results" data-pending={isPending || undefined}>
      <input type="hidden" name="unit" value={unit} />
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="indicator" value={indicator} />
      <table className="data units results-table">
        <thead>
          <tr>
            <th scope="col">Bên nhận</th>
            <th scope="col" className="n">
              Chỉ tiêu {names.year}
              <small>{unitWord}</small>
            </th>
            <th scope="col" className="n">
              {names.lastMonth}
            </th>
            <th scope="col" className="n">
              {names.month}
              <small>{unitWord}</small>
            </th>
            {isFlow && (
              <th scope="col" className="n">
                Lũy kế năm
              </th>
            )}
            <th scope="col" className="n">
              % chỉ tiêu
            </th>
            <th scope="col" className="n">
              Còn thiếu
            </th>
            <th scope="col">Người ghi</th>
          </tr>
        </thead>
        {groups.map(({ kind, label, rows: own }) => (
          <tbody key={kind}>
            <tr className="group">
              <th colSpan={isFlow ? 8 : 7} scope="rowgroup">
                {label}
              </th>
            </tr>
            {own.map((row) => (
              <ResultRow
                key={row.id}
                row={row}
                value={numberOf(textOf(row))}
                indicator={indicator}
                bound={bound}
                message={cellMessage(state, row.id, textOf(row)) ?? resultError(textOf(row))}
                seen={cellOf(row).seen}
                isFlow={isFlow}
                isEditable={isEditable}
                input={cellProps(cellOf(row), textOf(row), rows.indexOf(row), 0)}
              />
            ))}
          </tbody>
        ))}
        <Total rows={rows} valueOf={(row) => numberOf(textOf(row))} indicator={indicator} isFlow={isFlow} />
      </table>
      {isEditable && (
        <div className="results-bar">
          <FormMessage state={state} />
          <p className="hint">Enter ↓ ↑ chuyển ô; dán được cả cột từ Excel. Ô trống là chưa có số.</p>
          <Button primary>Lưu kết quả</Button>
        </div>
      )}
    </form>
  );
}

type TotalProps = {
  rows: readonly RowView[];
  valueOf: (row: RowView) => bigint | null;
  indicator: ResultIndicator;
  isFlow: boolean;
};

/** Those with a target against their targets; the sum of the others would say nothing about it. */
function Total({ rows, valueOf, indicator, isFlow }: TotalProps) {
  const total = resultTotal(
    indicator,
    rows.map((row) => ({
      target: row.target && { kind: row.target.kind, value: BigInt(row.target.value) },
      lastMonth: row.lastMonth === null ? null : BigInt(row.lastMonth),
      value: valueOf(row),
      base: { before: row.before === null ? null : BigInt(row.before) },
    })),
  );
  return (
    <tfoot>
      <tr className="total">
        <th scope="row">
          Tổng{" "}
          <small>
            {total.counted} bên nhận{total.isJudged && " có chỉ tiêu và kết quả"}
          </small>
        </th>
        <td className="n" data-l="Chỉ tiêu">
          {formatCount(total.target)}
        </td>
        <td className="n" data-l="Tháng trước">
          {formatCount(total.lastMonth)}
        </td>
        <td className="n" data-l="Kết quả">
          {formatCount(total.value)}
        </td>
        {isFlow && (
          <td className="n" data-l="Lũy kế năm">
            {formatCount(total.reached)}
          </td>
        )}
        <td className="n" data-l="% chỉ tiêu">
          {shareWords(total.ratio)}
        </td>
        <td className="n" data-l="Còn thiếu">
          {remainingWords(total.remaining)}
        </td>
        <td />
      </tr>
    </tfoot>
  );
}
