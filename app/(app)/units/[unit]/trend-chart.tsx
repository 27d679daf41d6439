"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { Chart } from "@/lib/domain/dashboard-trend";
import { PLOT } from "@/components/figure/trend-labels";

const AXIS = { fontSize: 12, fill: "var(--ink-3)", fontFamily: "var(--font-num)" };
const PLAN = { stroke: "var(--series-target)", strokeWidth: 1.5, strokeDasharray: "7 4" };

/** Draws, and nothing else: rows, scale and ticks arrive shaped. What is not final is drawn broken, its end hollow. */
export function TrendChart({ chart, height }: { chart: Chart; height: number }) {
  const { rows, ticks, scale, januaries, steps, endLabel } = chart;
  const format = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: scale.decimals });
  const hasMonths = januaries.length > 0;
  const years = rows.filter(({ label }) => label.startsWith("07/")).map(({ label }) => label);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={[...rows]}
        margin={{ top: PLOT.top, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        {januaries.map((label) => (
          <ReferenceLine key={label} x={label} stroke="var(--line-strong)" strokeDasharray="2 3" />
        ))}
        <XAxis
          dataKey="label"
          height={PLOT.bottom}
          {...(hasMonths
            ? { ticks: years, interval: 0, tickFormatter: (label: string) => label.slice(-4) }
            : { interval: "equidistantPreserveStart", minTickGap: 16 })}
          tick={AXIS}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
        />
        <YAxis
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          ticks={[...ticks]}
          width={56}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
          tickFormatter={(tick: number) => format.format(tick)}
        />
        <Line
          dataKey="past"
          stroke="var(--series-past)"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        {steps.length === 0 && <Line dataKey="plan" dot={false} isAnimationActive={false} {...PLAN} />}
        {steps.map(({ from, to, value, name }) => (
          <ReferenceLine
            key={from}
            segment={[
              { x: from, y: value },
              { x: to, y: value },
            ]}
            {...PLAN}
            {...(name === null
              ? {}
              : {
                  label: {
                    value: name,
                    position: "top",
                    className: "step-label",
                    ...AXIS,
                    fill: "var(--ink-2)",
                  },
                })}
          />
        ))}
        <Line dataKey="firm" stroke="var(--series)" strokeWidth={2.5} dot={false} isAnimationActive={false} />
        <Line
          dataKey="soft"
          stroke="var(--series)"
          strokeWidth={2.5}
          strokeDasharray="3 3"
          isAnimationActive={false}
          dot={({
            cx,
            cy,
            payload,
          }: {
            cx?: number;
            cy?: number;
            payload?: { label: string; firm: number | null };
          }) => (
            <circle
              key={payload?.label}
              cx={cx}
              cy={cy}
              r={payload?.label === endLabel ? 4 : 0}
              fill={payload?.firm === null ? "var(--surface)" : "var(--series)"}
              stroke={payload?.label === endLabel ? "var(--series)" : "none"}
              strokeWidth={2.5}
            />
          )}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
