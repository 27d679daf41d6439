import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { ProvincePeriod } from "@/lib/data/period-progress";
import type { QueueRow } from "@/lib/data/submissions";
import { formatInstant } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { isReopened, type QueueGroup } from "@/lib/domain/submission-queue";
import { queueHref } from "./queue-view";

type Props = { period: PeriodId; rows: readonly QueueRow[]; provinces: readonly ProvincePeriod[] };

/** For the central office: how far each province is. */
export function ProvinceStates({ period, rows, provinces }: Props) {
  return (
    <details className="panel province-states">
      <summary className="h3">Tình trạng từng tỉnh, thành phố</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label="Tình trạng từng tỉnh, thành phố">
        <table className="data flat">
          <thead>
            <tr>
              <th scope="col">Tỉnh, thành phố</th>
              {["Quá hạn", "Chờ duyệt", "Đã trả lại", "Đã duyệt"].map((head) => (
                <th key={head} scope="col" className="n">
                  {head}
                </th>
              ))}
              <th scope="col">Ký chốt</th>
            </tr>
          </thead>
          <tbody>
            {provinces.map((province) => (
              <ProvinceRow
                key={province.provinceId}
                province={province}
                own={rows.filter(({ provinceId }) => provinceId === province.provinceId)}
                period={period}
              />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

type RowProps = { province: ProvincePeriod; own: readonly QueueRow[]; period: PeriodId };

function ProvinceRow({ province, own, period }: RowProps) {
  const { provinceId, provinceName, signedAt, adjustedAt } = province;
  const count = (group: QueueGroup) => own.filter((row) => row.group === group).length;
  const reopened = own.filter(isReopened).length;
  const late = count("late");
  return (
    <tr>
      <th scope="row">
        <Link href={queueHref({ period, show: "all", province: provinceId, page: 1 })} prefetch={false}>
          {provinceId === "VN" ? "Đơn vị trực thuộc Trung ương" : provinceName}
        </Link>
      </th>
      <td className="n">
        {late > 0 ? (
          <span className="status behind">
            <Icon name="behind" />
            {late}
          </span>
        ) : (
          0
        )}
      </td>
      <td className="n">{count("waiting")}</td>
      <td className="n">{count("returned")}</td>
      <td className="n">
        {count("approved")}/{own.length}
      </td>
      <td>
        {provinceId !== "VN" && (signedAt ? formatInstant(signedAt) : <span className="quiet">chưa ký</span>)}{" "}
        {adjustedAt && <Badge kind="corrected">đã điều chỉnh</Badge>}{" "}
        {reopened > 0 && <Badge kind="reopened">{reopened} biểu đang mở lại</Badge>}
      </td>
    </tr>
  );
}
