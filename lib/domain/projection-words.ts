/** How a projection is said: its method, its chance, and where its range stands beside the targets. */
import { gapWords } from "./dashboard-measure";
import type { ProjectionView } from "./dashboard-projection";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatPercent } from "./number";
import { decemberBefore } from "./comparison";
import { periodName, type PeriodId } from "./period";
import { heldBy, rangeOf, type Chance, type Projection } from "./projection";
import { percent } from "./ratio";

/** "khả năng trên 80%", "khả năng dưới 20%", "khả năng 40% đến 60%": no more than so many years can tell. */
export function chanceWords({ least, most, reached, of }: Chance): string {
  const [from, to] = [percent(least, 0), percent(most, 0)];
  if (reached === of) return `Khả năng trên ${formatPercent(from)}`;
  if (reached === 0) return `Khả năng dưới ${formatPercent(to)}`;
  return `Khả năng ${formatPercent(from)} đến ${formatPercent(to)}`;
}

/** "2022 đến 2025"; years with a gap between them one by one. */
function yearsWords(years: readonly number[]): string {
  const [first, last] = [years.at(0), years.at(-1)];
  if (first === undefined || last === undefined) return "";
  return last - first === years.length - 1 ? `${first} đến ${last}` : years.join(", ");
}

/** What was done, in words of an official; the range says how often it holds. */
export function methodWords(projection: Projection, id: IndicatorId, period: PeriodId): string {
  const { nature } = INDICATORS[id];
  const start =
    nature === "stock" || nature === "derived" ? `từ ${periodName(decemberBefore(period))}` : "từ tháng 1";
  const held = heldBy(projection);
  const month = `tháng ${period.slice(5, 7)}`;
  return (
    `Cách tính: lấy số ${month} năm nay bỏ phần mùa vụ (mức ${month} so với đường thẳng trong các năm ${yearsWords(projection.years)}), ` +
    `rồi kéo dài mức tăng ${start} đến tháng 12. Khoảng là mức lệch của chính các năm ấy; nếu năm nay như mọi năm thì đúng khoảng ${held.times} trong ${held.of} lần. ` +
    `Thử lại trên các năm ấy, sai số trung bình ${errorWords(projection)}.`
  );
}

type Start = Pick<Extract<ProjectionView, { kind: "projection" }>, "from" | "units" | "held">;

/** "Tính từ số đủ của tháng 09/2026: tháng 10/2026 có 450 đơn vị lấy số kỳ trước."; null where the page's own period is complete. */
export function startWords({ from, units, held }: Start, period: PeriodId): string | null {
  const { carried, expected } = units;
  const some = `${expected - carried}/${expected} đơn vị, ${carried} đơn vị lấy số kỳ trước`;
  if (held === null) return carried === 0 ? null : `Tính từ số của ${some}.`;
  const why = gapWords(held);
  const told = why.length === 0 ? "chưa đủ số liệu" : `có ${why.join(", ")}`;
  const start = carried === 0 ? `số đủ của ${periodName(from)}` : `số ${periodName(from)} của ${some}`;
  return `Tính từ ${start}; ${periodName(period)} ${told}.`;
}

/** What rounds to nothing is still an error. */
function errorWords({ meanError }: Projection): string {
  const rounded = percent(meanError);
  return rounded.scaled === 0n ? "dưới 0,01%" : formatPercent(rounded);
}

/** For drawing only: positions in percent of a line that holds the range and the targets with some room. */
export function projectionAxis(
  projection: Projection,
  goals: readonly bigint[],
): { low: number; width: number; at: number; goals: readonly number[] } {
  const { low, high } = rangeOf(projection);
  const all = [low, high, projection.december, ...goals].map(Number);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const at = (value: bigint) =>
    Math.round(1000 * (most === least ? 0.5 : 0.06 + ((Number(value) - least) / (most - least)) * 0.88)) / 10;
  return {
    low: at(low),
    width: Math.round((at(high) - at(low)) * 10) / 10,
    at: at(projection.december),
    goals: goals.map(at),
  };
}
