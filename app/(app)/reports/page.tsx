import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { listUnitPeriods } from "@/lib/data/dashboard-periods";
import { findReadableUnit, listChildren } from "@/lib/data/dashboard-units";
import { listNewestIssued } from "@/lib/data/issued-reports";
import { dayInVietnam, formatDay, formatInstant } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { periodTitle } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { reportNumber } from "@/lib/domain/report-paper";
import { ButtonLink } from "@/components/ui/button";
import { reportHref } from "./selection";

export const metadata: Metadata = { title: "Báo cáo" };

const PERIODS = 12;
const ISSUED = 30;

/** Reports of the own unit by period, those of the units below, and what was issued. */
export default async function ReportsPage() {
  const actor = await requireActor();
  const today = dayInVietnam(new Date());
  const unit = await findReadableUnit(actor, actor.unit.id);
  const [periods, issued, below] = await Promise.all([
    unit ? listUnitPeriods(unit) : [],
    listNewestIssued(actor, ISSUED),
    unit ? listChildren(unit, today) : [],
  ]);
  const recent = periods.filter(({ asOf }) => asOf <= today).slice(0, PERIODS);
  const [newest] = recent;
  const numbers = (period: string) =>
    issued.filter((one) => one.unitId === unit?.id && one.period === period).map(({ number }) => number);
  return (
    <>
      <PageHeader
        title="Báo cáo"
        asOf={unit ? `${unit.name}: lời văn và bảng viết từ số liệu đã duyệt.` : null}
        controls={
          <>
            {can(actor, "report.mail", actor.unit) && (
              <ButtonLink href="/reports/mails" prefetch={false}>
                Gửi theo lịch
              </ButtonLink>
            )}
            {can(actor, "report.template", { path: "/vn/" }) && (
              <ButtonLink href="/admin/report-templates" prefetch={false}>
                Mẫu câu báo cáo
              </ButtonLink>
            )}
          </>
        }
      />
      {!unit || !newest ? (
        <EmptyState title="Chưa có kỳ số liệu nào để viết báo cáo">
          Trung ương chưa mở kỳ nào trong thời gian đơn vị này hoạt động.
        </EmptyState>
      ) : (
        <div className="split reports">
          <section className="panel" aria-labelledby="own">
            <h2 id="own" className="h3 panel-head">
              {unitTitle(unit)}
            </h2>
            <table className="data flat">
              <thead>
                <tr>
                  <th scope="col">Kỳ</th>
                  <th scope="col">Số liệu đến</th>
                  <th scope="col">Đã ban hành</th>
                </tr>
              </thead>
              <tbody>
                {recent.map(({ id, asOf }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link href={reportHref(unit.id, id)} prefetch={false}>
                        {periodTitle(id)}
                      </Link>
                    </th>
                    <td>{formatDay(asOf)}</td>
                    <td className="report-numbers">
                      {numbers(id).map((number) => (
                        <span key={number}>Số {reportNumber(number)}</span>
                      ))}
                      {numbers(id).length === 0 && "chưa"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <div className="side-forms">
            <section className="panel pad" aria-labelledby="issued">
              <h2 id="issued" className="h3">
                Mới ban hành
              </h2>
              {issued.length === 0 ? (
                <p className="quiet">Chưa ban hành báo cáo nào.</p>
              ) : (
                <ul className="report-editions">
                  {issued.map((one) => (
                    <li key={`${one.unitId} ${one.period} ${one.edition}`}>
                      <Link href={reportHref(one.unitId, one.period, one.edition)} prefetch={false}>
                        {one.unitName}, {periodTitle(one.period).toLocaleLowerCase("vi")}
                      </Link>
                      <span>
                        Số {reportNumber(one.number)}, {formatInstant(one.issuedAt)}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
            {below.length > 0 && (
              <details className="panel pad report-below">
                <summary>
                  Đơn vị trực thuộc, {periodTitle(newest.id).toLocaleLowerCase("vi")} ({below.length})
                </summary>
                <p>
                  <Link href={`${reportHref(unit.id, newest.id)}/all`} prefetch={false}>
                    Tải tất cả
                  </Link>
                </p>
                <ul>
                  {below.map(({ id, shortName }) => (
                    <li key={id}>
                      <Link href={reportHref(id, newest.id)} prefetch={false}>
                        {shortName}
                      </Link>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        </div>
      )}
    </>
  );
}
