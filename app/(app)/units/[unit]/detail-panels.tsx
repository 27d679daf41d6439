import type { UnitDashboard } from "@/lib/data/dashboard";
import { CommunicationBlock } from "./communication-block";
import { DebtFigure } from "./debt-figure";
import { PayerWaterfall } from "./payer-waterfall";
import { ProjectionPanel } from "./projection-panel";
import { RateSplit } from "./rate-split";
import { RevenueFigure } from "./revenue-figure";
import type { Selection } from "./selection";

type Props = { selection: Selection; dashboard: UnitDashboard };

/** Beside the targets: where the year will end, why the rate moved, who was lost and gained. */
export function DetailPanels({ selection, dashboard }: Props) {
  const { view, isDemo } = dashboard;
  const { detail, chosen, context } = view;
  const { period } = context;
  return (
    <>
      <div className="pair">
        <ProjectionPanel id={chosen.id} view={detail.projection} period={period} isDemo={isDemo} />
        <RateSplit view={chosen} comparator={selection.comparator} />
      </div>
      {detail.waterfall && (
        <PayerWaterfall selection={selection} waterfall={detail.waterfall} period={period} />
      )}
    </>
  );
}

/** After the trend: what only this indicator has. */
export function DetailSeries({ dashboard: { view } }: Pick<Props, "dashboard">) {
  const { year, debt } = view.detail;
  return (
    <>
      {year && <RevenueFigure view={view} year={year} />}
      {debt && <DebtFigure view={view} series={debt} />}
    </>
  );
}

export function Communication({ dashboard: { view } }: Pick<Props, "dashboard">) {
  const { period, bases } = view.context;
  return <CommunicationBlock view={view.detail.communication} period={period} base={bases.yoy.periodId} />;
}
