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

export function trendLabels(
  { chosen, context, trend }: DashboardView,
  { rows, scale, ticks }: Chart,
): TrendLabel[] {
  const last = rows.at(-1);
  if (!last) return [];
  const format = new Intl.NumberFormat("vi-VN", {
    minimumFractionDigits: scale.decimals,
    maximumFractionDigits: scale.decimals,
  });
  const unit = scale.unit.replace(` ${INDICATORS[chosen.id].unit}`, "");
  const words = (value: number) => `${format.format(value)} ${unit}`.trim();
  const measure = trend.points.at(-1)?.measure;
  const doubt = measure?.isProvisional ? " · tạm tính" : "";
  const value = last.soft ?? last.firm;
  const labels = [
    last.plan === null
      ? null
      : {
          key: "plan" as const,
          name: `Chỉ tiêu ${yearOf(context.period)}`,
          value: last.plan,
          text: words(last.plan),
        },
    value === null
      ? null
      : {
          key: "now" as const,
          name: periodTitle(context.period),
          value,
          text: `${words(value)}${doubt}`,
        },
    last.past === null
      ? null
      : { key: "past" as const, name: "Cùng kỳ năm trước", value: last.past, text: words(last.past) },
  ].filter((label) => label !== null);
  return apart(
    labels.map(({ key, name, value: height, text }) => {
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
