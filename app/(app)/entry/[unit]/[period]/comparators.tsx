import { isShort } from "@/lib/domain/attainment";
import { growth, type Side } from "@/lib/domain/comparison";
import { indicator } from "@/lib/domain/indicator";
import { formatCount, formatFixed, formatSigned, NO_VALUE } from "@/lib/domain/number";
import { percent, rate } from "@/lib/domain/ratio";
import { attainmentOf, type RowView, type TargetView } from "./form-view";

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
      <td className="n" data-l={target?.isCeiling ? "Mức giao" : "Chỉ tiêu giao"}>
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

const side = (value: bigint | null): Side => ({ value, missing: 0, isStated: false });

function Change({ value, base }: { value: bigint | null; base: bigint | null }) {
  const change = growth(side(value), side(base));
  if (change.kind === "none" || change.pct === null) return null;
  return <small>{formatSigned(percent(change.pct, 1))}%</small>;
}

function Target({ target: { value, kind, isCeiling, issuer, remark } }: { target: TargetView }) {
  const amount = kind === "rate" ? `${formatFixed(rate(BigInt(value)))}%` : formatCount(BigInt(value));
  return (
    <>
      {isCeiling ? `≤ ${amount}` : amount}
      <small>{remark ? `${issuer}, ${remark}` : issuer}</small>
    </>
  );
}

function Remaining({ row, target, value }: { row: RowView; target: TargetView; value: bigint | null }) {
  const { remaining } = attainmentOf(target, value);
  if (remaining === null) return <None />;
  const isMissed = isShort(remaining, indicator(row.id).direction);
  const amount = formatCount(remaining < 0n ? -remaining : remaining);
  if (target.isCeiling) {
    if (!isMissed) return <span className="ok">trong mức</span>;
    return (
      <span className="behind">
        {amount}
        <small>vượt mức</small>
      </span>
    );
  }
  if (isMissed) return amount;
  if (remaining === 0n) return <span className="ok">đủ</span>;
  return (
    <span className="ok">
      {amount}
      <small>vượt</small>
    </span>
  );
}
