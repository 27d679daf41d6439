import { Segments } from "@/components/ui/segments";
import { LegendClasses, legendUnit } from "@/components/map/map-legend";
import { ProvinceMap } from "@/components/map/province-map";
import { BORDERS, editionOf } from "@/components/map/shapes";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { mapMetrics, mapTitle, shapeMap, type MapMetric, type MapView } from "@/lib/domain/dashboard-map";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { planNoun } from "@/lib/domain/wording";
import { CHILDREN_ANCHOR, hrefOf, MAP_ANCHOR, type Selection } from "./selection";

/** The provinces of the nation on a map. Its table twin stands below it and says the same. */
export function MapFigure({ selection, dashboard }: { selection: Selection; dashboard: UnitDashboard }) {
  const { view, tree } = dashboard;
  const rows = view.children.filter(({ unit }) => unit.level === "province");
  const metrics = mapMetrics(rows);
  const metric = metrics.find((one) => one === selection.map) ?? metrics[0];
  if (metric === undefined) return null;
  const map = shapeMap(rows, metric);
  const edition = editionOf(tree);
  const known = map.places.filter(({ rank }) => rank !== null).length;
  const extremes = new Set(map.extremes);
  return (
    <figure className="mapbox" id={MAP_ANCHOR}>
      <div className="map-head">
        <h3>Bản đồ các tỉnh, thành phố</h3>
        <Segments
          label="Tô màu theo"
          options={metrics.map((one) => ({
            href: hrefOf(selection, { map: one === metrics[0] ? null : one }, MAP_ANCHOR),
            label: metricLabel(view, one),
            isCurrent: one === metric,
          }))}
        />
      </div>
      <div className="map-wrap">
        <div className="needs-script">
          <ProvinceMap
            key={edition}
            edition={edition}
            label={`Bản đồ ${mapTitle(view.chosen, metric)}, ${rows.length} tỉnh, thành phố`}
            places={map.places.map(({ unit, text, shade, rank }) => ({
              id: unit.id,
              code: unit.code,
              name: unit.shortName,
              href: hrefOf(selection, { unitId: unit.id }),
              text,
              note: rank === null ? "" : `thứ ${rank}/${known}`,
              shade,
              isExtreme: extremes.has(unit.id),
            }))}
          />
        </div>
        <Legend view={view} map={map} />
      </div>
      <figcaption>
        Số liệu của bản đồ ở <a href={`#${CHILDREN_ANCHOR}`}>bảng {rows.length} tỉnh, thành phố</a> bên dưới.{" "}
        {BORDERS}
      </figcaption>
    </figure>
  );
}

function metricLabel({ chosen }: DashboardView, metric: MapMetric): string {
  if (metric === "plan") return `% ${planNoun(INDICATORS[chosen.id].direction)}`;
  return metric === "coverage" ? "Bao phủ" : "Tăng, giảm";
}

/** What the colours mean, with how many provinces each has. */
function Legend({ view, map }: { view: DashboardView; map: MapView }) {
  return (
    <div className="legend">
      <p>
        <b>{mapTitle(view.chosen, map.metric)}</b> {legendUnit(view, map.metric)},{" "}
        {formatDay(view.context.asOf)}
      </p>
      <LegendClasses map={map} />
    </div>
  );
}
