/** How much a province's participants grow within a year: what its targets ask a part more or less of. */
import { decembers, type People } from "./decembers";
import type { DemoModel } from "./model";
import { unitIdsOf } from "./people";

export const HEADCOUNTS = ["BHXH_BB", "BHXH_TN", "BHTN", "BHYT"] as const;
export type Headcount = (typeof HEADCOUNTS)[number];
/** Growth from December to December in parts of 100,000 of the later one. */
export type Growth = Record<Headcount, bigint>;

/** Nobody is asked to shrink, nor to stand still. */
const LEAST = 400n;

const VALUES: Record<Headcount, (people: People) => bigint> = {
  BHXH_BB: ({ withBhtn, withoutBhtn }) => withBhtn + withoutBhtn,
  BHXH_TN: ({ voluntary }) => voluntary,
  BHTN: ({ withBhtn }) => withBhtn,
  BHYT: ({ withBhtn, withoutBhtn, healthOnly }) => withBhtn + withoutBhtn + healthOnly,
};

/** Of every unit of the tree before the reform: that of its province; the armed forces hardly grow. */
export function growthOfYear(model: DemoModel, year: number): ReadonlyMap<string, Growth> {
  const before = decembers(model, year - 1).provinces;
  const december = decembers(model, year).provinces;
  const still: Growth = { BHXH_BB: LEAST, BHXH_TN: LEAST, BHTN: LEAST, BHYT: LEAST };
  const growth = new Map<string, Growth>([
    ["BQP", still],
    ["BCA", still],
  ]);
  for (const province of model.provinces) {
    const [first, last] = [before.get(province.code), december.get(province.code)];
    if (!first || !last) continue;
    const own = { ...still };
    for (const id of HEADCOUNTS) {
      const to = VALUES[id](last);
      const part = to === 0n ? 0n : ((to - VALUES[id](first)) * 100_000n) / to;
      if (part > LEAST) own[id] = part;
    }
    for (const id of unitIdsOf(province)) growth.set(id, own);
  }
  return growth;
}
