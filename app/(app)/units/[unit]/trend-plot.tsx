"use client";

import dynamic from "next/dynamic";
import type { Chart } from "@/lib/domain/dashboard-trend";
import { PLOT, type TrendLabel } from "@/components/figure/trend-labels";

/** The drawing library comes after the page: the box has its final size from the start. */
const TrendChart = dynamic(() => import("./trend-chart").then((module) => module.TrendChart), {
  ssr: false,
  loading: () => <span className="bone plot-bone" />,
});

/** Names stand beside the lines on wide screens, above them on phones. */
export function TrendPlot({ chart, labels }: { chart: Chart; labels: readonly TrendLabel[] }) {
  return (
    <div className="trend">
      <div className="trend-lines needs-script">
        <TrendChart chart={chart} height={PLOT.height} />
      </div>
      <ul className="trend-labels">
        {labels.map(({ key, name, value, top }) => (
          <li key={key} className={key} style={{ top }}>
            <span>{name}</span> <b>{value}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One of several small drawings side by side: its name and value stand above it. */
export function SmallPlot({ chart }: { chart: Chart }) {
  return (
    <div className="small-lines needs-script">
      <TrendChart chart={chart} height={SMALL_HEIGHT} />
    </div>
  );
}

const SMALL_HEIGHT = 160;
