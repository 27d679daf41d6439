import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/app/search-params";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { listReadableDecisionIds, listDecisions, stateOf } from "@/lib/data/decisions";
import { findReadableUnit, listAncestors, listChildren } from "@/lib/data/dashboard-units";
import { readDriveNames } from "@/lib/data/scope-drives";
import { getUnitTargets } from "@/lib/data/unit-targets";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { decideOnDecision, mayRecord } from "@/lib/domain/decision";
import { can } from "@/lib/domain/policy";
import { targetListSummary, type TargetGroup } from "@/lib/domain/target-list";
import { isKnownScope, scopeChoices, scopeName } from "@/lib/domain/target-scope";
import { existsOn } from "@/lib/domain/unit";
import { capital } from "@/lib/domain/wording";
import { DecisionTable } from "./decision-table";
import { newDecisionHref, parseTargetSelection, targetsHref } from "./selection";
import { TargetFilter } from "./target-filter";
import { TargetLinks } from "./target-links";
import { TargetTable } from "./target-table";

export const metadata: Metadata = { title: "Chỉ tiêu" };

type Props = { searchParams: Promise<SearchParams> };

/** Every target of a unit side by side, as it stands on a day, and the decisions that gave it. */
export default async function TargetsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const today = dayInVietnam(new Date());
  const selection = parseTargetSelection(await searchParams, { unitId: actor.unit.id, today });
  const unit =
    selection && can(actor, "target.read", actor.unit)
      ? await findReadableUnit(actor, selection.unitId)
      : null;
  if (!selection || !unit) notFound();
  const { scope, indicator, known } = selection;
  const on = selection.on ?? today;
  const [list, decisions, ancestors, children] = await Promise.all([
    getUnitTargets(unit, scope, on, known),
    listDecisions(actor, unit, scope, known),
    listAncestors(unit),
    listChildren(unit, existsOn(unit, on) ? on : (unit.validTo ?? unit.validFrom)),
  ]);
  const drives = await readDriveNames(actor, [scope, ...list.scopes]);
  if (!isKnownScope(scope, drives)) notFound();
  const groups = indicator ? list.groups.filter((group) => group.indicator === indicator) : list.groups;
  const readable = await listReadableDecisionIds(actor, decisionIds(groups));
  const choosable = new Set(
    decisions.filter((one) => decideOnDecision(stateOf(one), "set-headline", actor).ok).map(({ id }) => id),
  );
  const canRecord = mayRecord(actor, unit);
  const name = scopeName(scope, drives);
  return (
    <>
      <PageHeader
        title={`Chỉ tiêu ${unitTitle(unit)}`}
        crumbs={ancestors.map((one) => ({
          label: unitTitle(one),
          href: targetsHref(selection, { unitId: one.id }),
        }))}
        crumbsLabel="Đơn vị"
        asOf={
          <>
            {capital(name)}, chỉ tiêu có hiệu lực đến ngày {formatDay(on)}
            {known && `, theo những gì đã ghi nhận đến hết ngày ${formatDay(known)}`}.
          </>
        }
        controls={
          canRecord && (
            <div className="acts">
              <ButtonLink primary href={newDecisionHref({ unit: unit.id })} prefetch={false}>
                Lập quyết định
              </ButtonLink>
            </div>
          )
        }
      />
      <section className="answer" aria-label="Kết luận">
        <p className="lede">{summaryWords(groups, name)}</p>
        <TargetLinks unit={unit} selection={selection} />
      </section>
      <TargetFilter
        selection={{ ...selection, on }}
        today={today}
        units={[...ancestors, unit, ...children]}
        scopes={scopeChoices([...list.scopes, scope], today)}
        drives={drives}
        indicators={list.groups.map((group) => group.indicator)}
      />
      {groups.length === 0 ? (
        <EmptyState title={`Chưa có chỉ tiêu ${name}`}>
          {known
            ? `Đến hết ngày ${formatDay(known)} chưa ghi nhận quyết định nào giao chỉ tiêu ${name} cho đơn vị này.`
            : `Chưa quyết định nào giao chỉ tiêu ${name} cho đơn vị này.`}{" "}
          Chọn thời gian khác, hoặc xem đơn vị cấp trên.
        </EmptyState>
      ) : (
        <TargetTable
          groups={groups}
          names={list.names}
          readable={readable}
          choosable={choosable}
          unitId={unit.id}
        />
      )}
      <DecisionTable decisions={decisions} scopeName={name} unitId={unit.id} />
    </>
  );
}

function decisionIds(groups: readonly TargetGroup[]): string[] {
  const all = groups.flatMap(({ targets }) =>
    targets.flatMap(({ target, replaced, next, parts }) => [target, replaced, next, ...parts]),
  );
  return [...new Set(all.flatMap((one) => one?.decisionId ?? []))];
}

/** "Năm 2026 được giao 14 chỉ tiêu cho 7 mục, bởi BHXH VN, UBND tỉnh." */
function summaryWords(groups: readonly TargetGroup[], name: string) {
  const { targets, indicators, issuers, later, inherited } = targetListSummary(groups);
  if (targets === 0) return <>{capital(name)} chưa được giao chỉ tiêu nào.</>;
  const notes = [
    later > 0 ? `${later} chỉ tiêu giao sau ngày xem` : null,
    inherited > 0 ? `${inherited} chỉ tiêu cộng từ các đơn vị cũ` : null,
  ].filter((note) => note !== null);
  return (
    <>
      {capital(name)}{" "}
      <b>
        được giao {targets} số cho {indicators} chỉ tiêu
      </b>
      , nơi giao: {issuers.join(", ")}.{notes.length > 0 && ` Trong đó ${notes.join("; ")}.`}
    </>
  );
}
