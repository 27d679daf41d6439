import { trendLabels } from "@/components/figure/trend-labels";
import type { Chart } from "@/lib/domain/dashboard-trend";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { BOX, drawTrend, type Drawing } from "./trend-drawing";

const number = new Intl.NumberFormat("vi-VN");

/** The months as lines, drawn on the server: nothing has to be loaded, and nothing is left behind. */
export function TrendPanel({ view }: { view: DashboardView }) {
  const { chart } = view;
  if (!chart) return <p className="wall-lede">Chưa đủ số liệu để vẽ đường 36 tháng.</p>;
  const labels = trendLabels(view, chart);
  return (
    <figure className="wall-trend">
      <Lines chart={chart} drawing={drawTrend(chart, labels)} label={labels.map(wordsOf).join("; ")} />
      <figcaption className="wall-note">
        Đơn vị: {chart.scale.unit}. Nét liền: đã duyệt; nét xám: cùng kỳ năm trước; nét gạch: chỉ tiêu năm.
        {chart.isCut && " Trục đứng không bắt đầu từ 0."}
      </figcaption>
    </figure>
  );
}

const wordsOf = ({ name, value }: { name: string; value: string }) => `${name} ${value}`;

type LinesProps = { chart: Chart; drawing: Drawing; label: string };

function Lines({ chart, drawing, label }: LinesProps) {
  const { lines, ticks, months, steps, ends } = drawing;
  return (
    <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={label}>
      {ticks.map(({ y, value }) => (
        <g key={value} className="grid">
          <path d={`M${BOX.left} ${y}H${BOX.right}`} />
          <text x={BOX.left - 16} y={y} dy="0.35em" textAnchor="end">
            {number.format(value)}
          </text>
        </g>
      ))}
      {months.map(({ x, text, isJanuary }) => (
        <g key={x} className="grid">
          {isJanuary && <path className="january" d={`M${x} ${BOX.top}V${BOX.bottom}`} />}
          {text && (
            <text x={x} y={BOX.bottom + 44} textAnchor="middle">
              {text}
            </text>
          )}
        </g>
      ))}
      {steps.map(({ from, to, y, name }) => (
        <g key={from} className="plan">
          <path d={`M${from} ${y}H${to}`} />
          {name && (
            <text x={from} y={y - 14}>
              {name}
            </text>
          )}
        </g>
      ))}
      <path className="past" d={lines.past} />
      <path className="now" d={lines.firm} />
      <path className="now soft" d={lines.soft} />
      {drawing.end && (
        <circle
          className={drawing.end.isSoft ? "end hollow" : "end"}
          cx={drawing.end.x}
          cy={drawing.end.y}
          r={9}
        />
      )}
      {ends.map(({ key, name, value, at, y }) => (
        <g key={key} className={`label ${key}`}>
          <path d={`M${BOX.right + 12} ${at}L${BOX.right + 36} ${y}`} />
          <text x={BOX.right + 44} y={y - 6}>
            {name}
          </text>
          <text className="v" x={BOX.right + 44} y={y + 34}>
            {value}
          </text>
        </g>
      ))}
      <title>{`${label} (${chart.scale.unit})`}</title>
    </svg>
  );
}
