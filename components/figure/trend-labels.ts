/** The words at the right edge of a trend, pushed apart so that they never overlap. For drawing only. */
import type { Chart } from "@/lib/domain/dashboard-trend";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { periodTitle, yearOf } from "@/lib/domain/period";

export type TrendLabel = {
  key: "now" | "past" | "plan";
  name: string;
  value: string;
  at: number;
  top: number;
};

/** Heights in pixels of the drawing and of one label of two lines. */
export const PLOT = { height: 300, top: 12, bottom: 28 };
const LABEL = 38;

/** Where a value stands, in pixels from the top of the drawing. */
function position(value: number, ticks: readonly number[]): number {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  return PLOT.top + ((high - value) / (high - low || 1)) * (PLOT.height - PLOT.top - PLOT.bottom);
}

/** A line's name and its value in words, with the value that says how high it stands. */
export type LineEnd = Pick<TrendLabel, "key" | "name"> & { height: number; text: string };

/** The value as the drawing measures it, with the unit of the axis. */
export function scaledWords({ scale }: Chart, value: number, unit: string): string {
  const format = new Intl.NumberFormat("vi-VN", {
    minimumFractionDigits: scale.decimals,
    maximumFractionDigits: scale.decimals,
  });
  return `${format.format(value)} ${scale.unit.replace(` ${unit}`, "")}`.trim();
}

export function trendLabels({ chosen, context, trend }: DashboardView, chart: Chart): TrendLabel[] {
  const last = chart.rows.at(-1);
  if (!last) return [];
  const words = (value: number) => scaledWords(chart, value, INDICATORS[chosen.id].unit);
  const doubt = trend.points.at(-1)?.measure?.isProvisional ? " · tạm tính" : "";
  const value = last.soft ?? last.firm;
  const ends: (LineEnd | null)[] = [
    last.plan === null
      ? null
      : {
          key: "plan",
          name: `Chỉ tiêu ${yearOf(context.period)}`,
          height: last.plan,
          text: words(last.plan),
        },
    value === null
      ? null
      : { key: "now", name: periodTitle(context.period), height: value, text: `${words(value)}${doubt}` },
    last.past === null
      ? null
      : { key: "past", name: "Cùng kỳ năm trước", height: last.past, text: words(last.past) },
  ];
  return edgeLabels(
    chart,
    ends.filter((end) => end !== null),
  );
}

export function edgeLabels({ ticks }: Chart, ends: readonly LineEnd[]): TrendLabel[] {
  return apart(
    ends.map(({ key, name, height, text }) => {
      const at = position(height, ticks);
      return { key, name, value: text, at, top: at - LABEL / 2 };
    }),
  );
}

/** From the top down, each at least one label below the one before; then up again from the bottom edge. */
function apart(labels: readonly TrendLabel[]): TrendLabel[] {
  const sorted = labels.toSorted((a, b) => a.at - b.at);
  let from = 0;
  const down = sorted.map((label) => {
    const top = Math.max(label.top, from);
    from = top + LABEL;
    return { ...label, top };
  });
  let until = PLOT.height;
  return down
    .toReversed()
    .map((label) => {
      const top = Math.max(0, Math.min(label.top, until - LABEL));
      until = top;
      return { ...label, top: Math.round(top) };
    })
    .toReversed();
}
