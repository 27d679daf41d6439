import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { decisionHref } from "@/app/(app)/targets/selection";
import { requireActor } from "@/lib/auth/session";
import { getDecision, listDecisionTargets, stateOf, type Decision } from "@/lib/data/decisions";
import { getScopeOffer } from "@/lib/data/scope-drives";
import { sheetReceivers } from "@/lib/data/target-sheet";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { decideOnDecision } from "@/lib/domain/decision";
import { INDICATOR_IDS, indicatorsFor, type IndicatorId } from "@/lib/domain/indicator";
import { scopeName, targetScopeSchema, yearScope, type TargetScope } from "@/lib/domain/target-scope";
import { SheetForm } from "./sheet-form";
import { TemplateForm } from "./template-form";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Nhập chỉ tiêu từ Excel" };

/** Targets of one time from a workbook or a paste: what would change is shown before anything is written. */
export default async function SheetPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const decision = await getDecision(actor, (await params).id);
  if (!decision) notFound();
  if (decision.status === "issued") redirect(decisionHref(decision.id));
  if (!decideOnDecision(stateOf(decision), "edit", actor).ok) notFound();
  const search = await searchParams;
  const year = yearScope(decision.effectiveOn);
  const scope = targetScopeSchema.safeParse(firstOf(search.scope)).data ?? year;
  const offer = await getScopeOffer(actor, decision, dayInVietnam(new Date()), scope);
  if (!offer) notFound();
  const to = sheetReceivers(decision, firstOf(search.to) === "recipients" ? "recipient" : "unit");
  const drafted = await listDraftedIndicators(decision, scope);
  return (
    <>
      <PageHeader
        title={`Nhập chỉ tiêu ${scopeName(scope, offer.names)} từ Excel`}
        crumbsLabel="Chỉ tiêu"
        crumbs={[
          { label: "Chỉ tiêu", href: `/targets?unit=${decision.unit.id}` },
          { label: `Dự thảo ${decision.number}`, href: decisionHref(decision.id) },
        ]}
        asOf={
          <>
            {decision.issuer} giao cho{" "}
            {to === "unit" ? `các đơn vị của ${decision.unit.name}` : `nơi nhận của ${decision.unit.name}`},
            có hiệu lực từ {formatDay(decision.effectiveOn)} <Badge kind="provisional">dự thảo</Badge>
          </>
        }
      />
      <div className="target-sheet">
        <TemplateForm
          id={decision.id}
          scope={scope}
          offer={offer}
          to={to}
          offered={indicatorsFor(decision.effectiveOn, drafted)}
          checked={drafted.length > 0 ? drafted : ["BHYT", "BHXH_TN"]}
        />
        <SheetForm key={scope} id={decision.id} scope={scope} to={to} backHref={decisionHref(decision.id)} />
      </div>
    </>
  );
}

async function listDraftedIndicators(decision: Decision, scope: TargetScope): Promise<IndicatorId[]> {
  const targets = await listDecisionTargets(decision);
  const drafted = new Set(targets.filter((one) => one.scope === scope).map(({ indicator }) => indicator));
  return INDICATOR_IDS.filter((id) => drafted.has(id));
}
