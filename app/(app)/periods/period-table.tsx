import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { TableBox } from "@/components/ui/table";
import type { PeriodProgress } from "@/lib/data/period-progress";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { periodTitle } from "@/lib/domain/period";
import { ProgressBar } from "./progress-bar";

/** Every period with how far it has come; each leads to its provinces. */
export function PeriodTable({ periods }: { periods: readonly PeriodProgress[] }) {
  return (
    <TableBox
      as="h2"
      title="Các kỳ"
      note="Số biểu của cả nước. Thanh: đã duyệt, đã nộp chờ duyệt, còn lại."
      label="Các kỳ số liệu"
    >
      <table className="data flat">
        <thead>
          <tr>
            <th scope="col">Kỳ</th>
            <th scope="col">Hạn nộp</th>
            <th scope="col">Tiến độ</th>
            <th scope="col" className="n">
              Đã duyệt
            </th>
            <th scope="col" className="n">
              Chờ duyệt
            </th>
            <th scope="col" className="n">
              Quá hạn
            </th>
            <th scope="col" className="n">
              Tỉnh ký chốt
            </th>
            <th scope="col" className="n">
              Ký đúng hạn
            </th>
            <th scope="col">Trạng thái</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.id}>
              <th scope="row">
                <Link href={`/periods/${period.id}`} prefetch={false}>
                  {periodTitle(period.id)}
                </Link>
                {!period.asksAll && <small>một số đơn vị</small>}
              </th>
              <td className="num">{formatDay(period.dueOn)}</td>
              <td>
                <ProgressBar
                  approved={period.approved}
                  submitted={period.submitted}
                  expected={period.submissions}
                />
              </td>
              <td className="n">
                {period.approved}/{period.submissions}
              </td>
              <td className="n">{period.waiting}</td>
              <td className="n">{period.late}</td>
              <td className="n">
                {period.signed}/{period.provinces}
              </td>
              <td className="n">{period.signedOnTime}</td>
              <td>
                {period.lockedAt ? (
                  <Badge kind="locked">khóa {formatDay(dayInVietnam(period.lockedAt))}</Badge>
                ) : (
                  "Đang mở"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
