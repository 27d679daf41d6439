import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { ReviewTables, tableName } from "@/app/(app)/targets/decisions/[id]/review-table";
import { StepForm } from "@/app/(app)/targets/decisions/[id]/step-form";
import { fewNames } from "@/app/(app)/targets/decisions/few-names";
import { decisionTitle } from "@/app/(app)/targets/decisions/superseded";
import { decisionHref } from "@/app/(app)/targets/selection";
import { requireActor } from "@/lib/auth/session";
import { getDecisionReview } from "@/lib/data/decision-review";
import { getDecision, stateOf, type Decision } from "@/lib/data/decisions";
import { readDriveNames } from "@/lib/data/scope-drives";
import { dayInVietnam, formatDay, type Day } from "@/lib/domain/day";
import { decideOnDecision } from "@/lib/domain/decision";
import { dayNotes, type DayNote, type ReviewTable } from "@/lib/domain/decision-review";
import { formatCount } from "@/lib/domain/number";
import { targetAmount } from "@/lib/domain/target-words";
import { existsOn } from "@/lib/domain/unit";
import { DECISION_PROBLEMS } from "@/lib/refusals";

export const metadata: Metadata = { title: "Ban hành quyết định" };

type Props = { params: Promise<{ id: string }> };

/** What issuing does, said before it is done: the sums, who has no number, and since when it counts. */
export default async function IssuePage({ params }: Props) {
  const actor = await requireActor();
  const decision = await getDecision(actor, (await params).id);
  if (!decision) notFound();
  if (decision.status === "issued") redirect(decisionHref(decision.id));
  const answer = decideOnDecision(stateOf(decision), "issue", actor);
  if (!answer.ok && answer.reason !== "no-target") notFound();
  const { tables, strangers } = await getDecisionReview(decision);
  const drives = await readDriveNames(
    actor,
    tables.map(({ scope }) => scope),
  );
  const today = dayInVietnam(new Date());
  const { supersedesId, unit, effectiveOn } = decision;
  const earlier = supersedesId === null ? null : await getDecision(actor, supersedesId);
  const warnings = [
    ...(earlier ? secondWarnings(earlier) : []),
    ...dayWarnings(decision, today),
    ...tables.flatMap(tableWarnings),
  ];
  const isThere = existsOn(unit, effectiveOn);
  const back = decisionHref(decision.id);
  return (
    <>
      <PageHeader
        title={`Ban hành quyết định ${decision.number}`}
        crumbs={[{ label: `Dự thảo ${decision.number}`, href: back }]}
        asOf={`${decision.issuer}, ký ngày ${formatDay(decision.decidedOn)}`}
      />
      <div className="step">
        <p className="lede">
          <b>{formatCount(BigInt(decision.targets))} số</b> có hiệu lực từ {formatDay(decision.effectiveOn)}:
          kỳ số liệu chốt từ ngày này dùng số mới, kỳ trước giữ số cũ.
          {decision.supersedesNumber !== null && ` Thay quyết định ${decision.supersedesNumber}.`} Ban hành
          rồi không sửa được, chỉ thay bằng quyết định khác.
        </p>
        {!answer.ok && <Notice kind="error">{DECISION_PROBLEMS[answer.reason]}</Notice>}
        {!isThere && <Notice kind="error">{DECISION_PROBLEMS.unit}</Notice>}
        {strangers.length > 0 && (
          <Notice kind="error" title={DECISION_PROBLEMS.receiver}>
            <ul>
              {strangers.map((one) => (
                <li key={`${one.unitId ?? one.recipientId} ${one.indicator} ${one.kind} ${one.scope}`}>
                  {one.name}: {tableName(one)}, {targetAmount(one.indicator, one.kind, one.value)}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {warnings.length > 0 && (
          <Notice kind="warning" title="Cần xem lại, vẫn ban hành được">
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {tables.length > 0 && <ReviewTables tables={tables} draftId={decision.id} drives={drives} />}
        {answer.ok && isThere && strangers.length === 0 ? (
          <StepForm step="issue" id={decision.id} lockVersion={decision.lockVersion} backHref={back} />
        ) : (
          <p>
            <Link href={back} prefetch={false}>
              Quay lại dự thảo
            </Link>
          </p>
        )}
      </div>
    </>
  );
}

/** A decision may be replaced in part by one and in part by another; that it is replaced already is told. */
function secondWarnings(earlier: Decision): string[] {
  const { supersededByNumber } = earlier;
  if (supersededByNumber === null) return [];
  return [
    `${decisionTitle(earlier)} đã có quyết định ${supersededByNumber} thay thế. Nơi nào được cả hai giao thì theo quyết định có hiệu lực sau; nơi khác giữ số của quyết định đã giao cho mình.`,
  ];
}

const DAY_WARNINGS: Record<DayNote, (decision: Decision) => string> = {
  retroactive: ({ effectiveOn }) =>
    `Hiệu lực tính ngược từ ${formatDay(effectiveOn)}: % kế hoạch của các kỳ từ ngày đó tính lại theo số mới.`,
  "before-decided": () => "Ngày hiệu lực trước ngày ký.",
  "decided-later": ({ decidedOn }) => `Ngày ký ${formatDay(decidedOn)} còn ở phía trước.`,
};

const dayWarnings = (decision: Decision, today: Day) =>
  dayNotes(decision, today).map((note) => DAY_WARNINGS[note](decision));

function tableWarnings(table: ReviewTable): string[] {
  const { indicator, kind, difference, parent, missing, above } = table;
  const name = tableName(table);
  const size = (value: bigint) => targetAmount(indicator, kind, value < 0n ? -value : value);
  return [
    difference !== null && difference !== 0n && parent
      ? `${name}: tổng ${difference < 0n ? "thiếu" : "thừa"} ${size(difference)} so với ${size(parent.value)} ${
          parent.isOwn ? "trong quyết định này" : `${parent.issuer} giao`
        }.`
      : null,
    missing.length > 0
      ? `${name}: ${missing.length} nơi chưa có số: ${fewNames(missing.map((one) => one.name))}.`
      : null,
    above.length > 0
      ? `${name}: tỷ lệ trên 100% của ${fewNames(above.map((one) => `${one.name} (${targetAmount(indicator, kind, one.value)})`))}.`
      : null,
  ].filter((warning) => warning !== null);
}
