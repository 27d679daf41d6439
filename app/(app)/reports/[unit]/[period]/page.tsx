import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { firstOf, type SearchParams } from "@/app/search-params";
import { auditEntryHref } from "@/app/(app)/admin/audit/selection";
import { parseReport, reportHref, type ReportAddress } from "@/app/(app)/reports/selection";
import { PaperSheet } from "@/components/paper/paper-sheet";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import type { NoDashboard } from "@/lib/data/dashboard";
import { findReport, type FoundReport, type NoReport } from "@/lib/data/report-editions";
import { dayInVietnam } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { asOfDay, isPeriodId, periodName } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { isEmptyReport } from "@/lib/domain/report";
import { mayIssueReport } from "@/lib/domain/report-issue";
import { reportPaper } from "@/lib/domain/report-paper";
import { existsOn, provincePath } from "@/lib/domain/unit";
import { mayPrint } from "@/lib/print/report-pdf";
import { ReportChanges } from "./report-changes";
import { ReportEditions } from "./report-editions";
import { ReportHeader } from "./report-header";

type Props = {
  params: Promise<{ unit: string; period: string }>;
  searchParams: Promise<SearchParams>;
};

const load = cache(
  async (unit: string, period: string, edition: string | undefined): Promise<FoundReport | NoReport> => {
    const actor = await requireActor();
    const address = parseReport(unit, period, edition);
    return address
      ? findReport(actor, address.unitId, address.period, address.edition)
      : { kind: "not-found" };
  },
);

const loadFrom = async ({ params, searchParams }: Props) => {
  const [{ unit, period }, { edition }] = await Promise.all([params, searchParams]);
  return load(unit, period, firstOf(edition));
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await loadFrom(props);
  if (found.kind !== "found") return { title: "Báo cáo" };
  return { title: `Báo cáo ${periodName(found.period)}, ${unitTitle(found.unit)}` };
}

/** The official text of a unit and period, on the sheet that it will be printed on. */
export default async function ReportPage(props: Props) {
  const actor = await requireActor();
  const found = await loadFrom(props);
  if (found.kind === "not-valid") return <NotThen found={found} />;
  if (found.kind === "no-period") return <NoneYet {...await props.params} />;
  if (found.kind !== "found") notFound();
  const { unit, period, report, issued, standing, editions, changes } = found;
  const isEmpty = isEmptyReport(report);
  const mayIssue = mayIssueReport(actor, unit) && !isEmpty;
  const address: ReportAddress = { unitId: unit.id, period, edition: issued ? issued.edition : "draft" };
  return (
    <>
      <ReportHeader found={found} address={address} mayIssue={mayIssue} mayPrint={mayPrint()} />
      {isEmpty ? (
        <EmptyState
          title={`Chưa có số liệu ${periodName(period)}`}
          action={<ButtonLink href={`/units/${unit.id}?period=${period}`}>Xem tình hình đơn vị</ButtonLink>}
        >
          Chưa đơn vị nào của {unitTitle(unit)} có số liệu được duyệt, nên chưa có câu nào để viết. Chọn kỳ
          khác, hoặc xem lại sau khi các đơn vị nộp.
        </EmptyState>
      ) : (
        <div className="report-desk">
          <PaperSheet paper={reportPaper(report, standing, dayInVietnam(new Date()))} />
          {editions.length > 0 && (
            <aside className="report-side" aria-label="Các bản đã ban hành">
              <ReportEditions
                unitId={unit.id}
                period={period}
                editions={editions}
                shown={issued?.edition ?? null}
              />
              {issued && <ReportChanges {...changes} issuedAt={issued.issuedAt} />}
              {issued && can(actor, "audit.read", { path: provincePath(unit) }) && (
                <Link
                  href={auditEntryHref(unit.provinceId, issued.issue.proof.seq)}
                  className="report-proof"
                  prefetch={false}
                >
                  Đối chiếu đầu chuỗi trong nhật ký
                </Link>
              )}
            </aside>
          )}
        </div>
      )}
    </>
  );
}

/** Nobody has opened the period: whoever asked for it knows the unit. */
function NoneYet({ unit, period }: { unit: string; period: string }) {
  return (
    <EmptyState
      as="h1"
      title={isPeriodId(period) ? `Chưa có số liệu ${periodName(period)}` : "Chưa có số liệu"}
      action={<ButtonLink href={`/reports/${unit}`}>Xem báo cáo kỳ mới nhất</ButtonLink>}
    >
      Kỳ này chưa mở, nên chưa có số liệu được duyệt để viết báo cáo.
    </EmptyState>
  );
}

type NotValid = Extract<NoDashboard, { kind: "not-valid" }>;

/** The unit had not begun, or had ended: whoever stood in its place then has the report. */
function NotThen({ found: { unit, period, relatives } }: { found: NotValid }) {
  return (
    <EmptyState
      as="h1"
      title={`${unit.name} không có trong kỳ ${periodName(period)}`}
      action={<ButtonLink href="/reports">Về danh sách báo cáo</ButtonLink>}
    >
      {relatives
        .filter((one) => existsOn(one, asOfDay(period)))
        .map(({ id, name }) => (
          <a key={id} href={reportHref(id, period)}>
            Báo cáo của {name}
          </a>
        ))}
    </EmptyState>
  );
}
