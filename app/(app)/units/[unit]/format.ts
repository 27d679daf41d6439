/** How numbers of an indicator stand on this page: people in full, money in tỷ đồng. */
import {
  formatCount,
  formatFixed,
  formatSigned,
  formatSignedCount,
  inBillions,
  NO_VALUE,
} from "@/lib/domain/number";
import { percent, type Ratio } from "@/lib/domain/ratio";
import { moneyWords } from "@/lib/domain/dashboard-words";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import type { Growth } from "@/lib/domain/comparison";

export const isMoney = (id: IndicatorId) => INDICATORS[id].unit === "đồng";

/** "tỷ đồng" for money, else the indicator's own unit. */
export const unitOf = (id: IndicatorId) => (isMoney(id) ? "tỷ đồng" : INDICATORS[id].unit);

export function amount(id: IndicatorId, value: bigint | null): string {
  return isMoney(id) ? moneyWords(value) : formatCount(value);
}

export function signedAmount(id: IndicatorId, value: bigint): string {
  if (!isMoney(id)) return formatSignedCount(value);
  const size = value < 0n ? -value : value;
  return formatSigned(inBillions(value, size >= 10_000_000_000_000n ? 0 : 1));
}

/** For columns: fixed decimals, no sign of percent. */
export const column = (ratio: Ratio | null, decimals: number) =>
  ratio === null ? NO_VALUE : formatFixed(percent(ratio, decimals));

/** "+2,3%"; "–" where nothing can be compared. */
export function growthPercent(growth: Growth): string {
  if (growth.kind === "none" || growth.pct === null) return NO_VALUE;
  return `${formatSigned(percent(growth.pct, 1))}%`;
}
