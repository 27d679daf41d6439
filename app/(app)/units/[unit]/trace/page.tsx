import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { SearchParams } from "@/app/search-params";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import type { NoDashboard } from "@/lib/data/dashboard";
import { getTrace, type UnitTrace } from "@/lib/data/trace";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { denominatorKind } from "@/lib/domain/coverage";
import { indicator } from "@/lib/domain/indicator";
import { periodName } from "@/lib/domain/period";
import { TRACE_SECTIONS } from "@/lib/domain/trace-formula";
import { refusal } from "@/app/(app)/units/[unit]/refusal";
import { dashboardQuery, hrefOf, parseSelection, type Selection } from "@/app/(app)/units/[unit]/selection";
import { TRACE_ANCHORS } from "@/app/(app)/units/[unit]/trace-href";
import { CompareSection } from "./compare-section";
import { CoverageSection } from "./coverage-section";
import type { TracePlace } from "./formula-line";
import { HistorySection } from "./history-section";
import { PaceSection } from "./pace-section";
import { PlanSection } from "./plan-section";
import { SECTION_TITLES } from "./section";
import { ValueSection } from "./value-section";

type Props = { params: Promise<{ unit: string }>; searchParams: Promise<SearchParams> };
type Loaded = { selection: Selection; trace: UnitTrace };

/** Once per request, for the page and for its title. */
const load = cache(async (unitId: string, search: string): Promise<Loaded | NoDashboard> => {
  const selection = parseSelection(unitId, JSON.parse(search) as SearchParams);
  const actor = await requireActor();
  if (!selection) return { kind: "not-found" };
  const trace = await getTrace(actor, dashboardQuery(selection, dayInVietnam(new Date())));
  if (trace.kind !== "trace") return trace;
  return { selection: { ...selection, period: trace.dashboard.period.id }, trace };
});

const loadFrom = async ({ params, searchParams }: Props) =>
  load((await params).unit, JSON.stringify(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await loadFrom(props);
  if ("kind" in loaded) return { title: "Không có trang này" };
  const { view, period } = loaded.trace.dashboard;
  return {
    title: `Nguồn gốc số liệu ${indicator(view.chosen.id).short}, ${unitTitle(view.unit)}, ${periodName(period.id)}`,
  };
}

export default async function TracePage(props: Props) {
  // Whatever happens, not-found.tsx must not wait for ever: Next renders it beside the page.
  try {
    await requireActor();
    const loaded = await loadFrom(props);
    if (!("kind" in loaded)) return <Trace {...loaded} />;
    refusal().settle(loaded);
  } finally {
    refusal().settle(null);
  }
  notFound();
}

/** Everything that is told of one indicator of one unit in one period, and where each number of it comes from. */
function Trace({ selection, trace }: Loaded) {
  const { dashboard } = trace;
  const { view, crumbs, period, tree } = dashboard;
  const { unit, chosen } = view;
  const place: TracePlace = { selection, unit };
  const back = hrefOf(selection);
  return (
    <>
      <PageHeader
        title={`Nguồn gốc số liệu ${indicator(chosen.id).name}`}
        crumbs={[...crumbs, unit].map((one) => ({
          label: unitTitle(one),
          href: hrefOf(selection, { unitId: one.id }),
        }))}
        crumbsLabel="Đơn vị"
        asOf={`${unitTitle(unit)}, ${periodName(period.id)}: số liệu đến ${formatDay(period.asOf)}${tree > period.asOf ? `, theo địa giới ngày ${formatDay(tree)}` : ""}`}
        controls={
          <p className="acts">
            <Link href={back} prefetch={false}>
              Về trang {unitTitle(unit)}
            </Link>
          </p>
        }
      />
      <nav className="trace-nav" aria-label="Các phần giải thích">
        <ul>
          {TRACE_SECTIONS.filter(
            (section) => section !== "coverage" || denominatorKind(chosen.id) !== null,
          ).map((section) => (
            <li key={section}>
              <a href={`#${TRACE_ANCHORS[section]}`}>{SECTION_TITLES[section]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="trace">
        <ValueSection trace={trace} place={place} />
        <PlanSection trace={trace} place={place} />
        <CoverageSection trace={trace} place={place} />
        <CompareSection trace={trace} place={place} />
        <PaceSection trace={trace} place={place} />
        <HistorySection trace={trace} place={place} />
      </div>
    </>
  );
}
