/** Whether something that runs for long holds more and more. */
import { atMost, median, type Line } from "./line";

/** After everything has been shown, and kept once, nothing may be added by showing it again. */
const MOST_GROWTH = 1.15;
/** The ratio of what is held after the last third to what was held after the first. */
export function growthLine(
  bench: string,
  first: readonly number[],
  last: readonly number[],
  more: Record<string, unknown> = {},
  most = MOST_GROWTH,
): Line {
  const [before, after] = [median(first), median(last)];
  const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
  const sizes = { afterFirstThirdMB: megabytes(before), afterLastThirdMB: megabytes(after) };
  return atMost(bench, after / before, most, { ...sizes, ...more });
}
