import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { ProvincePeriod } from "@/lib/data/period-progress";
import type { QueueRow } from "@/lib/data/submissions";
import { formatInstant } from "@/lib/domain/day";
import { byProvince, type ProvinceDiscipline } from "@/lib/domain/discipline";
import type { PeriodId } from "@/lib/domain/period";
import { GROUP_NAMES, queueHref } from "./queue-view";

type Props = { period: PeriodId; rows: readonly QueueRow[]; provinces: readonly ProvincePeriod[] };

/** For the central office: how far each province that owes something is. */
export function ProvinceStates({ period, rows, provinces }: Props) {
  const counted = new Map(byProvince(rows, provinces).map((one) => [one.id, one]));
  const lateOf = (id: string) =>
    rows.filter(({ provinceId, group }) => provinceId === id && group === "late").length;
  return (
    <details className="panel province-states">
      <summary className="h3">Tình trạng từng tỉnh, thành phố</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label="Tình trạng từng tỉnh, thành phố">
        <table className="data flat">
          <thead>
            <tr>
              <th scope="col">Tỉnh, thành phố</th>
              {(["late", "waiting", "returned", "approved"] as const).map((group) => (
                <th key={group} scope="col" className="n">
                  {GROUP_NAMES[group]}
                </th>
              ))}
              <th scope="col">Ký chốt</th>
            </tr>
          </thead>
          <tbody>
            {provinces.map(({ provinceId }) => {
              const one = counted.get(provinceId);
              return (
                one && <ProvinceRow key={provinceId} one={one} late={lateOf(provinceId)} period={period} />
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

type RowProps = {
  one: ProvinceDiscipline;
  /** Not submitted though due, by a reopened month's own due day. */
  late: number;
  period: PeriodId;
};

function ProvinceRow({ one, late, period }: RowProps) {
  const { id, name, waiting, returned, approved, expected, reopened, sign, adjustedAt } = one;
  return (
    <tr>
      <th scope="row">
        <Link href={queueHref({ period, show: "all", province: id, page: 1 })} prefetch={false}>
          {name}
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
      <td className="n">{waiting}</td>
      <td className="n">{returned}</td>
      <td className="n">
        {approved}/{expected}
      </td>
      <td>
        {sign ? (
          formatInstant(sign.at)
        ) : (
          <span className="quiet">{id === "VN" ? "không ký chốt" : "chưa ký chốt"}</span>
        )}{" "}
        {sign && !sign.isOnTime && <Badge kind="late">sau hạn</Badge>}{" "}
        {adjustedAt && <Badge kind="corrected">đã điều chỉnh</Badge>}{" "}
        {reopened > 0 && <Badge kind="reopened">{reopened} biểu đang mở lại</Badge>}
      </td>
    </tr>
  );
}
