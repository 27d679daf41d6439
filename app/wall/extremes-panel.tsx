import type { CSSProperties } from "react";
import { amount, column, unitOf } from "@/components/figure/format";
import { MiniStatus } from "@/components/figure/mini-status";
import { pctOfPlan, planOf, type ChildRow, type GapAxis } from "@/lib/domain/dashboard-rows";
import { extremes, rankKey, ranks, type RankKey } from "@/lib/domain/dashboard-ranks";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { placesOf } from "./places";
import { StatusKey } from "./status-key";

/** The best five and the worst five on one axis; of few units all of them. */
export function ExtremesPanel({ view }: { view: DashboardView }) {
  const rows = placesOf(view);
  const key = rankKey("plan", rows);
  const places = ranks(rows, key);
  const placed = rows
    .filter(({ unit }) => places.has(unit.id))
    .toSorted((a, b) => (places.get(a.unit.id)?.place ?? 0) - (places.get(b.unit.id)?.place ?? 0));
  const ends = extremes(rows, places);
  const half = Math.ceil(placed.length / 2);
  const lists = ends
    ? [
        { title: "Năm đơn vị đứng đầu", rows: ends.top },
        { title: "Năm đơn vị cuối bảng", rows: ends.bottom },
      ]
    : [
        { title: "Từ cao xuống", rows: placed.slice(0, half) },
        { title: "Tiếp theo", rows: placed.slice(half) },
      ];
  return (
    <div className="wall-extremes">
      {lists.map(({ title, rows: listed }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ol>
            {listed.map((row) => (
              <Place key={row.unit.id} row={row} place={places.get(row.unit.id)?.place ?? 0} rankedBy={key} />
            ))}
          </ol>
        </section>
      ))}
      <StatusKey rows={placed} />
      {view.axis && placed.some(({ gap }) => gap) && <AxisNote axis={view.axis} />}
    </div>
  );
}

function Place({ row, place, rankedBy }: { row: ChildRow; place: number; rankedBy: RankKey }) {
  const status = planOf(row.view)?.progress?.status;
  return (
    <li>
      <span className="wall-rank num">{place}</span>
      {status ? <MiniStatus tone={status} /> : <span />}
      <span className="wall-name">{row.unit.shortName}</span>
      <Gap row={row} />
      <b className="num">{score(row, rankedBy)}</b>
    </li>
  );
}

function score({ view }: ChildRow, rankedBy: RankKey): string {
  if (rankedBy === "plan") return `${column(pctOfPlan(view), 2)}%`;
  if (rankedBy === "coverage") return `${column(view.coverage?.ratio ?? null, 1)}%`;
  return `${amount(view.id, view.measure.value)} ${unitOf(view.id)}`;
}

/** Distance to where it should be: the tick is needed by now, the mark is reached. */
function Gap({ row: { gap, view } }: { row: ChildRow }) {
  if (!gap) return <span />;
  const status = planOf(view)?.progress?.status ?? "";
  const places = {
    "--full": `${gap.full}%`,
    "--from": `${gap.from}%`,
    "--width": `${gap.width}%`,
    "--reached": `${gap.reached}%`,
    "--needed": `${gap.needed ?? 0}%`,
  } as CSSProperties;
  return (
    <span className={`wall-gap ${status}`} style={places} aria-hidden="true">
      <u />
      <i />
      {gap.needed !== null && <s />}
      <b />
    </span>
  );
}

function AxisNote({ axis }: { axis: GapAxis }) {
  const [first, last] = [axis.ticks[0]?.label, axis.ticks.at(-1)?.label];
  return (
    <p className="wall-note">
      Chấm là mức đã đạt, vạch là mức cần có đến ngày chốt; trục từ {first}% đến {last}% kế hoạch.
    </p>
  );
}
