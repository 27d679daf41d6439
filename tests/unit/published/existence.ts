/**
 * Whether whole numbers exist that give a published figure. Every formula here rises or falls throughout in each of
 * its inputs, so the inputs that give a figure form intervals, found by bisection: an empty one proves there are none.
 */
import type { Range } from "./words";

/** `formula(value, other)` must give `published` for some `other` of its range. */
export type Claim = {
  name: string;
  formula: (value: bigint, other: bigint) => bigint;
  published: bigint;
  other: Range;
};

type Formula = (input: bigint) => bigint;

/** Where a monotone formula gives at most `limit`. */
function atMost(range: Range, formula: Formula, limit: bigint): Range | null {
  const isRising = formula(range.min) <= formula(range.max);
  const [inside, outside] = isRising ? [range.min, range.max] : [range.max, range.min];
  if (formula(inside) > limit) return null;
  if (formula(outside) <= limit) return range;
  let [good, bad] = [inside, outside];
  while (good - bad > 1n || bad - good > 1n) {
    const middle = (good + bad) / 2n;
    if (formula(middle) <= limit) good = middle;
    else bad = middle;
  }
  return isRising ? { min: range.min, max: good } : { min: good, max: range.max };
}

function atLeast(range: Range, formula: Formula, limit: bigint): Range | null {
  return atMost(range, (input) => -formula(input), -limit);
}

/** Where a monotone formula gives exactly `result`. */
export function preimage(range: Range, formula: Formula, result: bigint): Range | null {
  const low = atMost(range, formula, result);
  return low && atLeast(low, formula, result);
}

/** The values for which the claim's figure lies between what the ends of `other` give. */
function narrowed(values: Range, { formula, published, other }: Claim): Range | null {
  const ends = (value: bigint) => [formula(value, other.min), formula(value, other.max)] as const;
  const low = atMost(values, (value) => ends(value).reduce((a, b) => (a < b ? a : b)), published);
  return low && atLeast(low, (value) => ends(value).reduce((a, b) => (a > b ? a : b)), published);
}

/** One value, and an `other` for each claim, that give all published figures; null if there are none. */
export function witness(values: Range, claims: readonly Claim[]): { value: bigint; others: bigint[] } | null {
  let range: Range | null = values;
  for (const claim of claims) range = range && narrowed(range, claim);
  if (range === null) return null;
  const count = range.max - range.min + 1n;
  const step = count / MOST_TRIED + 1n;
  for (let value = range.min; value <= range.max; value += step) {
    const others = claims.flatMap(
      ({ formula, published, other }) =>
        preimage(other, (input) => formula(value, input), published)?.min ?? [],
    );
    if (others.length === claims.length) return { value, others };
  }
  if (step === 1n) return null;
  throw new Error("Undecided: too many values to try them all");
}

const MOST_TRIED = 5_000n;
