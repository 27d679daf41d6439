import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { parseReport, reportFileHref, reportHref } from "@/app/(app)/reports/selection";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { listReportsBelow } from "@/lib/data/report-list";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { periodName } from "@/lib/domain/period";
import { reportNumber } from "@/lib/domain/report-paper";
import { MOST_IN_ARCHIVE } from "./fetch-all";
import { TakeAll } from "./take-all";

type Props = { params: Promise<{ unit: string; period: string }> };

export const metadata: Metadata = { title: "Báo cáo các đơn vị" };

/** The reports of all units below, one by one or in one archive. */
export default async function AllReportsPage({ params }: Props) {
  const actor = await requireActor();
  const { unit, period } = await params;
  const address = parseReport(unit, period, undefined);
  const below = address && (await listReportsBelow(actor, address.unitId, address.period));
  if (!below || below.reports.length === 0) notFound();
  const { reports } = below;
  const issued = reports.filter(({ number }) => number !== null).length;
  const files = reports.map((one) => ({
    name: one.unit.name,
    href: reportFileHref(one.unit.id, below.period, "word", "newest"),
  }));
  const archive = `bao-phu_bao-cao_${below.unit.id}_${below.period}.zip`;
  return (
    <>
      <PageHeader
        title={`Báo cáo ${periodName(below.period)} của ${reports.length} đơn vị`}
        crumbs={[{ label: unitTitle(below.unit), href: reportHref(below.unit.id, below.period) }]}
        asOf={`${issued} đã ban hành, ${reports.length - issued} bản nháp theo số liệu hiện nay.`}
      />
      {files.length > MOST_IN_ARCHIVE ? (
        <Notice kind="info" title={`${files.length} báo cáo là quá nhiều cho một gói`}>
          Một gói có nhiều nhất {MOST_IN_ARCHIVE} báo cáo. Tải từng báo cáo dưới đây, hoặc từng tỉnh một gói.
        </Notice>
      ) : (
        <TakeAll files={files} archive={archive} />
      )}
      <section className="panel" aria-label="Từng báo cáo">
        <table className="data flat">
          <thead>
            <tr>
              <th scope="col">Đơn vị</th>
              <th scope="col">Báo cáo</th>
              <th scope="col">Tệp</th>
            </tr>
          </thead>
          <tbody>
            {reports.map(({ unit: one, number }) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link href={reportHref(one.id, below.period)} prefetch={false}>
                    {one.name}
                  </Link>
                </th>
                <td>{number === null ? "bản nháp" : `Số ${reportNumber(number)}`}</td>
                <td>
                  <a href={reportFileHref(one.id, below.period, "word", "newest")} download>
                    Word<span className="sr"> {one.name}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
