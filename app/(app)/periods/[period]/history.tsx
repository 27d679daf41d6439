import type { CSSProperties } from "react";
import { TableBox } from "@/components/ui/table";
import type { HistoryTable, Share } from "@/lib/domain/discipline";
import { formatPercent, NO_VALUE } from "@/lib/domain/number";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";
import { percent, ratio } from "@/lib/domain/ratio";

type Props = { months: readonly PeriodId[]; table: HistoryTable };

const shareOf = ({ onTime, expected }: Share) => ratio(BigInt(onTime), BigInt(expected));
const words = (share: Share | undefined) => (share ? formatPercent(percent(shareOf(share), 0)) : NO_VALUE);
/** For drawing only. */
const height = ({ onTime, expected }: Share) =>
  `${expected === 0 ? 0 : Math.round((100 * onTime) / expected)}%`;

/** The last twelve months by province: which share of the submissions came by the due day. */
export function History({ months, table: { newest, rows } }: Props) {
  const names = months.map(shortPeriodName);
  const head = rows.length > 1 ? "Tỉnh, thành phố" : "Nơi nộp";
  const title = `Nộp đúng hạn 12 tháng đến ${names.at(-1)}`;
  return (
    <TableBox
      as="h2"
      title={title}
      note="Phần trăm số biểu nộp lần đầu đúng hạn; mỗi cột một tháng, cột đầy là 100%. Không tính số nạp từ tệp."
      label={title}
    >
      <table className="data flat history-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">
              {names[0]} – {names.at(-1)}
            </th>
            <th scope="col" className="n">
              {shortPeriodName(newest)}
            </th>
            <th scope="col" className="n">
              Cả 12 tháng
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>
                <span className="month-bars" aria-hidden="true">
                  {row.months.map((month, index) => (
                    <i
                      key={months[index]}
                      className={month ? undefined : "none"}
                      style={month && ({ "--h": height(month) } as CSSProperties)}
                    />
                  ))}
                </span>
              </td>
              <td className="n">{words(row.newest)}</td>
              <td className="n">{words(row.all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="twin">
        <summary>Bảng số liệu 12 tháng</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label="Bảng số liệu 12 tháng">
          <table className="data">
            <thead>
              <tr>
                <th scope="col">{head}</th>
                {names.map((name) => (
                  <th key={name} scope="col" className="n">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.name}</th>
                  {row.months.map((month, index) => (
                    <td key={months[index]} className="n">
                      {words(month)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </TableBox>
  );
}
