/** Why a rate of coverage moved, in a sentence: also where people and rate moved apart. */
import type { Comparator } from "./comparison";
import type { IndicatorView } from "./dashboard";
import { DENOMINATOR_NAMES } from "./coverage";
import { formatCount, formatTrimmed } from "./number";
import type { Rounded } from "./ratio";

const size = (value: bigint) => (value < 0n ? -value : value);
const verb = (value: bigint) => (value < 0n ? "giảm" : "tăng");
const pointsOf = (one: Rounded) => `${formatTrimmed({ ...one, scaled: size(one.scaled) })} điểm %`;

/** "Tỷ lệ tăng 0,12 điểm % tuy số người giảm 1.204, vì dân số giảm." Null where rates may not be compared. */
export function rateSplitWords(
  { coverage, rateChange, comparisons }: IndicatorView,
  comparator: Comparator,
): string | null {
  const { growth } = comparisons[comparator];
  if (!coverage || rateChange.kind === "none" || growth.kind === "none") return null;
  const { points, denominatorEffect, isDenominatorChanged } = rateChange;
  const kind = DENOMINATOR_NAMES[coverage.denominator.kind];
  const rate = points.scaled === 0n ? "Tỷ lệ không đổi" : `Tỷ lệ ${verb(points.scaled)} ${pointsOf(points)}`;
  const people =
    growth.delta === 0n
      ? "số người không đổi"
      : `số người ${verb(growth.delta)} ${formatCount(size(growth.delta))}`;
  if (!isDenominatorChanged) return `${rate}, ${people}; ${kind} dùng làm mẫu số không đổi.`;
  // A larger denominator pulls the rate down.
  const moved = denominatorEffect.scaled === 0n ? "hầu như không đổi" : verb(-denominatorEffect.scaled);
  const isApart = growth.delta !== 0n && growth.delta < 0n !== points.scaled < 0n;
  return isApart ? `${rate} tuy ${people}, vì ${kind} ${moved}.` : `${rate}: ${people}, ${kind} ${moved}.`;
}
