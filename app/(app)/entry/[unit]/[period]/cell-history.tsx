import { typedValue, type ByIndicator, type EntryCell } from "@/lib/domain/entry-cells";
import { formatCount, formatPercent } from "@/lib/domain/number";
import { neededPerDay } from "@/lib/domain/pace";
import { percent } from "@/lib/domain/ratio";
import { indicator } from "@/lib/domain/indicator";
import { attainmentOf, type FormView, type RowView } from "./form-view";

type Props = { row: RowView; view: FormView; cells: ByIndicator<EntryCell>; currentName: string };

/** The last 13 months of the cell that is typed in, and what its target still asks for. */
export function CellHistory({ row, view, cells, currentName }: Props) {
  const current = typedValue(cells[row.id]?.text ?? "");
  const { months, values, workingDaysLeft } = view.history;
  const past = (values[row.id] ?? months.map(() => null)).map((digits) =>
    digits === null ? null : BigInt(digits),
  );
  return (
    <section className="panel pad" aria-labelledby="cell-history">
      <h2 id="cell-history" className="h3">
        {row.name}, 13 tháng
      </h2>
      <Line values={[...past, current]} first={months[0] ?? ""} last={currentName} name={row.name} />
      <Pace row={row} current={current} days={workingDaysLeft} />
    </section>
  );
}

const [WIDTH, TOP, BOTTOM, LEFT, RIGHT] = [260, 22, 62, 4, 240] as const;

type Point = { x: number; y: number; value: bigint };

/** Positions only: what is written is written from the exact numbers. */
function pointsOf(values: readonly (bigint | null)[]): (Point | null)[] {
  const known = values.filter((value) => value !== null);
  const low = known.reduce((least, value) => (value < least ? value : least), known[0] ?? 0n);
  const high = known.reduce((most, value) => (value > most ? value : most), known[0] ?? 0n);
  const span = Number(high - low) || 1;
  return values.map((value, index) => {
    if (value === null) return null;
    const share = high === low ? 0.5 : Number(value - low) / span;
    return {
      x: LEFT + ((RIGHT - LEFT) * index) / (values.length - 1),
      y: BOTTOM - share * (BOTTOM - TOP),
      value,
    };
  });
}

type LineProps = { values: readonly (bigint | null)[]; first: string; last: string; name: string };

function Line({ values, first, last, name }: LineProps) {
  const points = pointsOf(values).filter((point) => point !== null);
  const [start, end] = [points[0], points.at(-1)];
  if (!start || !end || points.length < 2) return <p className="sub2">Chưa đủ hai tháng để vẽ.</p>;
  return (
    <svg
      className="mini"
      viewBox={`0 0 ${WIDTH} 92`}
      role="img"
      aria-label={`${name}: từ ${formatCount(start.value)} đến ${formatCount(end.value)}`}
    >
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
      <circle cx={end.x} cy={end.y} r="3.5" />
      <text x={LEFT} y="86">
        {first}
      </text>
      <text x={WIDTH - 12} y="86" textAnchor="end">
        {last}
      </text>
      <text className="v" x={LEFT} y={start.y - 8}>
        {formatCount(start.value)}
      </text>
      <text className="v" x={WIDTH - 12} y={end.y - 9} textAnchor="end">
        {formatCount(end.value)}
      </text>
    </svg>
  );
}

function Pace({ row, current, days }: { row: RowView; current: bigint | null; days: number }) {
  const { target } = row;
  if (!target) return null;
  const reached = attainmentOf(target, current);
  if (reached.kind === "rate" || reached.remaining === null) return null;
  const { unit } = indicator(row.id);
  const share = formatPercent(percent(reached.pctOfPlan));
  if (target.isCeiling) {
    return (
      <p className="sub2">
        <b>{share}</b> mức giao.
      </p>
    );
  }
  const perDay = neededPerDay(reached.remaining, days);
  return (
    <p className="sub2">
      <b>{share}</b> kế hoạch.{" "}
      {reached.remaining <= 0n
        ? "Đã đạt chỉ tiêu năm."
        : `Cần thêm ${formatCount(reached.remaining)} ${unit} trong ${days} ngày làm việc${
            perDay === null ? "" : `, ${formatCount(perDay)} ${unit} mỗi ngày`
          }.`}
    </p>
  );
}
