/**
 * Draws the borders of prisma/data/provinces_*.topo.json as the small paths that the map of the application shows, into
 * components/map/. Run by hand when the borders change: `node scripts/map-paths.mjs`. What both trees share is drawn alike.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

const WIDTH = 620;
const HEIGHT = 700;
const MARGIN = 10;
/** In units of the drawing. A border is drawn within TOLERANCE of where it is; what is smaller than TINY is a dot. */
const TOLERANCE = 0.4;
const TINY = 1.2;
/** Islets nearer than this to their province's coast are left out, dots nearer than this to another one too. */
const OFFSHORE = 12;
const DOT_GAP = 3;
const BAND = 10;

/** A topology's arcs in degrees: each point is stored as the difference from the one before. */
function decode({ arcs, transform }) {
  const { scale, translate } = transform;
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** Mercator, as on every map of the country that people know. */
const mercator = ([lon, lat]) => [
  (lon * Math.PI) / 180,
  -Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
];

function fit(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const size = Math.min(
    (WIDTH - 2 * MARGIN) / (Math.max(...xs) - left),
    (HEIGHT - 2 * MARGIN) / (Math.max(...ys) - top),
  );
  const aside = (WIDTH - (Math.max(...xs) - left) * size) / 2;
  return ([x, y]) => [aside + (x - left) * size, MARGIN + (y - top) * size];
}

/** Douglas and Peucker, on a whole arc, so that neighbours keep one border. */
function simplify(points) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points.at(-1)];
  let [far, at] = [0, 0];
  points.forEach((point, index) => {
    const off = distance(point, first, last);
    if (off > far) [far, at] = [off, index];
  });
  if (far <= TOLERANCE) return [first, last];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs(dy * (x - ax) - dx * (y - ay)) / length;
}

const ringOf = (arcs, indices) =>
  indices.flatMap((index) => (index < 0 ? arcs[~index].toReversed() : arcs[index]).slice(0, -1));

function area(ring) {
  return Math.abs(
    ring.reduce((sum, [x, y], index) => {
      const [nx, ny] = ring[(index + 1) % ring.length];
      return sum + x * ny - nx * y;
    }, 0) / 2,
  );
}

function centre(ring) {
  let [sum, cx, cy] = [0, 0, 0];
  ring.forEach(([x, y], index) => {
    const [nx, ny] = ring[(index + 1) % ring.length];
    const cross = x * ny - nx * y;
    [sum, cx, cy] = [sum + cross, cx + (x + nx) * cross, cy + (y + ny) * cross];
  });
  return sum === 0 ? ring[0] : [cx / (3 * sum), cy / (3 * sum)];
}

const tenth = (value) => Math.round(value * 10) / 10;
const number = (value) => String(tenth(value)).replace(/^(-?)0\./, "$1.");

/** Relative steps between rounded points: half as long as absolute ones. */
function pathOf(rings) {
  return rings
    .map((ring) => {
      const rounded = ring.map(([x, y]) => [tenth(x), tenth(y)]);
      const steps = rounded
        .slice(1)
        .map(([x, y], index) => pair(x - rounded[index][0], y - rounded[index][1]));
      return `M${pair(...rounded[0])}l${steps.join("").replace(/^ /, "")}z`;
    })
    .join("");
}
const pair = (x, y) => {
  const [a, b] = [number(x), number(y)];
  return `${a.startsWith("-") ? a : ` ${a}`}${b.startsWith("-") ? b : ` ${b}`}`;
};

const polygons = ({ type, arcs }) => (type === "Polygon" ? [arcs] : arcs);

/** Points that would cover each other are one dot. */
function dots(points) {
  const kept = [];
  for (const point of points.map(([x, y]) => [Math.round(x), Math.round(y)]))
    if (!kept.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < DOT_GAP)) kept.push(point);
  return kept;
}

function draw(topology, project) {
  const arcs = decode(topology).map((arc) => arc.map(project));
  const light = arcs.map(simplify);
  const islands = topology.objects.islands.geometries;
  const ofIslands = new Set(islands.flatMap((one) => polygons(one).map(([ring]) => JSON.stringify(ring))));
  const mainland = [];
  const provinces = topology.objects.provinces.geometries.map((geometry) => {
    const own = polygons(geometry).filter(([ring]) => !ofIslands.has(JSON.stringify(ring)));
    const parts = own
      .map((rings) => ({ rings, outer: ringOf(arcs, rings[0]) }))
      .toSorted((a, b) => area(b.outer) - area(a.outer));
    const [main] = parts;
    const isDrawn = ({ outer }) => area(outer) >= TINY;
    mainland.push(...main.outer);
    const specks = parts
      .filter((part) => !isDrawn(part))
      .map(({ outer }) => centre(outer))
      .filter(([x, y]) => main.outer.every(([mx, my]) => Math.hypot(x - mx, y - my) > OFFSHORE));
    const drawn = parts.filter(isDrawn).flatMap(({ rings }) => rings.map((ring) => ringOf(light, ring)));
    const [x, y] = centre(main.outer).map(Math.round);
    return {
      code: geometry.id,
      x,
      y,
      d: pathOf(drawn.filter((ring) => ring.length > 2)),
      dots: dotPath(dots(specks)),
    };
  });
  return {
    width: WIDTH,
    height: HEIGHT,
    provinces,
    archipelagos: islands.map((geometry) => {
      const { name, province_code: province } = geometry.properties;
      const points = polygons(geometry).map(([ring]) => centre(ringOf(arcs, ring)));
      const kept = dots(points);
      // Its name stands above it, over the middle of its islands.
      const x = kept.map(([one]) => one).toSorted((a, b) => a - b)[Math.floor(kept.length / 2)];
      return { name, province, x, y: Math.min(...kept.map(([, one]) => one)) - 10, islands: kept };
    }),
    coast: coast(mainland),
  };
}

/** A round cap on a line of no length. */
const dotPath = (points) => points.map(([x, y]) => `M${x} ${y}h0`).join("");

/** From north to south in bands the western and the eastern edge of the land, between which no label may stand. */
function coast(points) {
  return Array.from({ length: HEIGHT / BAND }, (_, band) => {
    const xs = points.filter(([, y]) => Math.floor(y / BAND) === band).map(([x]) => x);
    return xs.length === 0 ? null : [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs))];
  });
}

const root = new URL("../", import.meta.url);
const topologies = [2024, 2025].map((year) => ({
  year,
  topology: JSON.parse(readFileSync(new URL(`prisma/data/provinces_${year}.topo.json`, root), "utf8")),
}));
const everything = topologies.flatMap(({ topology }) => decode(topology).flat().map(mercator));
const place = fit(everything);
for (const { year, topology } of topologies) {
  const file = new URL(`components/map/shapes-${year}.json`, root);
  const drawn = draw(topology, (point) => place(mercator(point)));
  const options = await resolveConfig(file);
  const text = await format(JSON.stringify(drawn), { ...options, parser: "json" });
  writeFileSync(file, text);
  console.log(`${drawn.provinces.length} provinces of ${year}: ${Math.round(text.length / 1024)} kB`);
}
