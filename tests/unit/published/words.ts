/** What published words allow: "trên 17,1 triệu" as a range of whole numbers, "84%" as a number of decimals. */
import { parseNumber } from "@/lib/domain/number";
import type { PublishedRecord, Qualifier } from "./records";

/** Whole numbers from `min` to `max`, both included. */
export type Range = { min: bigint; max: bigint };

export const exactly = (value: bigint): Range => ({ min: value, max: value });
/** A quantity that was not published. */
export const UNKNOWN: Range = { min: 1n, max: 10n ** 18n };

/**
 * The exact numbers that a rounded word allows. The last digit that is not 0 says how coarse the number is:
 * "trên 17,1 triệu" is 17.100.000 to 17.199.999, "gần 87 triệu" 86.000.001 to 87.000.000, "khoảng 144.000" and
 * "1,98 triệu" lie half a step to either side.
 */
export function allowed(value: bigint, qualifier: Qualifier | undefined): Range {
  if (qualifier === undefined) return exactly(value);
  const step = stepOf(value);
  if (qualifier === "over") return { min: value, max: value + step - 1n };
  if (qualifier === "under") return { min: value - step + 1n, max: value };
  return { min: value - step / 2n, max: value + step / 2n };
}

function stepOf(value: bigint): bigint {
  let step = 1n;
  while (value % (step * 10n) === 0n) step *= 10n;
  return step;
}

/** A published decimal as a whole number of its last digits: (92.5, 2) is 9250n. Refuses to drop digits. */
export function scaled(published: number, decimals: number): bigint {
  const [whole = "", fraction = ""] = String(Math.abs(published)).split(".");
  if (fraction.length > decimals) throw new Error(`${published} has more than ${decimals} decimals`);
  const digits = BigInt(whole + fraction.padEnd(decimals, "0"));
  return published < 0 ? -digits : digits;
}

/** A value in people, or in đồng where it was published in tỷ đồng. */
export function valueOf({ unit }: PublishedRecord, published: number): bigint {
  return unit === "tỷ đồng" ? scaled(published, 9) : scaled(published, 0);
}

const GROUPED = /(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]\d)/g;

/** The whole numbers of a Vietnamese sentence as they are printed: "35.751". */
export const printedCounts = (sentence: string): string[] => sentence.match(GROUPED) ?? [];

export function countsIn(sentence: string): bigint[] {
  return printedCounts(sentence).flatMap((text) => {
    const parsed = parseNumber(text);
    return parsed.kind === "value" ? [parsed.value] : [];
  });
}

const PERCENTAGE = /(\d+(?:[.,]\d+)?)\s*\/?\s*(?:%|percent)/g;

/** With how many decimals the sentence quotes a percentage (84% has none); the file's own where it does not quote it. */
export function quotedDecimals({ quote }: PublishedRecord, published: number): number {
  const size = Math.abs(published);
  const tokens = [...quote.matchAll(PERCENTAGE)].map(([, token = ""]) => token.replace(",", "."));
  const quoted = tokens.find((token) => Number(token) === size) ?? String(size);
  return quoted.split(".")[1]?.length ?? 0;
}
