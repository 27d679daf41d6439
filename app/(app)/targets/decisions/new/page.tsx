import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { decisionHref, targetsHref } from "@/app/(app)/targets/selection";
import { HeadForm } from "@/app/(app)/targets/decisions/head-form";
import { decisionTitle, listSuperseded } from "@/app/(app)/targets/decisions/superseded";
import { requireActor } from "@/lib/auth/session";
import { getDecision } from "@/lib/data/decisions";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { dayInVietnam } from "@/lib/domain/day";
import { mayRecord } from "@/lib/domain/decision";
import { issuersFor } from "@/lib/domain/issuer";
import { yearScope } from "@/lib/domain/target-scope";
import { unitIdSchema } from "@/lib/domain/unit";

export const metadata: Metadata = { title: "Lập quyết định giao chỉ tiêu" };

type Props = { searchParams: Promise<SearchParams> };

/** A new draft for a unit, or one in place of an issued decision, which begins with its numbers. */
export default async function NewDecisionPage({ searchParams }: Props) {
  const actor = await requireActor();
  const search = await searchParams;
  const unitId = unitIdSchema.safeParse(firstOf(search.unit) ?? actor.unit.id);
  const unit = unitId.success ? await findReadableUnit(actor, unitId.data) : null;
  if (!unit || !mayRecord(actor, unit)) notFound();
  const supersedes = firstOf(search.supersedes);
  const earlier = supersedes === undefined ? null : await getDecision(actor, supersedes);
  if (supersedes !== undefined && (earlier?.unit.id !== unit.id || earlier.status !== "issued")) notFound();
  const today = dayInVietnam(new Date());
  const scope = yearScope(today);
  return (
    <>
      <PageHeader
        title={earlier ? "Lập quyết định thay thế" : "Lập quyết định giao chỉ tiêu"}
        crumbs={[
          {
            label: `Chỉ tiêu ${unitTitle(unit)}`,
            href: targetsHref({ unitId: unit.id, scope, on: null, known: null, indicator: null }),
          },
        ]}
        asOf={
          earlier
            ? `Thay ${decisionTitle(earlier)}. Quyết định cũ và các số của nó vẫn xem được.`
            : `Cho ${unitTitle(unit)}. Ghi thông tin của văn bản, rồi thêm chỉ tiêu vào dự thảo.`
        }
      />
      {earlier?.supersededById && (
        <Notice kind="warning" title={`Quyết định ${earlier.number} đã có quyết định thay thế`}>
          <Link href={decisionHref(earlier.supersededById)} prefetch={false}>
            {earlier.supersededByNumber}
          </Link>{" "}
          đã thay quyết định này. Thường phải thay quyết định mới hơn; chỉ lập tiếp khi thay phần số còn lại.
        </Notice>
      )}
      <section className="panel pad" aria-label="Thông tin quyết định">
        <HeadForm
          draft={null}
          unitId={unit.id}
          issuers={issuersFor(unit)}
          earlier={await listSuperseded(actor, unit)}
          values={{
            issuer: earlier?.issuer ?? "",
            number: "",
            decidedOn: today,
            effectiveOn: today,
            subject: earlier?.subject ?? "",
            supersedesId: earlier?.id ?? "",
          }}
          copies={earlier?.targets ?? 0}
        />
      </section>
    </>
  );
}
