import type { UnitDashboard } from "@/lib/data/dashboard";
import type { WallPanel } from "@/lib/domain/wall";
import { AnswerPanel } from "./answer-panel";
import { ExtremesPanel } from "./extremes-panel";
import { PlacesPanel } from "./places-panel";
import { ReportingPanel } from "./reporting-panel";
import { TrendPanel } from "./trend-panel";

export function Panel({ dashboard, panel }: { dashboard: UnitDashboard; panel: WallPanel }) {
  switch (panel.kind) {
    case "answer":
    case "unit":
      return <AnswerPanel view={dashboard.view} />;
    case "places":
      return <PlacesPanel view={dashboard.view} tree={dashboard.tree} />;
    case "extremes":
      return <ExtremesPanel view={dashboard.view} />;
    case "reporting":
      return <ReportingPanel dashboard={dashboard} />;
    case "trend":
      return <TrendPanel view={dashboard.view} />;
  }
}
