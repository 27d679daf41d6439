import { issueHref, reportFileHref, reportHref, type ReportAddress } from "@/app/(app)/reports/selection";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { PeriodPicker } from "@/components/ui/period-picker";
import type { FoundReport } from "@/lib/data/report-editions";
import { formatDay, formatInstant } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { periodName, periodTitle } from "@/lib/domain/period";
import { isEmptyReport } from "@/lib/domain/report";
import { reportNumber } from "@/lib/domain/report-paper";
import { PrintButton } from "./print-button";
import { TakePdf } from "./take-pdf";

type Props = { found: FoundReport; address: ReportAddress; mayIssue: boolean; mayPrint: boolean };

export function ReportHeader({ found, address, mayIssue, mayPrint }: Props) {
  const { unit, period, crumbs, report } = found;
  const above = [...crumbs, unit].map((one) => ({
    label: unitTitle(one),
    href: `/units/${one.id}?period=${period}`,
  }));
  return (
    <PageHeader
      title={`Báo cáo ${periodName(period)}`}
      crumbs={above}
      asOf={<AsOf found={found} />}
      controls={
        <>
          <Periods found={found} />
          {!isEmptyReport(report) && <Files address={address} mayPrint={mayPrint} />}
          {report.tables.length > 0 && (
            <ButtonLink href={`${reportHref(unit.id, period)}/all`} prefetch={false}>
              Các đơn vị
            </ButtonLink>
          )}
          {mayIssue && (
            <ButtonLink primary href={issueHref(unit.id, period, found.draftHash)} prefetch={false}>
              {found.editions.length === 0 ? "Ban hành" : "Ban hành lại"}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}

function AsOf({ found }: Pick<Props, "found">) {
  const { issued, report, editions } = found;
  const [newest] = editions;
  const isReplaced = issued !== null && newest !== undefined && newest.edition !== issued.edition;
  return (
    <>
      {issued
        ? `Số ${reportNumber(issued.issue.number)}, ban hành ngày ${formatDay(issued.issue.day)}, người ban hành ${issued.issuedBy}. Số liệu giữ nguyên như khi ban hành.`
        : draftWords(found)}{" "}
      {issued && <Badge kind="locked">đã ban hành</Badge>}{" "}
      {isReplaced && <Badge kind="reopened">đã có bản mới hơn, số {reportNumber(newest.issue.number)}</Badge>}{" "}
      {found.reopened > 0 && <Badge kind="reopened">{found.reopened} biểu đang mở lại</Badge>}{" "}
      {report.isProvisional && <Badge kind="provisional">tạm tính</Badge>}{" "}
      {report.isEstimate && <Badge kind="estimate">ước</Badge>}{" "}
      {report.isSample && <Badge kind="sample">minh họa</Badge>}
    </>
  );
}

function draftWords({ standing, report: { updatedAt } }: FoundReport): string {
  const isDraft = standing !== "untold";
  if (updatedAt === null) return `${isDraft ? "Bản nháp, chưa" : "Chưa"} có số liệu được duyệt`;
  return `${isDraft ? "Bản nháp" : "Bản xem"} theo số liệu ${formatInstant(new Date(updatedAt))}`;
}

function Periods({ found: { unit, period, periods } }: Pick<Props, "found">) {
  const at = periods.findIndex(({ id }) => id === period);
  const step = (by: number) => {
    const other = periods[at + by];
    return at === -1 || !other ? null : reportHref(unit.id, other.id);
  };
  return (
    <PeriodPicker
      action={`/reports/${unit.id}`}
      current={period}
      periods={periods.map(({ id }) => ({ id, label: periodTitle(id) }))}
      previousHref={step(1)}
      nextHref={step(-1)}
      keep={{}}
    />
  );
}

function Files({ address: { unitId, period, edition }, mayPrint }: Pick<Props, "address" | "mayPrint">) {
  return (
    <>
      <a className="button" href={reportFileHref(unitId, period, "word", edition)} download>
        <Icon name="download" />
        Word
      </a>
      <a className="button" href={reportFileHref(unitId, period, "brief", edition)} download>
        Tóm tắt
      </a>
      <a className="button" href={reportFileHref(unitId, period, "excel", edition)} download>
        Excel
      </a>
      {mayPrint && <TakePdf href={reportFileHref(unitId, period, "pdf", edition)} />}
      <PrintButton savesPdf={!mayPrint} />
    </>
  );
}
