/** Exact ratios of whole numbers and the one rounding of the product: half away from zero, on integers only. */

/** An exact ratio. The denominator is never 0; several units are added with {@link sumRatios}, never averaged. */
export type Ratio = { numerator: bigint; denominator: bigint };

/** A rounded number that knows its decimals: 92,50 is `{ scaled: 9250n, decimals: 2 }`. */
export type Rounded = { scaled: bigint; decimals: number };

/** Without its sign. */
export const absolute = (value: bigint) => (value < 0n ? -value : value);

/** The ratio, or null where a side is unknown or the denominator is 0: never 0, NaN or a guess. */
export function ratio(numerator: bigint | null, denominator: bigint | null): Ratio | null {
  if (numerator === null || denominator === null || denominator === 0n) return null;
  return { numerator, denominator };
}

/** `numerator / denominator` as a whole number, half away from zero. The denominator must not be 0. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = [absolute(numerator), absolute(denominator)];
  const quotient = (2n * n + d) / (2n * d);
  return numerator < 0n === denominator < 0n ? quotient : -quotient;
}

/** The least whole number that is not below `numerator / denominator`. The denominator must be above 0. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator > quotient * denominator ? quotient + 1n : quotient;
}

/** The ratio times 10^decimals, rounded: (1n, 3n, 2) is 33n, that is 0,33. Null without a denominator. */
export function roundedRatio(
  numerator: bigint | null,
  denominator: bigint | null,
  decimals: number,
): bigint | null {
  const exact = ratio(numerator, denominator);
  return exact && divideRounded(exact.numerator * 10n ** BigInt(decimals), exact.denominator);
}

/** The ratio in percent: 1.052.062 of 1.137.364 is 92,50. Rounds the exact ratio, so ask for each number of decimals anew. */
export function percent(exact: Ratio, decimals?: number): Rounded;
export function percent(exact: Ratio | null, decimals?: number): Rounded | null;
export function percent(exact: Ratio | null, decimals = 2): Rounded | null {
  if (exact === null) return null;
  return {
    scaled: divideRounded(exact.numerator * 10n ** BigInt(decimals + 2), exact.denominator),
    decimals,
  };
}

/** The ratio as a plain number, for "gấp 2,9 lần". */
export function times(exact: Ratio | null, decimals = 1): Rounded | null {
  if (exact === null) return null;
  return { scaled: divideRounded(exact.numerator * 10n ** BigInt(decimals), exact.denominator), decimals };
}

/** Below 0 if `a` is less than `b`, above 0 if it is more; exact, for denominators above 0. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return Number(difference > 0n) - Number(difference < 0n);
}

/** The ratio of several units: summed numerators over summed denominators. Null for none. */
export function sumRatios(ratios: readonly Ratio[]): Ratio | null {
  return ratio(
    ratios.reduce((sum, one) => sum + one.numerator, 0n),
    ratios.reduce((sum, one) => sum + one.denominator, 0n),
  );
}

/** A rate as it is stored, hundredths of a percent (9225n is 92,25%), as a rounded number. */
export function rate(hundredths: bigint): Rounded {
  return { scaled: hundredths, decimals: 2 };
}
