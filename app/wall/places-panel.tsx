import { LegendClasses, legendUnit } from "@/components/map/map-legend";
import { BORDERS, editionOf, loadShapes } from "@/components/map/shapes";
import { StillMap } from "@/components/map/still-map";
import { mapMetrics, shapeMap, type MapView } from "@/lib/domain/dashboard-map";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { formatDay, type Day } from "@/lib/domain/day";
import { placesOf } from "./places";
import { PlaceTiles } from "./place-tiles";

type Props = { view: DashboardView; tree: Day };

/** Where it stands: provinces on the map; below a province, of whose units nothing is drawn, one tile each. */
export async function PlacesPanel({ view, tree }: Props) {
  const rows = placesOf(view);
  const metric = mapMetrics(rows)[0] ?? "growth";
  const map = shapeMap(rows, metric);
  if (view.unit.level !== "nation") return <PlaceTiles rows={rows} map={map} />;
  const shapes = await loadShapes(editionOf(tree));
  return (
    <div className="wall-map">
      <StillMap
        shapes={shapes}
        places={map.places.map(({ unit, shade }) => ({ code: unit.code, shade }))}
        label={`Bản đồ ${rows.length} tỉnh, thành phố; các tỉnh cao nhất, thấp nhất ở bên cạnh`}
      />
      <div className="wall-legend">
        <div className="legend">
          <h3>{legendUnit(view, metric)}</h3>
          <LegendClasses map={map} />
        </div>
        <Extremes rows={rows} map={map} />
        <p className="wall-note">
          {formatDay(view.context.asOf)}. {BORDERS}
        </p>
      </div>
    </div>
  );
}

const NAMED = 3;

/** The first and the last; whether high is good is for the numbers to say. */
function Extremes({ rows, map }: { rows: readonly ChildRow[]; map: MapView }) {
  const ranked = map.places
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  if (rows.length < 2 * NAMED || ranked.length < 2 * NAMED) return null;
  const lists = [
    { title: "Cao nhất", places: ranked.slice(0, NAMED) },
    { title: "Thấp nhất", places: ranked.slice(-NAMED).toReversed() },
  ];
  return lists.map(({ title, places }) => (
    <div key={title} className="wall-ends">
      <h3>{title}</h3>
      <ol>
        {places.map(({ unit, text }) => (
          <li key={unit.id}>
            {unit.shortName} <b className="num">{text}</b>
          </li>
        ))}
      </ol>
    </div>
  ));
}
