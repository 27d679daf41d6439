/** How numbers of an indicator stand on a page: people in full, money in tỷ đồng. */
import {
  formatCount,
  formatFixed,
  formatSigned,
  formatSignedCount,
  inBillions,
  NO_VALUE,
} from "@/lib/domain/number";
import { percent, type Ratio } from "@/lib/domain/ratio";
import { moneyDecimals, moneyWords } from "@/lib/domain/dashboard-words";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import type { Growth } from "@/lib/domain/comparison";

export const isMoney = (id: IndicatorId) => INDICATORS[id].unit === "đồng";

/** "tỷ đồng" for money, else the indicator's own unit. */
export const unitOf = (id: IndicatorId) => (isMoney(id) ? "tỷ đồng" : INDICATORS[id].unit);

/** @param decimals of money in a column, where they are fixed; alone it takes as many as its size asks for */
export function amount(id: IndicatorId, value: bigint | null, decimals?: number): string {
  if (!isMoney(id)) return formatCount(value);
  return decimals === undefined ? moneyWords(value) : formatFixed(inBillions(value, decimals));
}

export function signedAmount(id: IndicatorId, value: bigint): string {
  if (!isMoney(id)) return formatSignedCount(value);
  return formatSigned(inBillions(value, moneyDecimals(value)));
}

/** For columns: fixed decimals, no sign of percent. */
export const column = (ratio: Ratio | null, decimals: number) =>
  ratio === null ? NO_VALUE : formatFixed(percent(ratio, decimals));

/** "+2,3%"; "–" where nothing can be compared. */
export function growthPercent(growth: Growth): string {
  if (growth.kind === "none" || growth.pct === null) return NO_VALUE;
  return `${formatSigned(percent(growth.pct, 1))}%`;
}
