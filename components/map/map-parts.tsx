/** What every drawing of the map is made of, whether it can be pointed at or not. */
import { dotsOf, type ProvinceShape, type Shapes } from "./shapes";

/** Of provinces without a number. */
export function Hatch() {
  return (
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
  );
}

export function Land({ shape }: { shape: ProvinceShape }) {
  return (
    <>
      <path className="land" d={shape.d} />
      {shape.dots && <path className="dots" d={shape.dots} />}
    </>
  );
}

/** The archipelagos of a province, in its colour. */
export function Islands({ shapes, province }: { shapes: Shapes; province: string }) {
  return shapes.archipelagos
    .filter((islands) => islands.province === province)
    .map((islands) => <path key={islands.name} className="dots" d={dotsOf(islands)} />);
}

export function IslandNames({ shapes }: { shapes: Shapes }) {
  return shapes.archipelagos.map(({ name, x, y }) => (
    <text key={name} className="place" x={x} y={y} textAnchor="middle">
      {name}
    </text>
  ));
}
