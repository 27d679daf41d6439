import type { ReactNode } from "react";
import { ChartFigure } from "@/components/ui/chart-figure";
import { EmptyState } from "@/components/ui/state";
import { growth } from "@/lib/domain/comparison";
import { TREND_MONTHS } from "@/lib/domain/dashboard-context";
import { side } from "@/lib/domain/dashboard-measure";
import type { TrendPoint } from "@/lib/domain/dashboard-trend";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { NO_VALUE } from "@/lib/domain/number";
import { addMonths, monthOf, periodName, shortPeriodName, yearOf, type PeriodId } from "@/lib/domain/period";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { capital } from "@/lib/domain/wording";
import { amount, growthPercent, unitOf } from "@/components/figure/format";
import type { Selection } from "./selection";
import { traceHref } from "./trace-href";
import { traced } from "@/components/figure/trace-link";
import { TrendPlot } from "./trend-plot";
import { trendLabels } from "@/components/figure/trend-labels";

type Before = readonly { shortName: string; isWhole: boolean }[];

/** Three years of the chosen indicator, with the plan of each year and the same months a year earlier. */
type Props = { view: DashboardView; before: Before; selection: Selection };

export function TrendFigure({ view, before, selection }: Props) {
  const { chart, chosen, trend, context } = view;
  const { id } = chosen;
  const [first, last] = [trend.points.at(0), trend.points.at(-1)];
  if (!chart || !first || !last)
    return (
      <EmptyState title="Chưa đủ số liệu để vẽ diễn biến">
        {`Cần ít nhất hai kỳ có số liệu ${INDICATORS[id].short} trong ${TREND_MONTHS} tháng đến ${periodName(context.period)}.`}
      </EmptyState>
    );
  const { name, nature } = INDICATORS[id];
  const planOf = ({ period }: TrendPoint) =>
    trend.plans.find(({ year }) => year === yearOf(period))?.value ?? null;
  const perMonth = nature === "flow" ? ", từng tháng" : "";
  const unit = capital(chart.scale.unit);
  const to: NumberTo = (section, period) =>
    traceHref(selection, section, { unit: view.unit, indicator: id, period });
  return (
    <ChartFigure
      title={`${name}${perMonth}, ${shortPeriodName(first.period)} đến ${shortPeriodName(last.period)}`}
      note={`${unit}. ${chart.isCut ? "Trục đứng không bắt đầu từ 0." : ""}`}
      tableTitle={`Bảng số liệu ${trend.points.length} tháng`}
      head={[
        "Kỳ",
        `${name} (${unitOf(id)})`,
        "Cùng kỳ năm trước",
        "Tăng, giảm",
        "Chỉ tiêu năm",
        "Đã báo cáo",
        "Ghi chú",
      ]}
      rows={trend.points
        .toReversed()
        .map((point) => ({ key: point.period, cells: cells(id, point, planOf(point), to) }))}
      source={source(view, before)}
    >
      <TrendPlot chart={chart} labels={trendLabels(view, chart)} />
    </ChartFigure>
  );
}

type NumberTo = (section: TraceSection, period: PeriodId) => string;

function cells(
  id: IndicatorId,
  { period, measure, lastYear }: TrendPoint,
  plan: bigint | null,
  to: NumberTo,
): ReactNode[] {
  const before = addMonths(monthOf(period), -12);
  const reporting = measure?.reporting;
  const notes = [
    measure?.isStated && "số công bố",
    measure?.isProvisional && "tạm tính",
    measure?.isEstimate && "ước",
  ].filter((note) => typeof note === "string");
  return [
    shortPeriodName(period),
    traced(amount(id, measure?.value ?? null), measure && to("value", period), false),
    traced(amount(id, lastYear?.value ?? null), lastYear && to("value", before)),
    traced(growthPercent(growth(side(measure), side(lastYear))), measure && to("compare", period)),
    traced(amount(id, plan), measure && to("plan", period)),
    reporting && reporting.expected > 0 ? `${reporting.reported}/${reporting.expected}` : NO_VALUE,
    notes.join(", "),
  ];
}

/** The unit and, before it began, those that went into it. */
function source({ unit, trend }: DashboardView, before: Before): string {
  const base =
    unit.level === "nation"
      ? "Nguồn: tổng số đã duyệt của các tỉnh và hai đơn vị trực thuộc Trung ương, theo địa giới từng kỳ."
      : unit.reportingKind === null
        ? "Nguồn: tổng số đã duyệt của các đơn vị báo cáo."
        : "Nguồn: báo cáo đã duyệt của đơn vị.";
  const first = trend.points[0]?.period ?? "";
  const whole = before.filter(({ isWhole }) => isWhole).map(({ shortName }) => shortName);
  if (unit.level === "nation" || unit.validFrom <= first || whole.length === 0) return base;
  const names = whole.length === 1 ? `số của ${whole[0]} cũ` : `tổng của ${whole.join(", ")}`;
  return `${base} Trước ${formatDay(unit.validFrom)} là ${names}.`;
}
