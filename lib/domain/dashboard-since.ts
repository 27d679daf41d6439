/** Of a merged unit today's number beside the sum of those that it was made of, years ago. */
import type { Growth } from "./comparison";
import { growthBetween, type IndicatorView } from "./dashboard";
import { INDICATORS } from "./indicator";
import { monthOf, type PeriodId } from "./period";

/** The same month of earlier years, newest first: what a period may be compared with across a merger. */
export function sameMonths(period: PeriodId, earlier: readonly PeriodId[]): PeriodId[] {
  const month = monthOf(period).slice(4);
  return earlier.filter((id) => id === monthOf(id) && id.endsWith(month));
}

/** What came about between the two; of what is counted from 1 January only between the same months. */
export function growthSince(
  now: { period: PeriodId; view: IndicatorView },
  then: { period: PeriodId; view: IndicatorView },
): Growth {
  const { nature } = INDICATORS[now.view.id];
  const isFromJanuary = nature === "cumulative" || nature === "flow";
  if (isFromJanuary && now.period.slice(4) !== then.period.slice(4))
    return { kind: "none", reason: "Số tính từ đầu năm chỉ so cùng tháng" };
  return growthBetween(now.view.id, now.view.measure, then.view.measure);
}
