import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { PeriodPicker } from "@/components/ui/period-picker";
import { requireActor } from "@/lib/auth/session";
import { listUnitPeriods, type DashboardPeriod } from "@/lib/data/dashboard-periods";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { getEntryForm } from "@/lib/data/entry-form";
import { getEntryHistory } from "@/lib/data/entry-history";
import { countByIndicator, listFigureComments } from "@/lib/data/figure-comments";
import { findSubmissionId } from "@/lib/data/entry-list";
import { dayInVietnam, daysBetween, formatDay, formatInstant, type Day } from "@/lib/domain/day";
import {
  addMonths,
  periodName,
  periodTitle,
  shortPeriodName,
  yearOf,
  type PeriodId,
} from "@/lib/domain/period";
import { rightsOf } from "@/lib/domain/policy";
import { canEnter } from "@/lib/domain/submission";
import type { Submission } from "@/lib/data/submissions";
import { STATUS_LABELS } from "@/lib/labels";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";
import { EntryForm } from "./entry-form";
import { toFormView, withComments } from "./form-view";
import { readParams, type FormParams } from "@/app/(app)/entry/[unit]/[period]/read-params";

export async function generateMetadata(props: FormParams): Promise<Metadata> {
  const { period } = await readParams(props);
  return { title: `Nhập số liệu ${periodName(period)}` };
}

export default async function EntryPage(props: FormParams) {
  const actor = await requireActor();
  const { unit, period } = await readParams(props);
  const now = new Date();
  const today = dayInVietnam(now);
  const id = await findSubmissionId(unit, period);
  const form = id && (await getEntryForm(actor, id, now));
  if (!form) notFound();

  const { submission, lock } = form;
  const isEditable = canEnter(submission, actor, today);
  const [home, history, comments] = await Promise.all([
    findReadableUnit(actor, unit),
    getEntryHistory(submission),
    listFigureComments(submission),
  ]);
  const periods = home ? await listUnitPeriods(home) : [];
  return (
    <>
      <PageHeader
        title={`Nhập số liệu ${periodName(period)}`}
        crumbsLabel="Đơn vị"
        crumbs={[
          { label: "Nhập số liệu", href: "/entry" },
          { label: submission.unit.shortName, href: `/units/${unit}?period=${period}` },
        ]}
        asOf={<AsOf submission={submission} today={today} />}
        controls={
          <>
            <Periods unit={unit} current={period} periods={periods} />
            {submission.unit.reportingKind === "district" && (
              <ButtonLink href={`/entry/${unit}/${period}/partners`}>Đơn vị phối hợp</ButtonLink>
            )}
            {isEditable && <ButtonLink href={`/entry/${unit}/${period}/sheet`}>Nhập từ Excel</ButtonLink>}
          </>
        }
      />
      {lock && (
        <Notice kind="info" title={SUBMISSION_REFUSALS[lock]}>
          <LockFacts submission={submission} />
        </Notice>
      )}
      {!lock && !isEditable && <Notice kind="info">Tài khoản này chỉ xem, không nhập số liệu.</Notice>}
      {submission.reason && submission.status !== "approved" && (
        <Notice
          kind="warning"
          title={submission.status === "returned" ? "Biểu bị trả lại" : "Biểu được mở lại để sửa"}
        >
          <p>
            {submission.decidedBy?.displayName}
            {submission.decidedAt && `, ${formatInstant(submission.decidedAt)}`}: “{submission.reason}”
          </p>
        </Notice>
      )}
      <EntryForm
        id={submission.id}
        typist={rightsOf(actor)}
        lockVersion={submission.lockVersion}
        view={withComments(toFormView(form, history), countByIndicator(comments), submission.id)}
        columns={columnNames(period)}
        isEditable={isEditable}
      />
    </>
  );
}

function AsOf({ submission, today }: { submission: Submission; today: Day }) {
  const { unit, asOf, dueOn, status, firstSubmittedAt } = submission;
  const left = daysBetween(today, dueOn);
  const isOwed = status !== "approved" && status !== "submitted";
  return (
    <>
      {unit.name}. Số liệu đến {formatDay(asOf)}, hạn nộp {formatDay(dueOn)}
      {isOwed && firstSubmittedAt === null && (
        <>
          , <b className={left < 0 ? "behind" : undefined}>{dueWords(left)}</b>
        </>
      )}{" "}
      <Badge kind={status === "approved" ? "stated" : "provisional"}>
        {STATUS_LABELS[status].toLowerCase()}
      </Badge>
    </>
  );
}

function dueWords(left: number): string {
  if (left < 0) return `quá hạn ${-left} ngày`;
  return left === 0 ? "hạn hôm nay" : `còn ${left} ngày`;
}

function LockFacts({
  submission: { submittedAt, submittedBy, decidedAt, decidedBy, status },
}: {
  submission: Submission;
}) {
  const facts = [
    submittedAt &&
      (submittedBy
        ? `${submittedBy.displayName} nộp ${formatInstant(submittedAt)}.`
        : `Nạp từ tệp ${formatInstant(submittedAt)}.`),
    status === "approved" &&
      decidedAt &&
      decidedBy &&
      `${decidedBy.displayName} duyệt ${formatInstant(decidedAt)}.`,
  ].filter(Boolean);
  return facts.length > 0 ? <p>{facts.join(" ")}</p> : null;
}

function Periods({
  unit,
  current,
  periods,
}: {
  unit: string;
  current: PeriodId;
  periods: readonly DashboardPeriod[];
}) {
  const at = periods.findIndex(({ id }) => id === current);
  const href = (period: DashboardPeriod | undefined) => (period ? `/entry/${unit}/${period.id}` : null);
  return (
    <PeriodPicker
      action={`/entry/${unit}`}
      current={current}
      periods={periods.map(({ id }) => ({ id, label: periodTitle(id) }))}
      previousHref={at < 0 ? null : href(periods[at + 1])}
      nextHref={href(periods[at - 1])}
      keep={{}}
    />
  );
}

function columnNames(period: PeriodId) {
  return {
    current: periodTitle(period),
    lastMonth: shortPeriodName(addMonths(period, -1)),
    lastYear: shortPeriodName(addMonths(period, -12)),
    year: String(yearOf(period)),
  };
}
