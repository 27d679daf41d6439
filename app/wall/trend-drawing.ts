/** Where the lines of the trend and their words stand on the screen, in the units of a drawing of 1840 by 780. */
import type { TrendLabel } from "@/components/figure/trend-labels";
import type { Chart } from "@/lib/domain/dashboard-trend";

export const BOX = { width: 1840, height: 780, left: 150, right: 1420, top: 40, bottom: 700 };

/** Of a name and its value. */
const LABEL = 92;
/** Between two months that are named. */
const NAMED_EVERY = 6;

export type Drawing = {
  lines: Record<"firm" | "soft" | "past", string>;
  ticks: readonly { y: number; value: number }[];
  months: readonly { x: number; text: string | null; isJanuary: boolean }[];
  steps: readonly { from: number; to: number; y: number; name: string | null }[];
  ends: readonly (Pick<TrendLabel, "key" | "name" | "value"> & { at: number; y: number })[];
  end: { x: number; y: number; isSoft: boolean } | null;
};

const tenth = (position: number) => Math.round(position * 10) / 10;

export function drawTrend(chart: Chart, labels: readonly TrendLabel[]): Drawing {
  const { rows, ticks } = chart;
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const y = (value: number) =>
    tenth(BOX.bottom - ((value - low) / (high - low || 1)) * (BOX.bottom - BOX.top));
  const x = (index: number) =>
    tenth(BOX.left + (index / Math.max(1, rows.length - 1)) * (BOX.right - BOX.left));
  const at = (label: string) =>
    x(
      Math.max(
        0,
        rows.findIndex((row) => row.label === label),
      ),
    );
  const line = (key: "firm" | "soft" | "past") =>
    path(
      rows.map((row) => row[key]),
      x,
      y,
    );
  const last = rows.at(-1);
  const value = last?.soft ?? last?.firm ?? null;
  const heightOf = { now: value, past: last?.past ?? null, plan: last?.plan ?? null };
  return {
    lines: { firm: line("firm"), soft: line("soft"), past: line("past") },
    ticks: ticks.map((tick) => ({ y: y(tick), value: tick })),
    months: rows.map((row, index) => ({
      x: x(index),
      text: (rows.length - 1 - index) % NAMED_EVERY === 0 ? row.label : null,
      isJanuary: chart.januaries.includes(row.label),
    })),
    steps: chart.steps.map(({ from, to, value: level, name }) => ({
      from: at(from),
      to: at(to),
      y: y(level),
      name,
    })),
    ends: apart(
      labels.flatMap(({ key, name, value: text }) => {
        const height = heightOf[key];
        return height === null ? [] : [{ key, name, value: text, at: y(height), y: y(height) }];
      }),
    ),
    end: value === null ? null : { x: x(rows.length - 1), y: y(value), isSoft: last?.firm === null },
  };
}

/** Joined where neighbours are known; a gap stays a gap. */
function path(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === null) return "";
      const before = values[index - 1];
      return `${before === null || before === undefined ? "M" : "L"}${x(index)} ${y(value)}`;
    })
    .join("");
}

/** From the top down, each at least one label below the one before; then up again from the lower edge. */
function apart<Label extends { y: number }>(labels: readonly Label[]): Label[] {
  let from = BOX.top + LABEL / 2;
  const down = labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      const y = Math.max(label.y, from);
      from = y + LABEL;
      return { ...label, y };
    });
  let until = BOX.bottom;
  return down
    .toReversed()
    .map((label) => {
      const y = Math.min(label.y, until);
      until = y - LABEL;
      return { ...label, y: tenth(y) };
    })
    .toReversed();
}
