import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { LATE } from "@/app/(app)/targets/decisions/issued-meanwhile";
import { decisionHref, newDecisionHref, targetsHref } from "@/app/(app)/targets/selection";
import { requireActor } from "@/lib/auth/session";
import { getDecisionReview } from "@/lib/data/decision-review";
import { readDriveNames } from "@/lib/data/scope-drives";
import { getDecision, listDecisionTargets, stateOf, type Decision } from "@/lib/data/decisions";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { decideOnDecision, mayRecord } from "@/lib/domain/decision";
import { isIndicatorId } from "@/lib/domain/indicator";
import { yearScope } from "@/lib/domain/target-scope";
import { PAPER_PROBLEMS } from "@/lib/refusals";
import { DecisionFacts } from "./decision-facts";
import { DraftBody } from "./draft-body";
import { IssuedBody } from "./issued-body";
import { PaperPanel } from "./paper-panel";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Quyết định giao chỉ tiêu" };

/** One decision: while it is a draft, to be filled and issued; afterwards to be read, and superseded. */
export default async function DecisionPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const decision = await getDecision(actor, (await params).id);
  if (!decision) notFound();
  const search = await searchParams;
  const numbers = await listDecisionTargets(decision);
  const review = await getDecisionReview(decision, numbers);
  const drives = await readDriveNames(
    actor,
    review.tables.map((table) => table.scope),
  );
  const state = stateOf(decision);
  const may = (event: Parameters<typeof decideOnDecision>[1]) => decideOnDecision(state, event, actor).ok;
  const isDraft = decision.status === "draft";
  const today = dayInVietnam(new Date());
  const indicator = firstOf(search.indicator);
  const left = Number(firstOf(search.left) ?? 0);
  const scope = yearScope(decision.effectiveOn);
  return (
    <>
      <PageHeader
        title={`Quyết định ${decision.number}`}
        crumbs={[
          {
            label: `Chỉ tiêu ${unitTitle(decision.unit)}`,
            href: targetsHref({
              unitId: decision.unit.id,
              scope: review.tables[0]?.scope ?? scope,
              on: null,
              known: null,
              indicator: null,
            }),
          },
        ]}
        asOf={<AsOf decision={decision} />}
        controls={
          <div className="acts">
            {isDraft && may("edit") && (
              <ButtonLink primary href={`${decisionHref(decision.id)}/issue`} prefetch={false}>
                Ban hành
              </ButtonLink>
            )}
            {isDraft && may("discard") && (
              <ButtonLink href={`${decisionHref(decision.id)}/discard`} prefetch={false}>
                Bỏ dự thảo
              </ButtonLink>
            )}
            {!isDraft && mayRecord(actor, decision.unit) && (
              <ButtonLink
                primary
                href={newDecisionHref({ unit: decision.unit.id, supersedes: decision.id })}
                prefetch={false}
              >
                Lập quyết định thay thế
              </ButtonLink>
            )}
          </div>
        }
      />
      {!isDraft && firstOf(search[LATE]) !== undefined && (
        <Notice kind="warning" title="Quyết định đã ban hành trước khi biểu vừa gửi đến">
          Chưa ghi thay đổi nào của lần này. Cần thay đổi: lập quyết định thay thế.
        </Notice>
      )}
      {left > 0 && (
        <Notice kind="warning" title={`${left} số không chép được`}>
          Nơi nhận đã kết thúc hoặc chưa có tại ngày hiệu lực của quyết định này. Số cũ vẫn xem được ở quyết
          định bị thay thế.
        </Notice>
      )}
      <div className="decision-page">
        <div>
          {isDraft ? (
            <DraftBody actor={actor} decision={decision} review={review} drives={drives} today={today} />
          ) : (
            <IssuedBody
              decision={decision}
              review={review}
              drives={drives}
              indicator={indicator !== undefined && isIndicatorId(indicator) ? indicator : null}
            />
          )}
        </div>
        <div>
          {!isDraft && <DecisionFacts decision={decision} />}
          <PaperPanel
            decision={decision}
            canAttach={may("attach")}
            message={paperMessage(firstOf(search.paper))}
          />
        </div>
      </div>
    </>
  );
}

function AsOf({ decision }: { decision: Decision }) {
  const { issuer, unit, decidedOn, effectiveOn, status, supersededByNumber } = decision;
  return (
    <>
      {issuer} cho {unitTitle(unit)}, ký ngày {formatDay(decidedOn)}, có hiệu lực từ {formatDay(effectiveOn)}{" "}
      {status === "draft" && <Badge kind="provisional">dự thảo</Badge>}
      {supersededByNumber !== null && <Badge kind="corrected">đã có quyết định thay thế</Badge>}
    </>
  );
}

/** What the upload of a form without JavaScript led to. */
function paperMessage(code: string | undefined): { ok: boolean; text: string } | null {
  if (code === "saved") return { ok: true, text: "Đã lưu bản quét." };
  if (code === "refused") return { ok: false, text: "Không gắn được bản quét vào quyết định này." };
  const problem = Object.entries(PAPER_PROBLEMS).find(([name]) => name === code);
  return problem ? { ok: false, text: problem[1] } : null;
}
