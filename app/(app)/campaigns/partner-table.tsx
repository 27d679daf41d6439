import { TableBox } from "@/components/ui/table";
import type { PartnerSums } from "@/lib/data/partners";
import { COUNT_INDICATORS, INDICATORS } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { PARTNERS } from "@/lib/domain/partner";
import { periodName, type PeriodId } from "@/lib/domain/period";

/** With whom the counts since January came about, as far as units told. */
export function PartnerTable({ sums, period }: { sums: PartnerSums; period: PeriodId }) {
  const { rows, beyond } = sums;
  return (
    <TableBox
      as="h2"
      title="Cùng các đơn vị phối hợp"
      note={`Từ đầu năm đến ${periodName(period)}; chỉ gồm phần các đơn vị đã ghi, của các tháng đã duyệt.${
        beyond > 0 ? ` Bỏ ra ${beyond} biểu có phần phối hợp vượt số đã duyệt.` : ""
      }`}
      label="Bảng theo đơn vị phối hợp"
      canCopy
    >
      <table className="data units">
        <thead>
          <tr>
            <th scope="col">Đơn vị phối hợp</th>
            {COUNT_INDICATORS.map((id) => (
              <th key={id} scope="col" className="n">
                {INDICATORS[id].short}
                <small>{INDICATORS[id].unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ partner, values }) => (
            <tr key={partner}>
              <th scope="row">{PARTNERS[partner]}</th>
              {COUNT_INDICATORS.map((id) => (
                <td key={id} className="n">
                  {formatCount(values.get(id) ?? null)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={COUNT_INDICATORS.length + 1}>Chưa đơn vị nào ghi phần phối hợp trong năm.</td>
            </tr>
          )}
        </tbody>
      </table>
    </TableBox>
  );
}
