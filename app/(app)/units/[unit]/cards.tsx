import Link from "next/link";
import { Status } from "@/components/ui/status";
import { COMPARATORS } from "@/lib/domain/comparison";
import { RESTARTS, type IndicatorView } from "@/lib/domain/dashboard";
import { planOf } from "@/lib/domain/dashboard-rows";
import type { Spark } from "@/lib/domain/dashboard-trend";
import { statusWhy } from "@/lib/domain/dashboard-words";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { periodName } from "@/lib/domain/period";
import { Facts } from "./card-facts";
import { PlanBar } from "@/components/figure/plan-bar";
import { amount, growthPercent, signedAmount, unitOf } from "@/components/figure/format";
import { MeasureBadges } from "@/components/figure/measure-badges";
import { CHILDREN_ANCHOR, DETAIL_ANCHOR, hrefOf, type Selection } from "./selection";
import { isReportingUnit } from "@/lib/domain/unit";
import { progressWords } from "@/components/figure/progress-words";
import { traceHref } from "./trace-href";
import { TraceLink, type TraceTo } from "@/components/figure/trace-link";
import { COMPARATOR_LABELS } from "./unit-header";

/** Six cards on shared rows, so that the eye compares like with like. Each leads to the units it sums. */
export function Cards({ selection, view }: { selection: Selection; view: DashboardView }) {
  const anchor = isReportingUnit(view.unit) ? DETAIL_ANCHOR : CHILDREN_ANCHOR;
  return (
    <section aria-labelledby="chinh">
      <h2 id="chinh" className="sr">
        Chỉ tiêu chính
      </h2>
      <div className="kpis">
        {view.cards.map(({ view: card, spark }) => (
          <Card
            key={card.id}
            view={card}
            spark={spark}
            dashboard={view}
            selection={selection}
            href={hrefOf(selection, { indicator: card.id }, anchor)}
          />
        ))}
      </div>
    </section>
  );
}

type CardProps = {
  view: IndicatorView;
  spark: Spark | null;
  dashboard: DashboardView;
  selection: Selection;
  href: string;
};

function Card({ view, spark, dashboard, selection, href }: CardProps) {
  const { id, measure } = view;
  const traceTo: TraceTo = (section, indicator = id) =>
    traceHref(selection, section, { unit: dashboard.unit, indicator });
  const isChosen = id === selection.indicator;
  const progress = view.targets[0]?.progress ?? planOf(view)?.progress ?? null;
  return (
    <article className="kpi" aria-labelledby={`k-${id}`} {...(isChosen ? { "data-current": true } : {})}>
      <header>
        <h3 id={`k-${id}`}>
          <Link
            href={href}
            scroll={!isChosen}
            prefetch={false}
            {...(isChosen ? { "aria-current": "true" } : {})}
          >
            {INDICATORS[id].name}
          </Link>
        </h3>
        {progress && (
          <Status tone={progress.status}>{progressWords(progress, INDICATORS[id].direction)}</Status>
        )}
      </header>
      <div className="kpi-value">
        <p>
          <TraceLink href={traceTo("value")}>
            <b className="num">{amount(id, measure.value)}</b>
          </TraceLink>{" "}
          {measure.value !== null && <span>{unitOf(id)}</span>}
        </p>
        {spark && <SparkLine {...spark} />}
        <p className="badges">
          <MeasureBadges measure={measure} />
        </p>
      </div>
      <PlanBar
        view={view}
        debt={dashboard.debt}
        traceTo={traceTo}
        why={statusWhy(view, dashboard.context.asOf)}
      />
      <Facts view={view} debt={dashboard.debt} comparator={selection.comparator} traceTo={traceTo} />
      <dl className="comps">
        {COMPARATORS.map((comparator) => {
          const { growth, base } = view.comparisons[comparator];
          return (
            <div key={comparator} {...(comparator === selection.comparator ? { "data-on": true } : {})}>
              <dt title={`${base.label}, ${periodName(base.periodId)}`}>{COMPARATOR_LABELS[comparator]}</dt>
              <dd>
                <TraceLink href={traceTo("compare")} isQuiet>
                  <b>{growthPercent(growth)}</b>
                </TraceLink>
                <span title={growth.kind === "none" ? growth.reason : undefined}>
                  {growth.kind === "growth"
                    ? signedAmount(id, growth.delta)
                    : shortReason(view, growth.reason)}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </article>
  );
}

/** Three times on a card: what is missing now is said in as few words as will do. */
function shortReason({ measure }: IndicatorView, reason: string): string {
  if (measure.value === null) return "";
  if (measure.unknown > 0) return `thiếu ${measure.unknown} đơn vị`;
  return reason === RESTARTS ? "số lũy kế" : reason;
}

function SparkLine({ points, end, isHollow }: Spark) {
  return (
    <svg className="spark" viewBox="0 0 132 36" aria-hidden="true">
      <polyline points={points} />
      <circle cx={end.x} cy={end.y} r="3" {...(isHollow ? { className: "hollow" } : {})} />
    </svg>
  );
}
