import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { targetsHref } from "@/app/(app)/targets/selection";
import { requireActor } from "@/lib/auth/session";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { getDecision, listDecisionTargets, stateOf } from "@/lib/data/decisions";
import { readDriveNames } from "@/lib/data/scope-drives";
import { getUnitTargets } from "@/lib/data/unit-targets";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { decideOnDecision } from "@/lib/domain/decision";
import { indicator as indicatorOf, isIndicatorId } from "@/lib/domain/indicator";
import { TARGET_KINDS } from "@/lib/domain/target";
import { scopeName, targetScopeSchema } from "@/lib/domain/target-scope";
import { assignedWords } from "@/lib/domain/target-words";
import { unitIdSchema } from "@/lib/domain/unit";
import { HeadlineForm } from "./headline-form";

export const metadata: Metadata = { title: "Chọn chỉ tiêu chính" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const askedSchema = z.object({
  unit: unitIdSchema,
  indicator: z.string().refine(isIndicatorId),
  kind: z.enum(TARGET_KINDS),
  scope: targetScopeSchema,
});

/** Chooses one of several targets of a unit as its headline, with a reason, or leaves it to the rule again. */
export default async function HeadlinePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const search = await searchParams;
  const fields = ["unit", "indicator", "kind", "scope"].map((name) => [name, firstOf(search[name])]);
  const asked = askedSchema.safeParse(Object.fromEntries(fields));
  const decision = await getDecision(actor, (await params).id);
  if (!asked.success || !decision || !decideOnDecision(stateOf(decision), "set-headline", actor).ok)
    notFound();
  const { unit: unitId, indicator, kind, scope } = asked.data;
  const [unit, numbers] = await Promise.all([findReadableUnit(actor, unitId), listDecisionTargets(decision)]);
  const number = numbers.find(
    (one) => one.unitId === unitId && one.indicator === indicator && one.kind === kind && one.scope === scope,
  );
  if (!unit || !number) notFound();
  const { groups } = await getUnitTargets(unit, scope, dayInVietnam(new Date()), null);
  const rivals = groups.find((group) => group.indicator === indicator)?.targets ?? [];
  // The choice went over to the number that stands in its place.
  const stands = rivals.find(
    ({ target }) => target.issuer === decision.issuer && target.kind === kind,
  )?.target;
  const successor =
    stands && stands.decisionId !== decision.id && stands.effectiveOn >= decision.effectiveOn ? stands : null;
  const back = targetsHref({ unitId, scope, on: null, known: null, indicator });
  return (
    <>
      <PageHeader
        title={
          number.headlineReason === null || successor
            ? "Chọn chỉ tiêu chính"
            : "Trả chỉ tiêu chính về quy tắc"
        }
        crumbs={[{ label: `Chỉ tiêu ${unitTitle(unit)}`, href: back }]}
        asOf={`${indicatorOf(indicator).name}, ${scopeName(scope, await readDriveNames(actor, [scope]))}`}
      />
      <section className="panel pad step" aria-label="Các chỉ tiêu">
        <ul className="checks">
          {rivals.map(({ target }) => (
            <li key={`${target.issuer} ${target.kind}`}>
              <span aria-hidden="true">·</span>
              <span>
                {assignedWords(target)}
                {target.isHeadline && <b> (đang là chỉ tiêu chính)</b>}
              </span>
            </li>
          ))}
        </ul>
        <p className="quiet">
          Quy tắc: số người của BHXH Việt Nam là chỉ tiêu chính, không có thì quyết định mới nhất. Chỉ tiêu
          chính đứng đầu và quyết định tiến độ trên mọi màn hình.
        </p>
        {successor ? (
          <Notice kind="info" title="Số này đã có số khác thay">
            {assignedWords(successor)}, có hiệu lực từ {formatDay(successor.effectiveOn)}. Chọn hay trả về quy
            tắc thì làm ở quyết định đó: <Link href={back}>xem các chỉ tiêu</Link>.
          </Notice>
        ) : (
          <HeadlineForm
            id={decision.id}
            lockVersion={decision.lockVersion}
            target={asked.data}
            chosen={number.headlineReason}
            name={`${decision.issuer}, số ${decision.number}`}
            backHref={back}
          />
        )}
      </section>
    </>
  );
}
