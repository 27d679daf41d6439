/** How a target is said: the number in full, its issuer, its paper. */
import { formatDay } from "./day";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount, formatPercent } from "./number";
import { rate } from "./ratio";
import type { StandingTarget, Target, TargetKind } from "./target";

/** People and đồng in full, rates in percent: "1.137.364 người", "92,25%". */
export function targetAmount(indicator: IndicatorId, kind: TargetKind, value: bigint): string {
  if (kind === "rate") return formatPercent(rate(value));
  return `${formatCount(value)} ${INDICATORS[indicator].unit}`;
}

/** "Quyết định 546/QĐ-BHXH ngày 13/04/2023" */
function paperWords({ decisionNumber, decidedOn }: Pick<Target, "decisionNumber" | "decidedOn">): string {
  return `Quyết định ${decisionNumber} ngày ${formatDay(decidedOn)}`;
}

/** "BHXH VN giao 1.137.364 người, Quyết định 546/QĐ-BHXH ngày 13/04/2023, giao sau" */
export function assignedWords(target: StandingTarget): string {
  const { issuer, indicator, kind, value, isLater, madeFrom } = target;
  const increase = kind === "increase" ? "phát triển mới " : "";
  const notes = [
    `${issuer} giao ${increase}${targetAmount(indicator, kind, value)}`,
    paperWords(target),
    isLater ? "giao sau" : null,
    madeFrom.length > 0 ? `cộng từ ${madeFrom.length} đơn vị cũ` : null,
  ];
  return notes.filter((note) => note !== null).join(", ");
}
