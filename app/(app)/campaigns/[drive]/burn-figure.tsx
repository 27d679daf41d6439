import type { CSSProperties } from "react";
import { ChartFigure } from "@/components/ui/chart-figure";
import { formatDay } from "@/lib/domain/day";
import type { BurnPoint } from "@/lib/domain/drive";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { capital } from "@/lib/domain/wording";

type Props = { id: IndicatorId; name: string; goal: bigint; points: readonly BurnPoint[] };

/** For drawing only: whole thousandths of the box, at most 1. */
const part = (value: bigint, of: bigint) => Number((value * 1000n) / of) / 10;

/** What is left of the goal, day by day, beside what would be left if every day brought the same. */
export function BurnFigure({ id, name, goal, points }: Props) {
  const last = points.findLast(({ left }) => left !== null);
  const { unit } = INDICATORS[id];
  return (
    <ChartFigure
      title={`${INDICATORS[id].name}: phần còn lại của mục tiêu`}
      note={`${capital(unit)}. Trục đứng bắt đầu từ 0.`}
      tableTitle={`Bảng số liệu ${points.length - 1} ngày`}
      head={["Ngày", `Còn lại (${unit})`, "Còn lại nếu ngày nào cũng như nhau", "Lũy kế", "Trong ngày"]}
      rows={points
        .map((point) => ({
          key: point.day ?? "start",
          cells: [
            point.day === null ? "Bắt đầu" : formatDay(point.day),
            formatCount(point.left),
            formatCount(point.even),
            formatCount(point.reached),
            formatCount(point.daily),
          ],
        }))
        .toReversed()}
      source={`Nguồn: kết quả nhanh từng ngày do các đơn vị tham gia ${name} ghi; chưa phải số liệu tháng đã duyệt.`}
    >
      <div className="burn">
        <ul className="burn-axis">
          {[goal, goal / 2n, 0n].map((tick) => (
            <li key={String(tick)}>{formatCount(tick)}</li>
          ))}
        </ul>
        <div className="burn-plot">
          <Lines points={points} goal={goal} />
          {last?.left !== null && last !== undefined && (
            <b className="burn-end" style={placeOf(points, last, goal)} />
          )}
        </div>
        <p className="burn-days">
          <span>{formatDay(points[1]?.day ?? "")}</span>
          {points.length > 2 && <span>{formatDay(points.at(-1)?.day ?? "")}</span>}
        </p>
        <ul className="burn-key">
          <li className="now">
            <span>Còn lại</span> <b>{formatCount(last?.left ?? goal)}</b>
          </li>
          <li className="even">
            <span>Nếu ngày nào cũng như nhau</span> <b>{formatCount(last?.even ?? goal)}</b>
          </li>
        </ul>
      </div>
    </ChartFigure>
  );
}

const across = (points: readonly BurnPoint[], index: number) => (index * 100) / (points.length - 1);

function placeOf(points: readonly BurnPoint[], point: BurnPoint, goal: bigint): CSSProperties {
  const style: Record<string, string> = {
    "--x": `${across(points, points.indexOf(point))}%`,
    "--y": `${100 - part(point.left ?? 0n, goal)}%`,
  };
  return style;
}

/** Stretched to its box: strokes keep their width, words stand outside. */
function Lines({ points, goal }: Pick<Props, "points" | "goal">) {
  const path = (of: (point: BurnPoint) => bigint | null) =>
    points
      .flatMap((point, index) => {
        const value = of(point);
        return value === null ? [] : [`${across(points, index)} ${100 - part(value, goal)}`];
      })
      .join("L");
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none">
      <path className="grid" d="M0 0H100M0 50H100M0 100H100" />
      <path className="even" d={`M${path(({ even }) => even)}`} />
      <path className="now" d={`M${path(({ left }) => left)}`} />
    </svg>
  );
}
