import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { formatDay, formatInstant, timeInVietnam } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { wallHref, type WallRotation, type WallSelection } from "@/lib/domain/wall";
import type { LoadedPanel, OpenWall } from "./load";
import { panelTitle } from "./panel-title";
import { Rotation } from "./rotation";

type Props = {
  wall: OpenWall;
  selection: WallSelection;
  loaded: LoadedPanel | null;
  now: Date;
  children: ReactNode;
};

/** What every panel has around it: whose numbers, what they say, how old they are, and the way to the next. */
export function Frame({ wall, selection, loaded, now, children }: Props) {
  const seconds = selection.seconds ?? wall.seconds;
  const to = (panel: number) => wallHref({ ...selection, panel });
  const rotation = loaded?.rotation ?? null;
  const next = to(rotation?.next ?? 0);
  const dashboard = loaded?.dashboard ?? null;
  return (
    <main id="main" className="wall" data-wall-theme={selection.theme}>
      <noscript>
        <meta httpEquiv="refresh" content={`${seconds};url=${next}`} />
      </noscript>
      <header className="wall-head">
        <h1>{unitTitle(dashboard?.view.unit ?? wall.unit)}</h1>
        {dashboard && rotation && <h2>{panelTitle(dashboard, rotation.panel)}</h2>}
        <Rotation
          next={next}
          previous={to(rotation?.previous ?? 0)}
          seconds={seconds}
          shownAt={timeInVietnam(now)}
        />
      </header>
      <div className="wall-body">{children}</div>
      <footer className="wall-foot">
        <Icon name="mark" className="mark" />
        {dashboard && <AsOf dashboard={dashboard} />}
        {rotation && <Dots rotation={rotation} />}
        <span className="wall-label">{wall.label}</span>
      </footer>
    </main>
  );
}

function AsOf({ dashboard }: { dashboard: UnitDashboard }) {
  const { view, period, updatedAt, work, isDemo } = dashboard;
  const measures = view.cards.map(({ view: card }) => card.measure);
  return (
    <p className="wall-asof">
      <span>
        Số liệu đến {formatDay(period.asOf)}
        {updatedAt && `, cập nhật lúc ${formatInstant(updatedAt)}`}
      </span>
      {measures.some(({ isProvisional, value }) => isProvisional && value !== null) && (
        <Badge kind="provisional">tạm tính</Badge>
      )}
      {measures.some(({ isEstimate }) => isEstimate) && <Badge kind="estimate">ước</Badge>}
      {[...work.values()].some(({ isAdjusted }) => isAdjusted) && (
        <Badge kind="corrected">đã điều chỉnh</Badge>
      )}
      {isDemo && <Badge kind="sample">minh họa</Badge>}
    </p>
  );
}

/** Where in its round a panel stands. */
function Dots({ rotation: { step, steps } }: { rotation: WallRotation }) {
  return (
    <p className="wall-dots">
      <span className="sr">
        Bảng {step + 1} trong {steps}
      </span>
      {Array.from({ length: steps }, (_, index) => (
        <i key={index} aria-hidden="true" {...(index === step ? { "data-on": true } : {})} />
      ))}
    </p>
  );
}
