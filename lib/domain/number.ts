/** The one parser of typed, pasted and uploaded numbers, and the one formatter of numbers (vi-VN and API). */
import { absolute, divideRounded, type Rounded } from "./ratio";

export type ParsedNumber =
  | { kind: "empty" }
  | { kind: "value"; value: bigint }
  /** `reason` for messages in another language; `message` in Vietnamese, as a form shows it. */
  | { kind: "error"; reason: "format" | "range"; message: string };

/** The largest BIGINT of PostgreSQL. */
export const MAX_NUMBER = 9_223_372_036_854_775_807n;

const DIGITS = /^[0-9]+$/;
const GROUPS = /^[1-9][0-9]{0,2}(\.[0-9]{3})+$/;
const RATE = /^([0-9]+)(?:\.([0-9]{1,2}))?$/;
const FULL_RATE = 10_000n;

const wrong = (message: string): ParsedNumber => ({ kind: "error", reason: "format", message });
const beyond = (message: string): ParsedNumber => ({ kind: "error", reason: "range", message });

function fromDigits(digits: string): ParsedNumber {
  const significant = digits.replace(/^0+(?=[0-9])/, "");
  // Long input is refused before BigInt reads it.
  const value = significant.length > 19 ? null : BigInt(significant);
  if (value === null || value > MAX_NUMBER) return beyond(`Số quá lớn, tối đa ${formatCount(MAX_NUMBER)}`);
  return { kind: "value", value };
}

/**
 * Reads a cell of a form or sheet: plain digits or correct vi-VN groups (`1.052.062`), spaces around them allowed.
 * Refused: signs, decimals (`1.05`, `1,5`), full-width digits, `0x10`, spaces inside, anything above BIGINT.
 */
export function parseNumber(text: string): ParsedNumber {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  if (DIGITS.test(trimmed)) return fromDigits(trimmed);
  if (GROUPS.test(trimmed)) return fromDigits(trimmed.replaceAll(".", ""));
  return wrong("Nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062");
}

/** The sum of typed numbers; what is no number counts for nothing. */
export function typedSum(texts: readonly string[]): bigint {
  return texts.map(parseNumber).reduce((sum, one) => sum + (one.kind === "value" ? one.value : 0n), 0n);
}

/** Reads a field of a CSV file: digits only, nothing around them. */
export function parseDigits(text: string): ParsedNumber {
  if (text === "") return { kind: "empty" };
  if (DIGITS.test(text)) return fromDigits(text);
  return wrong("Chỉ nhận chữ số, ví dụ 1052062");
}

/** Reads a rate of a plan in percent ("92.25", at most 2 decimals, at most `limit` hundredths: 100) as hundredths: 9225n. */
export function parseRate(text: string, limit = FULL_RATE): ParsedNumber {
  if (text === "") return { kind: "empty" };
  const [, whole, decimals = ""] = RATE.exec(text) ?? [];
  if (whole === undefined) return wrong("Tỷ lệ có tối đa hai số lẻ sau dấu chấm, ví dụ 92.25");
  const parsed = fromDigits(whole + decimals.padEnd(2, "0"));
  if (parsed.kind === "value" && parsed.value <= limit) return parsed;
  return beyond(`Tỷ lệ tối đa ${limit / 100n}`);
}

const TYPED_RATE = /^([0-9]+)(?:[.,]([0-9]+))?$/;

/** Reads a rate as people type it in a form: "92,25" or "92.25", spaces around allowed. What is above `limit` hundredths is refused. */
export function parseTypedRate(text: string, limit = 10n * FULL_RATE): ParsedNumber {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  const [, whole, decimals = ""] = TYPED_RATE.exec(trimmed) ?? [];
  if (whole === undefined) return wrong("Nhập tỷ lệ %, ví dụ 92,25");
  if (decimals.length > 2) return wrong("Tỷ lệ có tối đa hai số lẻ, ví dụ 92,25");
  const parsed = fromDigits(whole + decimals.padEnd(2, "0"));
  if (parsed.kind === "value" && parsed.value <= limit) return parsed;
  return beyond(`Tỷ lệ tối đa ${limit / 100n}`);
}

const MINUS = "\u2212";
export const NO_VALUE = "–";

const grouped = (digits: string) => digits.replace(/\B(?=([0-9]{3})+$)/g, ".");
const minus = (value: bigint) => (value < 0n ? MINUS : "");
const plusOrMinus = (value: bigint) => (value > 0n ? "+" : minus(value));

/** Digits before and after the decimal sign, without sign. */
function split({ scaled, decimals }: Rounded): { whole: string; fraction: string } {
  const digits = String(absolute(scaled)).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return { whole: digits.slice(0, point), fraction: digits.slice(point) };
}

function unsigned(rounded: Rounded, trimmed: boolean): string {
  const { whole, fraction } = split(rounded);
  const shown = trimmed ? fraction.replace(/0+$/, "") : fraction;
  return grouped(whole) + (shown && `,${shown}`);
}

/** 1.052.062; "–" for no value. */
export function formatCount(value: bigint | null): string {
  if (value === null) return NO_VALUE;
  return minus(value) + grouped(String(absolute(value)));
}

/** +30.221, −39.252, 0; "–" for no value. */
export function formatSignedCount(value: bigint | null): string {
  if (value === null) return NO_VALUE;
  return plusOrMinus(value) + grouped(String(absolute(value)));
}

/** For columns, where trailing zeros stay: 93,00. */
export function formatFixed(rounded: Rounded | null): string {
  return rounded ? minus(rounded.scaled) + unsigned(rounded, false) : NO_VALUE;
}

/** For text, where trailing zeros go: 92,5. */
export function formatTrimmed(rounded: Rounded | null): string {
  return rounded ? minus(rounded.scaled) + unsigned(rounded, true) : NO_VALUE;
}

/** For columns of growth: +2,30, −0,40; a rounded zero has no sign. */
export function formatSigned(rounded: Rounded | null): string {
  return rounded ? plusOrMinus(rounded.scaled) + unsigned(rounded, false) : NO_VALUE;
}

/** For text: 92,5%. */
export function formatPercent(rounded: Rounded | null): string {
  return rounded ? `${formatTrimmed(rounded)}%` : NO_VALUE;
}

/** For text: +2,3%; a rounded zero has no sign. */
export function formatSignedPercent(rounded: Rounded | null): string {
  return rounded ? `${plusOrMinus(rounded.scaled)}${unsigned(rounded, true)}%` : NO_VALUE;
}

/** Đồng as tỷ đồng, rounded to the decimals asked for; format it with formatFixed or formatTrimmed. */
export function inBillions(dong: bigint | null, decimals = 1): Rounded | null {
  return scaledDown(dong, 9, decimals);
}

/** Đồng as triệu đồng. */
export function inMillions(dong: bigint | null, decimals = 1): Rounded | null {
  return scaledDown(dong, 6, decimals);
}

function scaledDown(value: bigint | null, zeros: number, decimals: number): Rounded | null {
  if (value === null) return null;
  return { scaled: divideRounded(value * 10n ** BigInt(decimals), 10n ** BigInt(zeros)), decimals };
}

/** The decimal string of the API: "92.50", "-1.85"; null stays null. */
export function apiDecimal(rounded: Rounded | null): string | null {
  if (rounded === null) return null;
  const { whole, fraction } = split(rounded);
  return (rounded.scaled < 0n ? "-" : "") + whole + (fraction && `.${fraction}`);
}

const KB = 1024n;
const MB = KB * KB;

/** How large a file is: "12 KB", from one megabyte on "1,25 MB"; what is there is never nothing. */
export function sizeWords(bytes: number): string {
  const size = BigInt(bytes);
  if (size >= MB) return `${formatTrimmed({ scaled: divideRounded(size * 100n, MB), decimals: 2 })} MB`;
  const whole = divideRounded(size, KB);
  return `${formatCount(whole === 0n && size > 0n ? 1n : whole)} KB`;
}
