import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { OwnSubmission } from "@/lib/data/entry-list";
import { daysBetween, formatDay, formatInstant, type Day } from "@/lib/domain/day";
import { periodTitle } from "@/lib/domain/period";
import Link from "next/link";
import { STATUS_LABELS } from "@/lib/labels";

const formHref = ({ unitId, periodId }: OwnSubmission) => `/entry/${unitId}/${periodId}`;
const title = ({ periodId }: OwnSubmission) => periodTitle(periodId);

/** The months that somebody has to type, the most urgent first. */
export function OwedTable({ rows, today }: { rows: readonly OwnSubmission[]; today: Day }) {
  return (
    <section className="panel" aria-labelledby="owed">
      <div className="table-head">
        <h2 id="owed">Cần nhập</h2>
        <p>{rows.length} biểu, hạn gần nhất ở trên</p>
      </div>
      <ul className="owed">
        {rows.map((row, index) => (
          <li key={row.id}>
            <div>
              <h3>
                {title(row)}, {row.unitName}
              </h3>
              {row.reason && row.status !== "draft" && <p>“{row.reason}”</p>}
            </div>
            <p>
              <b>{STATUS_LABELS[row.status]}</b>
              <span>
                {row.filled}/{row.expected} ô đã nhập
              </span>
            </p>
            <DueDate dueOn={row.dueOn} today={today} />
            <ButtonLink
              href={formHref(row)}
              primary={index === 0}
              aria-label={`Nhập ${title(row)}, ${row.unitName}`}
            >
              {row.status === "draft" ? "Nhập" : "Sửa"}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DueDate({ dueOn, today }: { dueOn: Day; today: Day }) {
  const left = daysBetween(today, dueOn);
  const isLate = left < 0;
  return (
    <p>
      <span className={isLate ? "status behind" : "status"}>
        <Icon name={isLate ? "behind" : "clock"} />
        {isLate ? `Quá hạn ${-left} ngày` : left === 0 ? "Hạn hôm nay" : `Còn ${left} ngày`}
      </span>
      <span>hạn {formatDay(dueOn)}</span>
    </p>
  );
}

/** The months that were sent: each leads to its form, which says why it is closed. */
export function SentTable({ rows }: { rows: readonly OwnSubmission[] }) {
  return (
    <section className="tablebox" aria-labelledby="sent">
      <div className="table-head">
        <h2 id="sent">Đã gửi</h2>
        <p>mới nhất ở trên</p>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Biểu đã gửi">
        <table className="data flat">
          <thead>
            <tr>
              <th scope="col">Kỳ</th>
              <th scope="col">Đơn vị</th>
              <th scope="col">Trạng thái</th>
              <th scope="col">Gửi lúc</th>
              <th scope="col">Duyệt lúc</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link href={formHref(row)}>{title(row)}</Link>
                </th>
                <td>{row.unitName}</td>
                <td>
                  {STATUS_LABELS[row.status]} {row.isLocked && <Badge kind="locked">đã khóa</Badge>}
                </td>
                <td className="num">{row.submittedAt && formatInstant(row.submittedAt)}</td>
                <td className="num">
                  {row.status === "approved" && row.decidedAt && formatInstant(row.decidedAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
