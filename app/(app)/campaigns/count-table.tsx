import Link from "next/link";
import { TableBox } from "@/components/ui/table";
import { traced } from "@/components/figure/trace-link";
import { changeOf, populationWords, type CountRow } from "@/lib/domain/campaign-counts";
import { timesWords } from "@/lib/domain/communication-words";
import type { Times } from "@/lib/domain/dashboard-communication";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount, formatFixed, formatSigned, NO_VALUE } from "@/lib/domain/number";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";
import { percent } from "@/lib/domain/ratio";

type Props = {
  id: IndicatorId;
  rows: readonly CountRow[];
  total: CountRow;
  period: PeriodId;
  base: PeriodId;
  /** Where a unit is opened. */
  hrefOf: (unitId: string) => string;
  traceTo: (unitId: string) => string;
};

/** One count, unit by unit: the month, the year so far, against last year, for a thousand inhabitants. */
export function CountTable({ id, rows, total, period, base, hrefOf, traceTo }: Props) {
  const { unit, definition } = INDICATORS[id];
  const people = populationWords(total, rows);
  const isProvinces = total.unit.level === "nation";
  return (
    <TableBox
      as="h2"
      title={`${INDICATORS[id].name} theo ${isProvinces ? "tỉnh, thành phố" : "đơn vị"}`}
      note={`${definition}. Xếp theo số từ đầu năm.${people === null ? "" : ` Mẫu số của ${total.unit.shortName}: ${people}.`}`}
      label="Bảng số lượng truyền thông theo đơn vị"
      canCopy
    >
      <table className="data units communication">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Đơn vị
            </th>
            <th scope="colgroup" colSpan={3} className="part">
              Tháng {shortPeriodName(period)} <small>{unit}</small>
            </th>
            <th scope="colgroup" colSpan={4} className="part">
              Từ đầu năm <small>{unit}</small>
            </th>
            <th scope="col" rowSpan={2} className="n">
              Từ đầu năm<small>trên 1.000 dân</small>
            </th>
          </tr>
          <tr>
            <th scope="col" className="n">
              Thực hiện
            </th>
            <th scope="col" className="n">
              {shortPeriodName(base)}
            </th>
            <th scope="col" className="n">
              So sánh
            </th>
            <th scope="col" className="n">
              Thực hiện
            </th>
            <th scope="col" className="n">
              Cùng kỳ
            </th>
            <th scope="col" className="n">
              So sánh
            </th>
            <th scope="col" className="n">
              Tăng, giảm %
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">
                <Link href={hrefOf(row.unit.id)} prefetch={false}>
                  {row.unit.shortName}
                </Link>
              </th>
              <Cells row={row} href={traceTo(row.unit.id)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">{total.unit.shortName}</th>
            <Cells row={total} href={traceTo(total.unit.id)} />
          </tr>
        </tfoot>
      </table>
    </TableBox>
  );
}

function Cells({ row, href }: { row: CountRow; href: string }) {
  const { month, year } = row;
  return (
    <>
      <td className="n">
        <Value times={month} />
      </td>
      <td className="n">{formatCount(month.base)}</td>
      <Compared times={month} />
      <td className="n">
        <b>{traced(<Value times={year} />, year.value !== null && href)}</b>
      </td>
      <td className="n">{formatCount(year.base)}</td>
      <Compared times={year} />
      <td className="n">{growth(year)}</td>
      <td className="n">{formatFixed(row.perThousand)}</td>
    </>
  );
}

function Value({ times }: { times: Times }) {
  const words = formatCount(times.value);
  return times.isProvisional ? <span className="partial">{words}</span> : words;
}

function Compared({ times }: { times: Times }) {
  return (
    <td className="n" {...(times.reason ? { title: times.reason } : {})}>
      {timesWords(times) ?? NO_VALUE}
    </td>
  );
}

function growth(times: Times): string {
  const change = percent(changeOf(times), 1);
  return change ? `${formatSigned(change)}%` : NO_VALUE;
}
