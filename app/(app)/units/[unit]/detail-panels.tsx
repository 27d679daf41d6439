import type { UnitDashboard } from "@/lib/data/dashboard";
import { CommunicationBlock } from "@/components/figure/communication-block";
import { CampaignLinks } from "@/components/figure/campaign-links";
import { DebtFigure } from "./debt-figure";
import { PayerWaterfall } from "./payer-waterfall";
import { ProjectionPanel } from "./projection-panel";
import { RateSplit } from "./rate-split";
import { RevenueFigure } from "./revenue-figure";
import type { Selection } from "./selection";
import { traceHref } from "./trace-href";

type Props = { selection: Selection; dashboard: UnitDashboard };

/** Beside the targets: where the year will end, why the rate moved, who was lost and gained. */
export function DetailPanels({ selection, dashboard }: Props) {
  const { view, isDemo } = dashboard;
  const { detail, chosen, context } = view;
  const { period } = context;
  return (
    <>
      <div className="pair">
        <ProjectionPanel of={chosen} view={detail.projection} period={period} isDemo={isDemo} />
        <RateSplit
          view={chosen}
          comparator={selection.comparator}
          href={traceHref(selection, "compare", { unit: view.unit, indicator: chosen.id })}
        />
      </div>
      {detail.waterfall && (
        <PayerWaterfall selection={selection} waterfall={detail.waterfall} period={period} unit={view.unit} />
      )}
    </>
  );
}

/** After the trend: what only this indicator has. */
export function DetailSeries({ selection, dashboard: { view } }: Props) {
  const { year, debt } = view.detail;
  return (
    <>
      {year && <RevenueFigure view={view} year={year} selection={selection} />}
      {debt && <DebtFigure view={view} series={debt} selection={selection} />}
    </>
  );
}

export function Communication({ selection, dashboard: { view } }: Props) {
  const { period, bases } = view.context;
  return (
    <>
      <CommunicationBlock
        view={view.detail.communication}
        period={period}
        base={bases.yoy.periodId}
        traceTo={(section, indicator, at) =>
          traceHref(selection, section, { unit: view.unit, indicator, period: at })
        }
      />
      <CampaignLinks unit={view.unit} />
    </>
  );
}
