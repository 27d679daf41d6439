import type { ReactNode } from "react";
import { ChartFigure } from "@/components/ui/chart-figure";
import { growth } from "@/lib/domain/comparison";
import { side } from "@/lib/domain/dashboard-measure";
import type { YearPoint, YearSeries } from "@/lib/domain/dashboard-series";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatPercent } from "@/lib/domain/number";
import {
  addMonths,
  monthOf,
  periodName,
  periodTitle,
  shortPeriodName,
  yearOf,
  type PeriodId,
} from "@/lib/domain/period";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { percent, ratio } from "@/lib/domain/ratio";
import { capital } from "@/lib/domain/wording";
import { amount, column, growthPercent } from "@/components/figure/format";
import type { Selection } from "./selection";
import { traceHref } from "./trace-href";
import { traced } from "@/components/figure/trace-link";
import { edgeLabels, scaledWords, type LineEnd } from "@/components/figure/trend-labels";
import { TrendPlot } from "./trend-plot";

/** Revenue from January against the plan, which is spread over the days of the year, and against last year. */
type Props = { view: DashboardView; year: YearSeries; selection: Selection };

export function RevenueFigure({ view, year, selection }: Props) {
  const { chart, points, plan } = year;
  const { id } = view.chosen;
  if (!chart) return null;
  const name = INDICATORS[id].name;
  const thisYear = yearOf(view.context.period);
  const to: NumberTo = (section, period) =>
    traceHref(selection, section, { unit: view.unit, indicator: id, period });
  return (
    <ChartFigure
      title={`${name} trong năm ${thisYear}, so với kế hoạch`}
      note={`${capital(chart.scale.unit)}, lũy kế từ tháng 1. ${plan === null ? "" : "Kế hoạch chia đều theo số ngày đã qua."}`}
      tableTitle={`Bảng số thu ${thisYear} theo tháng`}
      head={[
        "Kỳ",
        `Lũy kế ${thisYear} (tỷ đồng)`,
        "Kế hoạch đến kỳ",
        "% so với mức đó",
        `Lũy kế ${thisYear - 1}`,
        "Tăng, giảm",
      ]}
      rows={points.map((point) => ({ key: point.period, cells: cells(view, point, to) }))}
      source={plan === null ? "Năm này chưa có kế hoạch thu được giao." : planWords(view, year)}
    >
      <TrendPlot chart={chart} labels={edgeLabels(chart, ends(view, year))} />
    </ChartFigure>
  );
}

/** "Kế hoạch cả năm 13.209 tỷ đồng; đến tháng 09/2026 cần có 9.879, đã thu 9.820 tỷ đồng (99,4%)." */
function planWords({ chosen: { id }, context }: DashboardView, { plan, points }: YearSeries): string {
  const now = points.find(({ period }) => period === context.period);
  const value = now?.measure?.value ?? null;
  const share = ratio(value, now?.planned ?? null);
  const whole = `Kế hoạch cả năm ${amount(id, plan)} tỷ đồng`;
  if (!now || share === null) return `${whole}.`;
  return `${whole}; đến ${periodName(context.period)} cần có ${amount(id, now.planned)}, đã thu ${amount(id, value)} tỷ đồng, bằng ${formatPercent(percent(share, 1))} mức cần có.`;
}

function ends({ chosen, context }: DashboardView, { chart, points }: YearSeries): LineEnd[] {
  if (!chart) return [];
  const at = chart.rows.find(({ label }) => label === chart.endLabel);
  const last = chart.rows.at(-1);
  const words = (value: number) => scaledWords(chart, value, INDICATORS[chosen.id].unit);
  const value = at?.soft ?? at?.firm ?? null;
  const doubt = points.find(({ period }) => period === context.period)?.measure?.isProvisional
    ? " · tạm tính"
    : "";
  const lines: (LineEnd | null)[] = [
    last?.plan === null || last === undefined
      ? null
      : {
          key: "plan",
          name: `Kế hoạch ${yearOf(context.period)}`,
          height: last.plan,
          text: words(last.plan),
        },
    value === null
      ? null
      : { key: "now", name: periodTitle(context.period), height: value, text: `${words(value)}${doubt}` },
    last?.past === null || last === undefined
      ? null
      : {
          key: "past",
          name: `Cả năm ${yearOf(context.period) - 1}`,
          height: last.past,
          text: words(last.past),
        },
  ];
  return lines.filter((line) => line !== null);
}

type NumberTo = (section: TraceSection, period: PeriodId) => string;

function cells(
  { chosen: { id } }: DashboardView,
  { period, measure, lastYear, planned }: YearPoint,
  to: NumberTo,
): ReactNode[] {
  const before = addMonths(monthOf(period), -12);
  const value = measure?.value ?? null;
  return [
    monthOf(period) === period ? shortPeriodName(period) : `đến ${shortPeriodName(period)}`,
    traced(amount(id, value), measure && to("value", period), false),
    traced(amount(id, planned), measure && to("pace", period)),
    column(ratio(value, planned), 2),
    traced(amount(id, lastYear?.value ?? null), lastYear && to("value", before)),
    traced(growthPercent(growth(side(measure), side(lastYear))), measure && to("compare", period)),
  ];
}
