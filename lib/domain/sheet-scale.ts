/** Numbers in thousands, millions or billions as whole ones: exactly, or not at all. */
import { MAX_NUMBER, type ParsedNumber } from "./number";
import { quoted, readCount, type SheetCell } from "./sheet";

export const SCALES = [0, 3, 6, 9] as const;
/** Zeros that a written number lacks. */
export type Scale = (typeof SCALES)[number];

export const SCALE_NAMES: Record<Scale, string> = {
  0: "đúng như ghi (người, đồng …)",
  3: "nghìn (nghìn người, nghìn đồng)",
  6: "triệu đồng",
  9: "tỷ đồng",
};

const WORDS = { 0: "", 3: "nghìn", 6: "triệu", 9: "tỷ" } as const;
/** No group begins with 0: "0.500" is a decimal sign of another language, not five hundred. */
const GROUPED = /^([1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d+))?$/;

const wrong = (message: string): ParsedNumber => ({ kind: "error", reason: "format", message });

/** Digits before and after the decimal sign; null for what is no number that can be told. */
function digitsOf(cell: SheetCell): [whole: string, fraction: string] | null {
  if (cell.kind === "integer" || cell.kind === "decimal") {
    const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(cell.number ?? "") ?? [];
    return whole === undefined ? null : [whole, fraction];
  }
  if (cell.kind !== "text") return null;
  const [, whole, fraction = ""] = GROUPED.exec(cell.shown) ?? [];
  return whole === undefined ? null : [whole.replaceAll(".", ""), fraction];
}

/** A number from a cell whose column counts in thousands, millions or billions. */
export function readScaled(cell: SheetCell | null, scale: Scale): ParsedNumber {
  if (scale === 0) return readCount(cell);
  if (cell === null || /^[-–—]$/.test(cell.shown)) return { kind: "empty" };
  // What is wrong with it in whole numbers is wrong in thousands too, but for its decimals.
  if (cell.isFormula) return readCount(cell);
  const digits = digitsOf(cell);
  if (digits === null) {
    const asCount = readCount(cell);
    return asCount.kind === "error" ? asCount : wrong(`${quoted(cell)} không phải số`);
  }
  const [whole, fraction] = digits;
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > scale)
    return wrong(
      `${quoted(cell)} ${WORDS[scale]} không đổi được thành số nguyên; cần nhiều nhất ${scale} số lẻ`,
    );
  const text = (whole + significant.padEnd(scale, "0")).replace(/^0+(?=\d)/, "");
  if (text.length > 19 || BigInt(text) > MAX_NUMBER) return wrong(`${quoted(cell)} quá lớn`);
  return { kind: "value", value: BigInt(text) };
}

/** What the words of a heading say of its numbers. @param folded the words, folded */
export function scaleIn(folded: string): Scale {
  if (/\b(ty|ti) dong\b|\bty\b(?! le)/.test(folded)) return 9;
  if (/\btrieu( dong)?\b/.test(folded)) return 6;
  return /\b(nghin|ngan)( nguoi| dong)?\b/.test(folded) ? 3 : 0;
}
