/** The words of reports: how an exact number is rounded in prose, and how a gap, a change or a multiple is said. */
import { isShort } from "./attainment";
import type { Growth } from "./comparison";
import type { Indicator } from "./indicator";
import { formatCount, formatPercent, formatTrimmed } from "./number";
import { divideRounded, percent, type Rounded } from "./ratio";

const MILLION = 1_000_000n;
const THOUSAND = 1_000n;

/** As a sentence begins. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** As a sentence goes on: only the first letter, or "BHXH" would be no name any more. */
export const uncapital = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** A whole number as prose writes it: 613.000, 17,1 triệu. */
function inWords(value: bigint): string {
  if (value < MILLION || value % THOUSAND !== 0n) return formatCount(value);
  return `${formatTrimmed({ scaled: value / THOUSAND, decimals: 3 })} triệu`;
}

type RoughWords = {
  /** How the rounded number itself is said: as people and counts, unless it is money or a percentage. */
  say?: (rounded: bigint) => string;
  /** No "khoảng": the lower half is "trên", the upper "gần". */
  isNearest?: boolean;
};

/**
 * A number rounded to a coarse unit, with the word that stays true to the exact one: "trên 17,1 triệu" in the lower
 * third above a multiple of the unit ("hơn" for a change), "gần 87 triệu" in the upper third, "khoảng" between.
 * @param unit how coarse, e.g. 100_000n
 */
export function roughly(
  value: bigint,
  unit: bigint,
  subject: "level" | "change" = "level",
  { say = inWords, isNearest = false }: RoughWords = {},
): string {
  const rest = value % unit;
  const floor = value - rest;
  if (rest === 0n) return say(value);
  // The share of the unit, in sixths, from which it is "gần", and up to which it is "trên".
  const [near, over] = isNearest ? [3n, 3n] : [4n, 2n];
  if (rest * 6n >= unit * near) return `gần ${say(floor + unit)}`;
  if (rest * 6n <= unit * over && floor > 0n) return `${subject === "level" ? "trên" : "hơn"} ${say(floor)}`;
  return `khoảng ${say(divideRounded(value, unit) * unit)}`;
}

/** What a value is a percentage of: a plan to reach, or where lower is better a limit to keep below. */
export const planNoun = (direction: Indicator["direction"]) =>
  direction === "lower" ? "mức giao" : "kế hoạch";

/**
 * "còn thiếu 85.302 người", "vượt 587 người"; where lower is better "còn phải giảm …", "thấp hơn mức giao …".
 * @param say how the amount itself is said: in full, unless money stands in tỷ đồng
 */
export function remainingWords(
  remaining: bigint,
  { direction, unit }: Pick<Indicator, "direction" | "unit">,
  say = (size: bigint) => `${formatCount(size)} ${unit}`,
): string {
  if (remaining === 0n) return direction === "higher" ? "đạt chỉ tiêu" : "bằng mức giao";
  const amount = say(remaining < 0n ? -remaining : remaining);
  if (direction === "higher") return `${isShort(remaining, direction) ? "còn thiếu" : "vượt"} ${amount}`;
  return `${isShort(remaining, direction) ? "còn phải giảm" : "thấp hơn mức giao"} ${amount}`;
}

/** "thấp hơn 1,85 điểm %", "cao hơn 0,36 điểm %", "bằng chỉ tiêu". */
export function pointsWords(points: Rounded): string {
  if (points.scaled === 0n) return "bằng chỉ tiêu";
  const size = points.scaled < 0n ? -points.scaled : points.scaled;
  const amount = `${formatTrimmed({ ...points, scaled: size })} điểm %`;
  return `${points.scaled < 0n ? "thấp hơn" : "cao hơn"} ${amount}`;
}

/** "tăng 30.221 người (2,96%)", "giảm 2.710 người (31,25%)", "không đổi"; the reason where there is no comparison. */
export function growthWords(growth: Growth, unit: Indicator["unit"], decimals = 2): string {
  if (growth.kind === "none") return growth.reason;
  if (growth.delta === 0n) return "không đổi";
  const verb = growth.delta < 0n ? "giảm" : "tăng";
  const amount = `${verb} ${formatCount(growth.delta < 0n ? -growth.delta : growth.delta)} ${unit}`;
  if (growth.pct === null) return amount;
  const pct = percent(growth.pct, decimals);
  return `${amount} (${formatPercent({ ...pct, scaled: pct.scaled < 0n ? -pct.scaled : pct.scaled })})`;
}

/** "gấp 2,9 lần". */
export function multipleWords(multiple: Rounded): string {
  return `gấp ${formatTrimmed(multiple)} lần`;
}
