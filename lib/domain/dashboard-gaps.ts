/** Where most is missing: the units that miss their target by most, for bars beside the notes. */
import { isShort } from "./attainment";
import { knownRemaining, territories, type ChildRow } from "./dashboard-rows";
import type { DashboardView } from "./dashboard-view";
import { INDICATORS } from "./indicator";
import { absolute, ratio, type Ratio } from "./ratio";

/** Of those that miss their target the largest misses, with their share of the largest for a bar. */
export type Shortfall = { row: ChildRow; size: bigint; share: Ratio };

export function largestGaps(view: DashboardView, count = 5): Shortfall[] {
  const { direction } = INDICATORS[view.chosen.id];
  const short = territories(view)
    .flatMap((row) => {
      const left = knownRemaining(row.view);
      return left !== null && isShort(left, direction) ? [{ row, size: absolute(left) }] : [];
    })
    .toSorted((a, b) => Number(b.size - a.size))
    .slice(0, count);
  const largest = short[0]?.size;
  return short.flatMap(({ row, size }) => {
    const share = ratio(size, largest ?? null);
    return share ? [{ row, size, share }] : [];
  });
}
