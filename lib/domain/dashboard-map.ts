/** The map of provinces: what colours it, its round classes with counts, and the extremes that are named on it. */
import { denominatorKind } from "./coverage";
import type { IndicatorView } from "./dashboard";
import { doubtOf, isWhole } from "./dashboard-measure";
import { pctOfPlan, type ChildRow, type RowUnit } from "./dashboard-rows";
import { INDICATORS } from "./indicator";
import { formatSigned, formatTrimmed, NO_VALUE } from "./number";
import { percent, type Ratio, type Rounded } from "./ratio";
import { planNoun } from "./wording";

/** As in the URL. */
const MAP_METRICS = ["coverage", "plan", "growth"] as const;
export type MapMetric = (typeof MAP_METRICS)[number];

export function parseMapMetric(text: string | undefined): MapMetric | null {
  return MAP_METRICS.find((one) => one === text) ?? null;
}

/** What the indicator can be coloured by: without a denominator there is no coverage, without a plan nothing of it. */
export function mapMetrics(rows: readonly ChildRow[]): MapMetric[] {
  const [first] = rows;
  if (!first) return [];
  return MAP_METRICS.filter((metric) => {
    if (metric === "coverage") return denominatorKind(first.view.id) !== null;
    return metric === "growth" || rows.some(({ view }) => pctOfPlan(view) !== null);
  });
}

/** A shade of one of two hues, 1 nearest to the ground: bricks are below zero, chàm is everything else. */
export type Shade = `m${1 | 2 | 3 | 4 | 5}` | `n${1 | 2 | 3 | 4 | 5}`;

type MapClass = { label: string; count: number; shade: Shade };

type MapPlace = {
  unit: Pick<RowUnit, "id" | "code" | "shortName">;
  /** "94,8%"; "–" where there is none. */
  text: string;
  /** Null where there is no value: hatched. */
  shade: Shade | null;
  /** From the highest; equal values share one. Null where there is no value. */
  rank: number | null;
};

export type MapView = {
  metric: MapMetric;
  places: readonly MapPlace[];
  classes: readonly MapClass[];
  /** Places without a value. */
  none: number;
  /** Ids of the lowest and the highest, to be named on the map. */
  extremes: readonly string[];
};

const DECIMALS: Record<MapMetric, number> = { coverage: 1, plan: 2, growth: 1 };
const LOWEST = 3;
const HIGHEST = 2;

export function shapeMap(rows: readonly ChildRow[], metric: MapMetric): MapView {
  const decimals = DECIMALS[metric];
  const placed = rows.map(({ unit, view, growth }) => {
    // A sum without one of its units or months is no class among whole ones.
    const exact = isWhole(view.measure) ? ratioOf(view, growth, metric) : null;
    return {
      unit,
      value: exact && percent(exact, decimals).scaled,
      isRanked: doubtOf(view.measure) === null,
    };
  });
  const known = placed.flatMap(({ value }) => value ?? []).toSorted((a, b) => Number(b - a));
  const ranked = placed.flatMap(({ value, isRanked }) => (isRanked ? (value ?? []) : []));
  const bounds = classBounds(known, decimals, metric === "growth");
  const shades = classShades(bounds, metric === "growth" ? (known[0] ?? 0n) : null);
  const classOf = (value: bigint) => bounds.filter((bound) => value >= bound).length;
  return {
    metric,
    places: placed.map(({ unit, value, isRanked }) => ({
      unit,
      text: value === null ? NO_VALUE : valueText({ scaled: value, decimals }, metric),
      shade: value === null ? null : (shades[classOf(value)] ?? null),
      rank: value === null || !isRanked ? null : ranked.filter((one) => one > value).length + 1,
    })),
    classes: shades.flatMap((shade, index) => ({
      label: classLabel(bounds, index, decimals),
      count: known.filter((value) => classOf(value) === index).length,
      shade,
    })),
    none: placed.length - known.length,
    extremes: extremes(placed.filter(({ isRanked }) => isRanked)),
  };
}

function ratioOf(view: IndicatorView, growth: ChildRow["growth"], metric: MapMetric): Ratio | null {
  if (metric === "coverage") return view.coverage?.ratio ?? null;
  if (metric === "plan") return pctOfPlan(view);
  return growth.kind === "growth" ? growth.pct : null;
}

function valueText(value: Rounded, metric: MapMetric): string {
  return `${metric === "growth" ? formatSigned(value) : formatTrimmed(value)}%`;
}

const CLASSES = 5;
const STEPS = [1n, 2n, 5n];

/**
 * Four bounds of even round steps between five classes, so that each class holds about as many; 0 is among them where
 * values lie on both sides of it. In units of the last decimal. Fewer where so few differ, none without a value.
 */
export function classBounds(values: readonly bigint[], decimals: number, isSigned: boolean): bigint[] {
  const sorted = [...new Set(values)].toSorted((a, b) => Number(a - b));
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || low === high) return [];
  const isOnBothSides = isSigned && low < 0n && high >= 0n;
  const best = candidates(low, high, 10n ** BigInt(decimals))
    .filter((bounds) => !isOnBothSides || bounds.includes(0n))
    .map((bounds) => ({ bounds, unevenness: unevenness(bounds, values) }))
    .toSorted((a, b) => a.unevenness - b.unevenness)[0];
  return (best?.bounds ?? []).filter((bound) => bound > low && bound <= high);
}

/** Every row of four multiples of a round step of which one lies within the values; the coarsest steps first. */
function candidates(low: bigint, high: bigint, one: bigint): bigint[][] {
  const steps: bigint[] = [];
  for (let power = 1n; power <= (high - low) * 10n || power <= one; power *= 10n)
    steps.push(...STEPS.map((step) => step * power));
  // Steps finer than a twentieth of the range would press all but the middle into the outer classes.
  return steps
    .filter((step) => step * 20n >= high - low)
    .toReversed()
    .flatMap((step) => {
      const start = (low / step - BigInt(CLASSES)) * step;
      const count = Number((high - start) / step) + 1;
      return Array.from({ length: count }, (_, index) =>
        Array.from({ length: CLASSES - 1 }, (_, bound) => start + BigInt(index + bound) * step),
      );
    });
}

/** The sum of the squares of the classes' sizes: least where they are even. */
function unevenness(bounds: readonly bigint[], values: readonly bigint[]): number {
  const sizes = Array.from(
    { length: CLASSES },
    (_, index) => values.filter((value) => bounds.filter((bound) => value >= bound).length === index).length,
  );
  return sizes.reduce((sum, size) => sum + size * size, 0);
}

/** Which of five shades stand for one to five classes of a hue, so that neighbours stay apart. */
const SPREAD = [[], [3], [2, 4], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3, 4, 5]] as const;

/** Of growth the classes below 0 in a hue of their own, stronger the farther from it; else one hue, stronger the more. */
function classShades(bounds: readonly bigint[], highestGrowth: bigint | null): Shade[] {
  const count = bounds.length + 1;
  const atMostZero = bounds.filter((bound) => bound <= 0n).length;
  const below = highestGrowth === null ? 0 : highestGrowth < 0n ? count : atMostZero;
  const shades = (hue: "m" | "n", size: number) =>
    (SPREAD[size] ?? SPREAD[5]).map((shade): Shade => `${hue}${shade}`);
  return [...shades("n", below).toReversed(), ...shades("m", count - below)];
}

/** "dưới 90", "90 đến dưới 92", "từ 96" */
function classLabel(bounds: readonly bigint[], index: number, decimals: number): string {
  const text = (bound: bigint | undefined) =>
    bound === undefined ? "" : formatTrimmed({ scaled: bound, decimals });
  const [from, until] = [bounds[index - 1], bounds[index]];
  if (from === undefined && until === undefined) return "mọi tỉnh";
  if (from === undefined) return `dưới ${text(until)}`;
  return until === undefined ? `từ ${text(from)}` : `${text(from)} đến dưới ${text(until)}`;
}

/** Where more share a value than there is room for, none of them is named: any choice would be arbitrary. */
function extremes(placed: readonly { unit: RowUnit; value: bigint | null }[]): string[] {
  const known = placed
    .flatMap(({ unit, value }) => (value === null ? [] : { id: unit.id, value }))
    .toSorted((a, b) => Number(a.value - b.value));
  if (known[0]?.value === known.at(-1)?.value) return [];
  const first = (sorted: typeof known, room: number) =>
    sorted.slice(0, room).filter(({ value }) => value !== sorted[room]?.value);
  return [...new Set([...first(known, LOWEST), ...first(known.toReversed(), HIGHEST)].map(({ id }) => id))];
}

/** "Tỷ lệ bao phủ BHYT": the head of the legend. */
export function mapTitle(view: IndicatorView, metric: MapMetric): string {
  const { short, direction } = INDICATORS[view.id];
  if (metric === "coverage") return `Tỷ lệ bao phủ ${short}`;
  if (metric === "growth") return `Tăng, giảm ${short}`;
  return `${short} so với ${planNoun(direction)}`;
}
