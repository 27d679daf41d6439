/** What the benchmark prints: one line for each ratio of two things that were measured in the same run. */
import type { Urls } from "@/prisma/migrate";

export type Line = {
  bench: string;
  /** False breaks the run: its exit code is 1. */
  ok: boolean;
  ratio?: number;
  bound?: number;
  /** On which side of the bound the ratio must lie. */
  must?: "be at most" | "be at least";
  [more: string]: unknown;
};

export type Emit = (line: Line) => void;

/** A part that works on a database of its own, migrated and empty; lib/data in its process is connected to it. */
export type Part = (emit: Emit, urls: Urls) => Promise<void>;

/** Two decimals: more would pretend to a precision that no run has. */
const rounded = (ratio: number) => Math.round(ratio * 100) / 100;

/** The verdict is about the ratio itself, not about what is left of it after rounding. */
export function atMost(
  bench: string,
  ratio: number,
  bound: number,
  more: Record<string, unknown> = {},
): Line {
  return { bench, ratio: rounded(ratio), must: "be at most", bound, ok: ratio <= bound, ...more };
}

export function atLeast(
  bench: string,
  ratio: number,
  bound: number,
  more: Record<string, unknown> = {},
): Line {
  return { bench, ratio: rounded(ratio), must: "be at least", bound, ok: ratio >= bound, ...more };
}

/** The middle value; of an even number the mean of the two. Times on a busy machine have outliers, and only upward. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("There is no median of nothing");
  return (lower + upper) / 2;
}

/** The value that this share of all values does not exceed: 0.95 for what the slowest twentieth goes beyond. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error("There is no quantile of nothing");
  return found;
}

/** Milliseconds with three digits after the point, as they are printed. */
export const milliseconds = (value: number) => Math.round(value * 1000) / 1000;
