import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { ScopePicker } from "@/app/(app)/targets/decisions/[id]/scope-picker";
import { decisionHref, sheetHref } from "@/app/(app)/targets/selection";
import { requireActor } from "@/lib/auth/session";
import { getDecision, stateOf } from "@/lib/data/decisions";
import { getScopeOffer } from "@/lib/data/scope-drives";
import { sheetReceivers } from "@/lib/data/target-sheet";
import { dayInVietnam } from "@/lib/domain/day";
import { decideOnDecision } from "@/lib/domain/decision";
import { scopePeriod } from "@/lib/domain/exchange-targets";
import { scopeName, targetScopeSchema, yearScope } from "@/lib/domain/target-scope";
import { TargetsExchangeForm } from "./exchange-form";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Chỉ tiêu giao từ DHIS2" };

/** Targets of another system into a draft: what would change is shown before anything is written. */
export default async function TargetsExchangePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const decision = await getDecision(actor, (await params).id);
  if (!decision) notFound();
  if (decision.status === "issued") redirect(decisionHref(decision.id));
  if (!decideOnDecision(stateOf(decision), "edit", actor).ok) notFound();
  const year = yearScope(decision.effectiveOn);
  const scope = targetScopeSchema.safeParse(firstOf((await searchParams).scope)).data ?? year;
  const offer = await getScopeOffer(actor, decision, dayInVietnam(new Date()), scope);
  if (!offer) notFound();
  return (
    <>
      <PageHeader
        title={`Chỉ tiêu giao ${scopeName(scope, offer.names)} từ DHIS2`}
        crumbsLabel="Chỉ tiêu"
        crumbs={[
          { label: "Chỉ tiêu", href: `/targets?unit=${decision.unit.id}` },
          { label: `Dự thảo ${decision.number}`, href: decisionHref(decision.id) },
          { label: "Nhập từ Excel", href: sheetHref(decision.id, scope, sheetReceivers(decision)) },
        ]}
        asOf={
          <>
            {decision.issuer} giao. Ghi vào dự thảo; có hiệu lực khi quyết định được ban hành.{" "}
            <Badge kind="provisional">dự thảo</Badge>
          </>
        }
      />
      <div className="target-sheet">
        <section className="panel pad" aria-labelledby="huong-dan">
          <h2 id="huong-dan" className="h3">
            Tệp nào đọc được
          </h2>
          <p className="quiet">
            dataElement là chỉ tiêu giao (BHYT_TARGET, BHYT_TARGET_INCREASE, BHYT_TARGET_RATE,
            THU_TARGET_AMOUNT), period là {scopePeriod(scope)}, orgUnit là mã đơn vị nhận;
            attributeOptionCombo, nếu ghi, là nơi giao. Mã bên ngoài đổi theo{" "}
            <Link href="/exchange#ma">bảng đổi mã</Link>. Trong tệp JSON, giá trị đầu tiên là dòng 2. Có một
            lỗi thì không ghi gì; đơn vị không có trong tệp giữ nguyên số.
          </p>
          <ScopePicker action={`${decisionHref(decision.id)}/exchange`} scope={scope} offer={offer} />
        </section>
        <TargetsExchangeForm
          key={scope}
          id={decision.id}
          scope={scope}
          backHref={decisionHref(decision.id)}
        />
      </div>
    </>
  );
}
