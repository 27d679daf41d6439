import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { cache, Fragment } from "react";
import type { SearchParams } from "@/app/search-params";
import { CloseTips } from "@/components/figure/close-tips";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { recordVisit } from "@/lib/data/unit-marks";
import { getUnitDashboard, type NoDashboard, type UnitDashboard } from "@/lib/data/dashboard";
import { dayInVietnam } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { indicator } from "@/lib/domain/indicator";
import { periodName } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { isReportingUnit } from "@/lib/domain/unit";
import { Answer } from "./answer";
import { AssignmentBlock } from "./assignment-block";
import { Attention } from "./attention";
import { Cards } from "./cards";
import { ChildrenTable } from "./children-table";
import { Compare, Similar } from "./compare";
import { DetailHead } from "./detail-head";
import { Communication, DetailPanels, DetailSeries } from "./detail-panels";
import { loadExtras, type Extras } from "./extras";
import { IndicatorTable } from "./indicator-table";
import { BeforeTable, Lineage } from "./lineage";
import { MapFigure } from "./map-figure";
import { refusal } from "./refusal";
import { Refused } from "./refused";
import { dashboardQuery, DETAIL_ANCHOR, parseSelection, takesEitherTree, type Selection } from "./selection";
import { Sources } from "./sources";
import { SubmissionPanel } from "./submission-panel";
import { TargetCards } from "./target-cards";
import { TraceCells } from "./trace-cells";
import { TrendFigure } from "./trend-figure";
import { UnitHeader } from "./unit-header";

type Props = { params: Promise<{ unit: string }>; searchParams: Promise<SearchParams> };
type Loaded = { selection: Selection; dashboard: UnitDashboard; extras: Extras };

const NOT_FOUND: NoDashboard = { kind: "not-found" };

/** Once per request, for the page and for its title. The key is text: `cache` compares arguments by identity. */
const load = cache(async (unitId: string, search: string): Promise<Loaded | NoDashboard> => {
  const selection = parseSelection(unitId, JSON.parse(search) as SearchParams);
  const actor = await requireActor();
  if (!selection) return NOT_FOUND;
  const found = await find(actor, selection, takesEitherTree(JSON.parse(search) as SearchParams));
  if ("kind" in found) return found;
  const { dashboard } = found;
  const extras = await loadExtras(actor, found.selection, dashboard);
  return { selection: { ...found.selection, period: dashboard.period.id }, dashboard, extras };
});

/** Whoever picks a period from before the unit began means history told in today's tree. */
async function find(
  actor: Actor,
  selection: Selection,
  inEitherTree: boolean,
): Promise<{ selection: Selection; dashboard: UnitDashboard } | NoDashboard> {
  const dashboard = await getUnitDashboard(actor, dashboardQuery(selection, dayInVietnam(new Date())));
  if (dashboard.kind === "dashboard") return { selection, dashboard };
  if (!inEitherTree || dashboard.kind !== "not-valid" || dashboard.direction !== "before") return dashboard;
  return find(actor, { ...selection, boundaries: "now" }, false);
}

/** A page that the reader is already on asks for its parts; what not-found.tsx said of the last period would stay. */
const isWithinPage = async () => (await headers()).get("sec-fetch-dest") === "empty";

const loadFrom = async ({ params, searchParams }: Props) =>
  load((await params).unit, JSON.stringify(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await loadFrom(props);
  if ("kind" in loaded) return { title: "Không có trang này" };
  const { view, period } = loaded.dashboard;
  return { title: `${unitTitle(view.unit)}, ${periodName(period.id)}` };
}

export default async function UnitPage(props: Props) {
  // Whatever happens, not-found.tsx must not wait for ever: Next renders it beside the page.
  try {
    const actor = await requireActor();
    const loaded = await loadFrom(props);
    if (!("kind" in loaded)) {
      const { id } = loaded.dashboard.view.unit;
      after(() => recordVisit(actor, id, new Date()));
      return <Dashboard {...loaded} />;
    }
    refusal().settle(loaded);
    if (await isWithinPage()) return <Refused reason={loaded} />;
  } finally {
    refusal().settle(null);
  }
  notFound();
}

/** Said first, then shown: the answer, the cards that prove it, the table that explains it. */
function Dashboard({ selection, dashboard, extras }: Loaded) {
  const { view, period } = dashboard;
  const isLeaf = isReportingUnit(view.unit);
  return (
    <>
      {/* Nothing is drawn before all that is above it is there: a row that wraps when its end arrives moves what is below. */}
      <link rel="expect" href={`#${DETAIL_ANCHOR}`} blocking="render" />
      <UnitHeader selection={selection} dashboard={dashboard} extras={extras} />
      <Lineage selection={selection} dashboard={dashboard} />
      <Answer selection={selection} dashboard={dashboard} />
      {view.isEmpty && (
        <EmptyState title={`Chưa có số liệu ${periodName(period.id)}`}>
          Kỳ này chưa đơn vị nào nộp. Chọn kỳ khác, hoặc xem lại sau khi các đơn vị nộp.
        </EmptyState>
      )}
      <Cards selection={selection} view={view} />
      <section
        id={DETAIL_ANCHOR}
        className="detail"
        aria-label={`Chi tiết ${indicator(selection.indicator).name}`}
      >
        <DetailHead selection={selection} view={view} />
        {/* Another indicator is another answer: nothing of the last one stays and moves. */}
        <Fragment key={selection.indicator}>
          {view.unit.level === "nation" && (
            <div className="split">
              <MapFigure selection={selection} dashboard={dashboard} />
              <Attention selection={selection} dashboard={dashboard} />
            </div>
          )}
          <TargetCards view={view.chosen} debt={view.debt} selection={selection} unit={view.unit} />
          <AssignmentBlock selection={selection} assignment={extras.assignment} />
          {view.unit.level !== "nation" && <Attention selection={selection} dashboard={dashboard} />}
          <DetailPanels selection={selection} dashboard={dashboard} />
          <BeforeTable selection={selection} dashboard={dashboard} today={extras.today} />
          <Compare selection={selection} units={extras.compared} />
          {isLeaf ? (
            // Before it began others reported; their submissions are theirs.
            view.before.length === 0 && <SubmissionPanel dashboard={dashboard} />
          ) : (
            <ChildrenTable selection={selection} dashboard={dashboard} />
          )}
          <Similar selection={selection} provinces={extras.similar} />
          <TrendFigure view={view} before={dashboard.relatives.before} selection={selection} />
          <DetailSeries selection={selection} dashboard={dashboard} />
        </Fragment>
      </section>
      <Communication selection={selection} dashboard={dashboard} />
      <IndicatorTable selection={selection} dashboard={dashboard} />
      <Sources view={view} />
      <TraceCells />
      <CloseTips />
    </>
  );
}
