import type { Shade } from "@/lib/domain/dashboard-map";
import { dotsOf, MAP_SIZE, type ProvinceShape, type Shapes } from "./shapes";

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
      <defs>
        <pattern
          id="map-hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="hatch-ground" width="6" height="6" />
          <path className="hatch-line" d="M0 0v6" />
        </pattern>
      </defs>
      {shapes.provinces.map((shape) => (
        <g key={shape.code} className={shadeOf.get(shape.code) ?? "none"}>
          <Land shape={shape} />
          {shapes.archipelagos
            .filter(({ province }) => province === shape.code)
            .map((islands) => (
              <path key={islands.name} className="dots" d={dotsOf(islands)} />
            ))}
        </g>
      ))}
      {shapes.archipelagos.map(({ name, x, y }) => (
        <text key={name} className="place" x={x} y={y} textAnchor="middle">
          {name}
        </text>
      ))}
    </svg>
  );
}

function Land({ shape }: { shape: ProvinceShape }) {
  return (
    <>
      <path className="land" d={shape.d} />
      {shape.dots && <path className="dots" d={shape.dots} />}
    </>
  );
}
