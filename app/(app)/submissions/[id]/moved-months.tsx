import { Badge } from "@/components/ui/badge";
import type { Correction } from "@/lib/data/corrections";
import { formatInstant } from "@/lib/domain/day";
import { indicator } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { shortPeriodName } from "@/lib/domain/period";

type Props = { moved: readonly Correction[]; unitId: string };

/** Later months that had carried the corrected figures, and what they say now. */
export function MovedMonths({ moved, unitId }: Props) {
  if (moved.length === 0) return null;
  return (
    <section className="moved" aria-labelledby="moved">
      <h3 id="moved">
        Tháng sau đã đổi theo <Badge kind="corrected">đã điều chỉnh</Badge>
      </h3>
      <div className="scroll" tabIndex={0} role="region" aria-label="Tháng sau đã đổi theo">
        <table className="data flat">
          <thead>
            <tr>
              <th scope="col">Kỳ</th>
              <th scope="col">Chỉ tiêu</th>
              <th scope="col" className="n">
                Trước
              </th>
              <th scope="col" className="n">
                Nay
              </th>
              <th scope="col">Duyệt</th>
            </tr>
          </thead>
          <tbody>
            {moved.map((one) => (
              <tr key={`${one.unitId} ${one.periodId} ${one.indicator} ${one.version}`}>
                <th scope="row">
                  {shortPeriodName(one.periodId)}
                  {one.unitId !== unitId && <small>{one.unitName}</small>}
                </th>
                <td>{indicator(one.indicator).name}</td>
                <td className="n">
                  <del>{formatCount(one.from)}</del>
                </td>
                <td className="n strong">{formatCount(one.to)}</td>
                <td>
                  bản {one.version}, {one.by ?? "nạp từ tệp"}, {formatInstant(one.at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
