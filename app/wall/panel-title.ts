import type { UnitDashboard } from "@/lib/data/dashboard";
import { mapMetrics, mapTitle } from "@/lib/domain/dashboard-map";
import { rankKey, rankName } from "@/lib/domain/dashboard-ranks";
import { TREND_MONTHS } from "@/lib/domain/dashboard-context";
import { INDICATORS } from "@/lib/domain/indicator";
import { periodTitle } from "@/lib/domain/period";
import type { WallPanel } from "@/lib/domain/wall";
import { placesOf } from "./places";

/** What a panel is about, beside the name of its unit. */
export function panelTitle(dashboard: UnitDashboard, panel: WallPanel): string {
  const { view, period } = dashboard;
  const { short } = INDICATORS[view.chosen.id];
  switch (panel.kind) {
    case "answer":
    case "unit":
      return periodTitle(period.id);
    case "places": {
      const metric = mapMetrics(placesOf(view))[0];
      return metric === undefined ? short : mapTitle(view.chosen, metric);
    }
    case "extremes":
      return `${short} theo ${rankName(rankKey("plan", placesOf(view)), view.chosen.id)}`;
    case "reporting":
      return `Tiến độ duyệt số liệu ${short}`;
    case "trend":
      return `${short} trong ${TREND_MONTHS} tháng`;
  }
}
