/** How a sentence of a report rounds: to how many digits, and the word that stays true to the exact number. */
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount, formatPercent, formatTrimmed, inBillions } from "./number";
import { absolute, percent, times, type Ratio } from "./ratio";
import { moneyDecimals } from "./dashboard-words";
import { multipleWords, roughly } from "./wording";

export const ROUNDINGS = ["exact", "2", "3", "4"] as const;
/** "exact": numbers in full. Else so many digits, with trên, gần or khoảng. */
export type Rounding = (typeof ROUNDINGS)[number];

export const OVER_WORDS = ["trên", "hơn"] as const;
type OverWord = (typeof OVER_WORDS)[number];

export type ReportStyle = {
  rounding: Rounding;
  /** What a level a little above a round number is called; a change is always "hơn". */
  over: OverWord;
  /** "khoảng" for what lies between; else the lower half is "trên", the upper "gần". */
  hasAbout: boolean;
};

const BILLION = 1_000_000_000n;

/** As coarse as the digits that are kept: 17.123.456 in three digits to 100.000. */
function step(size: bigint, rounding: Rounding): bigint {
  if (rounding === "exact") return 1n;
  const dropped = String(size).length - Number(rounding);
  return dropped > 0 ? 10n ** BigInt(dropped) : 1n;
}

/** "1.052.062 người", "trên 17,1 triệu người", "gần 270.000 tỷ đồng". */
export function amountIn(
  style: ReportStyle,
  id: IndicatorId,
  value: bigint,
  subject: "level" | "change" = "level",
): string {
  const size = absolute(value);
  const coarse = step(size, style.rounding);
  const word = subject === "level" && style.over === "trên" ? "level" : "change";
  const isNearest = !style.hasAbout;
  const { unit } = INDICATORS[id];
  if (unit !== "đồng")
    return `${coarse === 1n ? formatCount(size) : roughly(size, coarse, word, { isNearest })} ${unit}`;
  const decimals = (dong: bigint) => formatTrimmed(inBillions(dong, moneyDecimals(dong)));
  const say = (dong: bigint) => (dong % BILLION === 0n ? formatCount(dong / BILLION) : decimals(dong));
  return `${coarse === 1n ? say(size) : roughly(size, coarse, word, { say, isNearest })} tỷ đồng`;
}

/** "92,5%" */
export const pctIn = (exact: Ratio | null, decimals = 2): string | null =>
  exact && formatPercent(percent(exact, decimals));

/** "trên 76,9%", "gần 100%": with one decimal, and the word that says on which side of it the exact one lies. */
export function roughPct(exact: Ratio | null, { over, hasAbout }: ReportStyle): string | null {
  if (exact === null || exact.numerator < 0n) return null;
  const { numerator, denominator } = exact;
  // Tenths of a percent: what is left of the last one is exact, so that the word is true of it.
  const say = (tenths: bigint) => formatPercent({ scaled: tenths / denominator, decimals: 1 });
  return roughly(numerator * 1_000n, denominator, over === "trên" ? "level" : "change", {
    say,
    isNearest: !hasAbout,
  });
}

/**
 * "gấp 2,9 lần"; of what is rounded also "gấp gần 1,2 lần"; "không đổi" of what is the same. Null below last year's, and
 * for what would read "gấp 1 lần": neither is a multiple.
 */
export function multipleIn({ rounding, hasAbout }: ReportStyle, exact: Ratio | null): string | null {
  if (exact === null || exact.numerator < exact.denominator) return null;
  if (exact.numerator === exact.denominator) return "không đổi";
  const shown = times(exact, 1);
  if (shown === null || shown.scaled === 10n) return null;
  if (rounding === "exact") return multipleWords(shown);
  // Tenths of a time: what is left of the last one is exact, so that the word is true of it.
  const say = (tenths: bigint) => formatTrimmed({ scaled: tenths / exact.denominator, decimals: 1 });
  return `gấp ${roughly(exact.numerator * 10n, exact.denominator, "change", { say, isNearest: !hasAbout })} lần`;
}
