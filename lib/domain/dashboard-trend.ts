/** The months before the one that is shown, shaped for a chart, its table and the small line of a card. */
import { measureIn, type UnitFacts } from "./dashboard";
import { monthsUpTo, SPARK_MONTHS, TREND_MONTHS } from "./dashboard-context";
import type { Measure } from "./dashboard-measure";
import { INDICATORS, type IndicatorId } from "./indicator";
import { addMonths, monthOf, shortPeriodName, yearOf, type PeriodId } from "./period";

export type TrendPoint = {
  period: PeriodId;
  /** Null where the unit and its predecessors have nothing stored. A flow's own value of the month. */
  measure: Measure | null;
  lastYear: Measure | null;
};

export type Trend = {
  points: readonly TrendPoint[];
  /** The plan of each year that has one, headcount or amount. */
  plans: readonly { year: number; value: bigint }[];
};

export function shapeTrend(
  facts: UnitFacts,
  id: IndicatorId,
  period: PeriodId,
  plans: readonly { year: number; value: bigint }[],
): Trend {
  const points = monthsUpTo(period, TREND_MONTHS).map((month) => ({
    period: month,
    measure: measureIn(facts, id, month),
    lastYear: measureIn(facts, id, addMonths(monthOf(month), -12)),
  }));
  return { points, plans };
}

/** What a drawing measures in: one unit for all its numbers, so that the axis stays short. */
export type Scale = { divisor: number; unit: string; decimals: number };

export function scaleFor(id: IndicatorId, largest: number): Scale {
  const { unit } = INDICATORS[id];
  if (unit === "đồng")
    return largest >= 1e10
      ? { divisor: 1e9, unit: "tỷ đồng", decimals: largest >= 1e12 ? 0 : 1 }
      : { divisor: 1e6, unit: "triệu đồng", decimals: 0 };
  if (largest >= 5_000_000) return { divisor: 1e6, unit: `triệu ${unit}`, decimals: 2 };
  if (largest >= 50_000) return { divisor: 1e3, unit: `nghìn ${unit}`, decimals: 1 };
  return { divisor: 1, unit, decimals: 0 };
}

/** A row of the chart, in the scale's unit; null leaves a gap. `soft` is drawn broken: it is not final. */
type ChartRow = {
  label: string;
  firm: number | null;
  soft: number | null;
  past: number | null;
  plan: number | null;
};

export type Chart = {
  rows: readonly ChartRow[];
  scale: Scale;
  ticks: readonly number[];
  /** The axis does not begin at 0, and says so. */
  isCut: boolean;
  /** Labels at which a January stands. */
  januaries: readonly string[];
  /** The plan of each year as a level of its own, between two labels, instead of a line through all. */
  steps: readonly Step[];
  /** The label of the newest value. */
  endLabel: string;
};

/** `name` says which plan it is, unless it stands at the edge. */
type Step = { from: string; to: string; value: number; name: string | null };

/** What is to be drawn of a period, in the number's own unit. */
type Drawn = { label: string; value: number | null; past: number | null; plan: number | null };

/** The largest of all numbers of a drawing, by which its scale is chosen. */
export const largestOf = (drawn: readonly Drawn[]) => Math.max(...numbersOf(drawn));

const numbersOf = (drawn: readonly Drawn[]) =>
  drawn.flatMap(({ value, past, plan }) => [value, past, plan]).filter((one) => one !== null);

type Frame = {
  scale: Scale;
  /** Where the newest value stands. */
  last: number;
  /** The newest value is not final: the way to it is drawn broken. */
  isSoft: boolean;
  /** The axis begins at 0, whatever the values. */
  fromZero?: boolean;
};

/** Rows and axis of a drawing; Januaries and levels of the plan stand apart. */
export function drawRows(
  drawn: readonly Drawn[],
  { scale, last, isSoft, fromZero = false }: Frame,
): Pick<Chart, "rows" | "scale" | "ticks" | "isCut" | "endLabel"> {
  const scaled = (value: number | null) => (value === null ? null : value / scale.divisor);
  const ticks = axisTicks([
    ...(fromZero ? [0] : []),
    ...numbersOf(drawn).map((value) => value / scale.divisor),
  ]);
  const firmUntil = isSoft ? last - 1 : last;
  return {
    rows: drawn.map(({ label, value, past, plan }, index) => ({
      label,
      firm: index <= firmUntil ? scaled(value) : null,
      soft: index >= firmUntil ? scaled(value) : null,
      past: scaled(past),
      plan: scaled(plan),
    })),
    scale,
    ticks,
    isCut: (ticks[0] ?? 0) > 0,
    endLabel: drawn[last]?.label ?? "",
  };
}

/** Null while there are fewer than two points to join. */
export function shapeChart(id: IndicatorId, { points, plans }: Trend): Chart | null {
  const planOf = (period: PeriodId) => plotted(plans.find(({ year }) => year === yearOf(period))?.value);
  const drawn = points.map(({ period, measure, lastYear }) => ({
    label: shortPeriodName(period),
    value: plotted(measure?.value),
    past: plotted(lastYear?.value),
    plan: planOf(period),
  }));
  if (drawn.filter(({ value }) => value !== null).length < 2) return null;
  const scale = scaleFor(id, largestOf(drawn));
  const isSoft = points.at(-1)?.measure?.isProvisional ?? false;
  return {
    ...drawRows(drawn, { scale, last: points.length - 1, isSoft }),
    januaries: januariesOf(points.map(({ period }) => period)),
    steps: planSteps(points, plans, scale),
  };
}

export function januariesOf(periods: readonly PeriodId[]): string[] {
  return periods.filter((period) => monthOf(period).endsWith("-01")).map(shortPeriodName);
}

/** Named where there is room for the name; the newest stands at the edge of the drawing. */
function planSteps(points: Trend["points"], plans: Trend["plans"], scale: Scale): Step[] {
  const format = new Intl.NumberFormat("vi-VN", {
    minimumFractionDigits: scale.decimals,
    maximumFractionDigits: scale.decimals,
  });
  const newest = points.at(-1)?.period;
  return plans.flatMap(({ year, value }) => {
    const months = points.filter(({ period }) => yearOf(period) === year).map(({ period }) => period);
    const [from, to] = [months.at(0), months.at(-1)];
    if (from === undefined || to === undefined) return [];
    const level = Number(value) / scale.divisor;
    const isNamed = to !== newest && months.length >= 6;
    const name = isNamed ? `Chỉ tiêu ${year}: ${format.format(level)}` : null;
    return [{ from: shortPeriodName(from), to: shortPeriodName(to), value: level, name }];
  });
}

/** For drawing only: what is shown as a number is formatted from the whole number. */
export const plotted = (value: bigint | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** Four to six round steps around the values; from 0 unless they lie close together far above it. */
export function axisTicks(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const floor = high > 0 && low > high * 0.4 ? low - (high - low) * 0.15 : 0;
  const rough = (high - floor || high || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(floor / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** A line of a card without an axis, in a box of 132 by 36; the end point is hollow while it is not final. */
export type Spark = { points: string; end: { x: number; y: number }; isHollow: boolean };

const BOX = { left: 2, right: 126, top: 4, bottom: 32 };

export function shapeSpark(
  facts: UnitFacts,
  id: IndicatorId,
  period: PeriodId,
  months = SPARK_MONTHS,
): Spark | null {
  const measures = monthsUpTo(period, months).map((month) => measureIn(facts, id, month));
  const values = measures.map((one) => plotted(one?.value));
  const known = values.filter((value) => value !== null);
  const last = measures.at(-1);
  if (known.length < 2 || last?.value === null || last?.value === undefined) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => tenth(BOX.left + (index / (months - 1)) * (BOX.right - BOX.left));
  const y = (value: number) =>
    tenth(
      high === low
        ? (BOX.top + BOX.bottom) / 2
        : BOX.bottom - ((value - low) / (high - low)) * (BOX.bottom - BOX.top),
    );
  const drawn = values.flatMap((value, index) => (value === null ? [] : [`${x(index)},${y(value)}`]));
  return {
    points: drawn.join(" "),
    end: { x: x(months - 1), y: y(Number(last.value)) },
    isHollow: last.isProvisional,
  };
}

const tenth = (position: number) => Math.round(position * 10) / 10;
