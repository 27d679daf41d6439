import { indicator } from "@/lib/domain/indicator";
import { formatCount, formatFixed, formatSigned, NO_VALUE } from "@/lib/domain/number";
import { percent, rate, ratio } from "@/lib/domain/ratio";
import type { RowView, TargetView } from "./form-view";

/** Last month with the change against it, the same month last year, the target and what remains. */
export function Comparators({ row, value }: { row: RowView; value: bigint | null }) {
  const lastMonth = big(row.lastMonth);
  const lastYear = big(row.lastYear);
  const { target } = row;
  return (
    <>
      <td className="n" data-l="Tháng trước">
        {lastMonth === null ? <None /> : formatCount(lastMonth)}
        <Change value={value} base={lastMonth} />
      </td>
      <td className="n" data-l="Cùng kỳ">
        {lastYear === null ? <None /> : formatCount(lastYear)}
      </td>
      <td className="n" data-l={target?.isCeiling ? "Mức giao" : "Chỉ tiêu"}>
        {target ? <Target target={target} /> : <None />}
      </td>
      <td className="n" data-l="Còn thiếu">
        {target ? <Remaining row={row} target={target} value={value} /> : <None />}
      </td>
    </>
  );
}

const big = (digits: string | null) => (digits === null ? null : BigInt(digits));
const None = () => <span className="quiet">{NO_VALUE}</span>;

function Change({ value, base }: { value: bigint | null; base: bigint | null }) {
  const change = value === null || base === null ? null : percent(ratio(value - base, base), 1);
  return change && <small>{formatSigned(change)}%</small>;
}

function Target({ target: { value, isRate, isCeiling, issuer, remark } }: { target: TargetView }) {
  const amount = isRate ? `${formatFixed(rate(BigInt(value)))}%` : formatCount(BigInt(value));
  return (
    <>
      {isCeiling ? `≤ ${amount}` : amount}
      <small>{remark ? `${issuer}, ${remark}` : issuer}</small>
    </>
  );
}

function Remaining({ row, target, value }: { row: RowView; target: TargetView; value: bigint | null }) {
  const goal = big(target.goal);
  if (goal === null || value === null) return <None />;
  const missing = indicator(row.id).direction === "lower" ? value - goal : goal - value;
  if (target.isCeiling) {
    return missing <= 0n ? (
      <span className="ok">trong mức</span>
    ) : (
      <span className="behind">
        {formatCount(missing)}
        <small>vượt mức</small>
      </span>
    );
  }
  if (missing > 0n) return formatCount(missing);
  if (missing === 0n) return <span className="ok">đủ</span>;
  return (
    <span className="ok">
      {formatCount(-missing)}
      <small>vượt</small>
    </span>
  );
}
