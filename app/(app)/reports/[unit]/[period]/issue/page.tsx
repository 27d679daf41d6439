import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { parseReport, reportHref } from "@/app/(app)/reports/selection";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { findReport } from "@/lib/data/report-editions";
import { formatInstant } from "@/lib/domain/day";
import { periodName } from "@/lib/domain/period";
import { isEmptyReport } from "@/lib/domain/report";
import { PROVISIONAL_REASONS } from "@/lib/domain/report-fields";
import { mayIssueReport, reportHashSchema } from "@/lib/domain/report-issue";
import { IssueForm } from "./issue-form";

type Props = {
  params: Promise<{ unit: string; period: string }>;
  searchParams: Promise<SearchParams>;
};

export const metadata: Metadata = { title: "Ban hành báo cáo" };

/** What issuing does, said before it is done. */
export default async function IssueReportPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { unit, period } = await params;
  const address = parseReport(unit, period, "draft");
  const found = address && (await findReport(actor, address.unitId, address.period, "draft"));
  if (found?.kind !== "found" || !mayIssueReport(actor, found.unit) || isEmptyReport(found.report))
    notFound();
  const { report, editions, draftHash, reopened } = found;
  if (draftHash === null) notFound();
  const seen = reportHashSchema.safeParse(firstOf((await searchParams).seen));
  const back = reportHref(found.unit.id, found.period, "draft");
  const warnings = [
    report.isProvisional ? `Số liệu còn tạm tính: ${PROVISIONAL_REASONS}.` : null,
    ...(report.isProvisional ? report.notes : []),
    report.isEstimate ? "Có số ước." : null,
    reopened > 0
      ? `${reopened} biểu đang mở lại để sửa; báo cáo dùng bản đã duyệt gần nhất của các biểu đó.`
      : null,
    editions.length > 0
      ? `Kỳ này đã ban hành ${editions.length} bản; bản mới có số mới, các bản trước giữ nguyên.`
      : null,
  ].filter((one) => one !== null);
  return (
    <>
      <PageHeader
        title={`Ban hành báo cáo ${periodName(found.period)}`}
        crumbs={[{ label: `Bản nháp, ${found.unit.name}`, href: back }]}
        asOf={report.updatedAt === null ? null : `Theo số liệu ${formatInstant(new Date(report.updatedAt))}`}
      />
      <div className="step">
        <p className="lede">
          Báo cáo được <b>đánh số tiếp theo của năm</b> và giữ nguyên lời văn, bảng, số liệu như bản nháp hiện
          nay. Số liệu sửa sau này không đổi bản đã ban hành, chỉ liệt kê bên cạnh.
        </p>
        {warnings.length > 0 && (
          <Notice kind="warning" title="Cần xem lại, vẫn ban hành được">
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {seen.success && seen.data !== draftHash ? (
          <Notice kind="warning" title="Bản nháp đã đổi so với bản vừa xem">
            <Link href={back} prefetch={false}>
              Xem lại bản nháp
            </Link>{" "}
            trước khi ban hành.
          </Notice>
        ) : (
          <IssueForm
            unit={found.unit.id}
            period={found.period}
            edition={editions[0]?.edition ?? 0}
            seen={draftHash}
            backHref={back}
          />
        )}
      </div>
    </>
  );
}
