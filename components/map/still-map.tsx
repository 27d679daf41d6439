import type { Shade } from "@/lib/domain/dashboard-map";
import { Hatch, IslandNames, Islands, Land } from "./map-parts";
import { MAP_SIZE, type Shapes } from "./shapes";

type Props = {
  shapes: Shapes;
  places: readonly { code: string; shade: Shade | null }[];
  label: string;
};

/** The map as a picture: nothing to point at and nothing to load, for screens that nobody touches. */
export function StillMap({ shapes, places, label }: Props) {
  const shadeOf = new Map(places.map(({ code, shade }) => [code, shade]));
  const { width, height } = MAP_SIZE;
  return (
    <svg className="map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <Hatch />
      {shapes.provinces.map((shape) => (
        <g key={shape.code} className={shadeOf.get(shape.code) ?? "none"}>
          <Land shape={shape} />
          <Islands shapes={shapes} province={shape.code} />
        </g>
      ))}
      <IslandNames shapes={shapes} />
    </svg>
  );
}
