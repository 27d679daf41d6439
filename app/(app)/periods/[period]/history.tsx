import type { CSSProperties } from "react";
import { TableBox } from "@/components/ui/table";
import type { HistoryMonth } from "@/lib/domain/discipline";
import { formatPercent, NO_VALUE } from "@/lib/domain/number";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";
import { percent, ratio } from "@/lib/domain/ratio";

type Props = {
  months: readonly PeriodId[];
  history: readonly HistoryMonth[];
  provinces: readonly { id: string; name: string }[];
};

type Share = { onTime: number; expected: number };

const shareOf = ({ onTime, expected }: Share) => ratio(BigInt(onTime), BigInt(expected));
const words = (share: Share | undefined) => (share ? formatPercent(percent(shareOf(share), 0)) : NO_VALUE);
/** For drawing only. */
const height = ({ onTime, expected }: Share) =>
  `${expected === 0 ? 0 : Math.round((100 * onTime) / expected)}%`;

function sum(all: readonly Share[]): Share | undefined {
  if (all.length === 0) return undefined;
  return {
    onTime: all.reduce((total, { onTime }) => total + onTime, 0),
    expected: all.reduce((total, { expected }) => total + expected, 0),
  };
}

/** The last twelve months by province: which share of the submissions came by the due day. */
export function History({ months, history, provinces }: Props) {
  const cell = new Map(history.map((month) => [`${month.provinceId}.${month.periodId}`, month]));
  const of = (id: string) => months.map((month) => cell.get(`${id}.${month}`));
  const known = provinces.filter(({ id }) => of(id).some((month) => month !== undefined));
  const total = months.map((month) => sum(history.filter(({ periodId }) => periodId === month)));
  const rows = [
    ...known.map(({ id, name }) => ({ id, name, months: of(id) })),
    ...(known.length > 1 ? [{ id: "all", name: "Cộng", months: total }] : []),
  ];
  const title = `Nộp đúng hạn 12 tháng đến ${shortPeriodName(months.at(-1) ?? months[0] ?? ("" as PeriodId))}`;
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
            <th scope="col">Tỉnh, thành phố</th>
            <th scope="col">
              {shortPeriodName(months[0] ?? ("" as PeriodId))} –{" "}
              {shortPeriodName(months.at(-1) ?? ("" as PeriodId))}
            </th>
            <th scope="col" className="n">
              Tháng gần nhất
            </th>
            <th scope="col" className="n">
              Cả 12 tháng
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const there = row.months.filter((month) => month !== undefined);
            return (
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
                <td className="n">{words(there.at(-1))}</td>
                <td className="n">{words(sum(there))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <details className="twin">
        <summary>Bảng số liệu 12 tháng</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label="Bảng số liệu 12 tháng">
          <table className="data">
            <thead>
              <tr>
                <th scope="col">Tỉnh, thành phố</th>
                {months.map((month) => (
                  <th key={month} scope="col" className="n">
                    {shortPeriodName(month)}
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
