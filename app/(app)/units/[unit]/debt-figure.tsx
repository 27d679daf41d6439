import type { ReactNode } from "react";
import { ChartFigure } from "@/components/ui/chart-figure";
import type { DebtBase } from "@/lib/domain/attainment";
import type { DebtPoint, DebtSeries } from "@/lib/domain/dashboard-series";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { formatFixed, NO_VALUE } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { amount, column } from "@/components/figure/format";
import { SmallPlot } from "./trend-plot";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";
import type { TraceSection } from "@/lib/domain/trace-formula";
import type { Selection } from "./selection";
import { traceHref } from "./trace-href";
import { traced } from "@/components/figure/trace-link";

const BASES: readonly { base: DebtBase; name: string; note: string }[] = [
  { base: "plan", name: "Trên kế hoạch thu", note: "kế hoạch cả năm" },
  { base: "due", name: "Trên số phải thu", note: "lũy kế từ tháng 1" },
  { base: "collected", name: "Trên số đã thu", note: "lũy kế từ tháng 1" },
];

/** Chậm đóng by each of its three bases, each on an axis of its own: they are never compared with each other. */
type Props = { view: DashboardView; series: DebtSeries; selection: Selection };

export function DebtFigure({ view, series, selection }: Props) {
  const { points } = series;
  const [first, last] = [points.at(0), points.at(-1)];
  const to: NumberTo = (section, period) =>
    traceHref(selection, section, { unit: view.unit, indicator: view.chosen.id, period });
  if (!first || !last || BASES.every(({ base }) => series.charts[base] === null)) return null;
  return (
    <ChartFigure
      title={`Tỷ lệ chậm đóng theo ba mẫu số, ${shortPeriodName(first.period)} đến ${shortPeriodName(last.period)}`}
      note="Phần trăm, mỗi hình một trục riêng, không phải trục nào cũng bắt đầu từ 0. Nét mảnh: cùng kỳ năm trước."
      tableTitle={`Bảng tỷ lệ chậm đóng ${points.length} tháng`}
      head={["Kỳ", "Chậm đóng (tỷ đồng)", "% kế hoạch thu", "% số phải thu", "% số đã thu", "Ghi chú"]}
      rows={points.toReversed().map((point) => ({ key: point.period, cells: cells(view, point, to) }))}
      source="Số phải thu và số đã thu tính lại từ tháng 1 nên hai tỷ lệ sau cao vào đầu năm và giảm dần; chỉ so với cùng tháng năm trước. Chỗ đứt nét là tháng còn thiếu số liệu của đơn vị."
    >
      <div className="small-plots">
        {BASES.map(({ base, name, note }) => (
          <section key={base}>
            <p className="small-head">
              {name} <small>({note})</small>
              <b className="num">{percentText(last, base)}</b>
              <small>cùng kỳ {lastYearText(last, base)}</small>
            </p>
            <Drawing chart={series.charts[base]} />
          </section>
        ))}
      </div>
    </ChartFigure>
  );
}

function Drawing({ chart }: { chart: DebtSeries["charts"][DebtBase] }) {
  return chart ? <SmallPlot chart={chart} /> : <p className="small-none">Chưa đủ số liệu</p>;
}

const shown = (exact: DebtPoint["ratios"][DebtBase]) =>
  exact === null ? NO_VALUE : `${formatFixed(percent(exact))}%`;
const percentText = ({ ratios }: DebtPoint, base: DebtBase) => shown(ratios[base]);
const lastYearText = ({ lastYear }: DebtPoint, base: DebtBase) => shown(lastYear[base]);

type NumberTo = (section: TraceSection, period: PeriodId) => string;

function cells(
  { chosen: { id } }: DashboardView,
  { period, measure, ratios }: DebtPoint,
  to: NumberTo,
): ReactNode[] {
  return [
    shortPeriodName(period),
    traced(amount(id, measure?.value ?? null), measure && to("value", period), false),
    ...BASES.map(({ base }) => traced(column(ratios[base], 2), measure && to("plan", period))),
    measure?.isProvisional ? "tạm tính" : "",
  ];
}
