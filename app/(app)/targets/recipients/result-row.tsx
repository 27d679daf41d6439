import type { ComponentProps } from "react";
import { SEEN } from "@/app/(app)/cell-notes";
import { formatCount, formatFixed, NO_VALUE } from "@/lib/domain/number";
import { percent, type Ratio } from "@/lib/domain/ratio";
import {
  reached,
  resultProgress,
  resultWarning,
  type ResultBound,
  type ResultIndicator,
} from "@/lib/domain/recipient";
import type { TargetKind } from "@/lib/domain/target";

/** A recipient of the form; numbers as decimal strings, because they travel to the browser. */
export type RowView = {
  id: string;
  name: string;
  target: {
    kind: TargetKind;
    value: string;
    issuer: string;
    paper: string;
    /** The day from which it is in force, where that lies after the month: nothing was before. */
    from: string | null;
    others: number;
  } | null;
  lastMonth: string | null;
  value: string | null;
  before: string | null;
  recordedBy: string | null;
};

type Props = {
  row: RowView;
  value: bigint | null;
  indicator: ResultIndicator;
  bound: ResultBound;
  /** Why it is not saved, or will not be. */
  message: string | null;
  seen: string;
  isFlow: boolean;
  isEditable: boolean;
  input: ComponentProps<"input">;
};

export function ResultRow(props: Props) {
  const { row, value, indicator, bound, message, seen, isFlow, isEditable, input } = props;
  const { id, name, target, lastMonth } = row;
  const base = { before: row.before === null ? null : BigInt(row.before) };
  const goal = target && { kind: target.kind, value: BigInt(target.value) };
  const progress = resultProgress(indicator, goal, value, base);
  const warning =
    message === null ? resultWarning(value, lastMonth === null ? null : BigInt(lastMonth), bound) : null;
  return (
    <tr className={message ? "error" : undefined}>
      <th scope="row">
        <label htmlFor={`cell-${id}`}>{name}</label>
      </th>
      <td className="n" data-l="Chỉ tiêu">
        {target ? formatCount(BigInt(target.value)) : NO_VALUE}
        {target && (
          <small className="paper" title={target.paper}>
            {target.kind === "increase" && "tăng thêm, "}
            {target.issuer}
            {target.others > 0 && ` +${target.others}`}
          </small>
        )}
        {target && target.from !== null && <small>giao sau, từ {target.from}</small>}
      </td>
      <td className="n" data-l="Tháng trước">
        {formatCount(lastMonth === null ? null : BigInt(lastMonth))}
      </td>
      <td className="n result-cell" data-l="Kết quả">
        <input
          {...input}
          id={`cell-${id}`}
          readOnly={!isEditable}
          {...(message ? { "aria-invalid": true } : {})}
          {...((message ?? warning) ? { "aria-describedby": `note-${id}` } : {})}
        />
        <input type="hidden" name={`${SEEN}${id}`} value={seen} />
        {(message ?? warning) && (
          <small id={`note-${id}`} className={message ? "result-note" : "result-note unusual"}>
            {message ?? warning}
          </small>
        )}
      </td>
      {isFlow && (
        <td className="n" data-l="Lũy kế năm">
          {formatCount(reached(indicator, value, base))}
        </td>
      )}
      <td className="n" data-l="% chỉ tiêu">
        {shareWords(progress.ratio)}
      </td>
      <td className="n" data-l="Còn thiếu">
        {remainingWords(progress.remaining)}
      </td>
      <td className="by" data-l="Người ghi">
        {row.recordedBy ?? NO_VALUE}
      </td>
    </tr>
  );
}

/** A column keeps its zeros: 97,0%. */
export const shareWords = (share: Ratio | null) =>
  share === null ? NO_VALUE : `${formatFixed(percent(share, 1))}%`;
export const remainingWords = (remaining: bigint | null) => {
  if (remaining === null) return NO_VALUE;
  return remaining < 0n ? `vượt ${formatCount(-remaining)}` : formatCount(remaining);
};
