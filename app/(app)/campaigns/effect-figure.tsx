import type { CSSProperties } from "react";
import { ChartFigure } from "@/components/ui/chart-figure";
import { EmptyState } from "@/components/ui/state";
import type { CountRow, WonIndicator } from "@/lib/domain/campaign-counts";
import { effectChart, effectRow, type EffectChart } from "@/lib/domain/campaign-effect";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount, formatFixed, formatTrimmed } from "@/lib/domain/number";
import { periodName, type PeriodId } from "@/lib/domain/period";
import { uncapital } from "@/lib/domain/wording";

type Props = { id: IndicatorId; won: WonIndicator; rows: readonly CountRow[]; period: PeriodId };

/** Counts beside people newly won, unit by unit: it shows what came together, and says that it shows no more. */
export function EffectFigure({ id, won, rows, period }: Props) {
  const effects = rows.map((row) => effectRow(row, won));
  const chart = effectChart(effects);
  const [count, people] = [INDICATORS[id], INDICATORS[won]];
  if (!chart)
    return (
      <EmptyState title="Chưa đủ số liệu để đặt hai số cạnh nhau">
        {`Cần ít nhất ba đơn vị có ${uncapital(count.name)}, ${uncapital(people.name)} và dân số.`}
      </EmptyState>
    );
  return (
    <ChartFigure
      title={`${count.name} và ${uncapital(people.name)}, từ đầu năm đến ${periodName(period)}`}
      note="Cả hai tính trên 1.000 dân. Mỗi chấm là một đơn vị; chấm rỗng là số tạm tính."
      tableTitle={`Bảng số liệu ${effects.length} đơn vị`}
      head={[
        "Đơn vị",
        `${count.name} (${count.unit})`,
        `${people.name} (người)`,
        `Người mới trên mỗi ${count.unit}`,
        `${count.short} trên 1.000 dân`,
        "Người mới trên 1.000 dân",
        "Ghi chú",
      ]}
      rows={effects.map((one) => ({
        key: one.row.unit.id,
        cells: [
          one.row.unit.shortName,
          formatCount(one.count),
          formatCount(one.won),
          formatFixed(one.yield),
          formatFixed(one.countPerThousand),
          formatFixed(one.wonPerThousand),
          one.isProvisional ? "tạm tính" : "",
        ],
      }))}
      source={
        <>
          Hình cho thấy hai việc cùng diễn ra ở một nơi, không cho biết việc này sinh ra việc kia: mùa vụ,
          chính sách hỗ trợ mức đóng và cách ghi số cũng làm cả hai cùng cao hoặc cùng thấp.
          {chart.left > 0 && ` ${chart.left} đơn vị thiếu một trong các số nên không có chấm.`}
        </>
      }
    >
      <Cloud chart={chart} x={`${count.short} trên 1.000 dân`} y={`${people.short} trên 1.000 dân`} />
    </ChartFigure>
  );
}

function Cloud({ chart, x, y }: { chart: EffectChart; x: string; y: string }) {
  const { points, xEnd, yEnd } = chart;
  return (
    <div className="cloud">
      <p className="cloud-y">
        {y}: 0 đến {formatTrimmed(yEnd)}
      </p>
      <div className="cloud-plot">
        {points.map((point) => (
          <span
            key={point.id}
            className={point.isProvisional ? "cloud-dot hollow" : "cloud-dot"}
            data-side={point.x > 75 ? "left" : undefined}
            style={{ "--x": `${point.x}%`, "--y": `${point.y}%` } as CSSProperties}
          >
            <i />
            {point.isNamed && <small>{point.name}</small>}
          </span>
        ))}
      </div>
      <p className="cloud-x">
        <span>0</span>
        <span>{x}</span>
        <span>{formatTrimmed(xEnd)}</span>
      </p>
    </div>
  );
}
