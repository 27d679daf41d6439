import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { StepForm } from "@/app/(app)/targets/decisions/[id]/step-form";
import { decisionHref } from "@/app/(app)/targets/selection";
import { requireActor } from "@/lib/auth/session";
import { getDecision, stateOf } from "@/lib/data/decisions";
import { decideOnDecision } from "@/lib/domain/decision";

export const metadata: Metadata = { title: "Bỏ dự thảo quyết định" };

type Props = { params: Promise<{ id: string }> };

/** A draft is taken back only after it was said what goes with it. */
export default async function DiscardPage({ params }: Props) {
  const actor = await requireActor();
  const decision = await getDecision(actor, (await params).id);
  if (!decision) notFound();
  if (decision.status === "issued") redirect(decisionHref(decision.id));
  if (!decideOnDecision(stateOf(decision), "discard", actor).ok) notFound();
  const back = decisionHref(decision.id);
  return (
    <>
      <PageHeader
        title={`Bỏ dự thảo ${decision.number}`}
        crumbs={[{ label: `Dự thảo ${decision.number}`, href: back }]}
      />
      <div className="step">
        <p className="lede">
          <b>Bỏ {decision.targets} số</b>
          {decision.paperName !== null && " và bản quét"} cùng dự thảo này. Nhật ký giữ các số đã bỏ.
        </p>
        <StepForm step="discard" id={decision.id} lockVersion={decision.lockVersion} backHref={back} />
      </div>
    </>
  );
}
