/** How a bound is typed and written out: percents with a comma, whole numbers in groups, and nothing for "never asked". */
import { z } from "zod";
import type { JumpBound } from "./check-bounds";
import { INDICATOR_IDS, type IndicatorId } from "./indicator";
import { parseNumber, parseTypedRate } from "./number";

/** 10.000%, in hundredths. */
const PERCENT_MOST = 1_000_000n;

/** The largest move that may pass unasked, in people or đồng; a JSON number holds it exactly. */
const FLOOR_MOST = 1_000_000_000_000;

const percent = z.string().transform((text, context): number | null => {
  // In the floor beside it a point groups thousands, so it is not read as a comma here.
  const parsed = text.includes(".") ? null : parseTypedRate(text, PERCENT_MOST);
  if (parsed?.kind === "empty") return null;
  if (parsed?.kind === "value" && parsed.value > 0n) return Number(parsed.value) / 100;
  context.addIssue({
    code: "custom",
    message: "Ghi số phần trăm trên 0, ví dụ 10 hoặc 7,5; để trống là không hỏi",
  });
  return z.NEVER;
});

const floor = z.string().transform((text, context): number => {
  const parsed = parseNumber(text);
  if (parsed.kind === "value" && parsed.value <= FLOOR_MOST) return Number(parsed.value);
  context.addIssue({ code: "custom", message: "Ghi số nguyên từ 0, ví dụ 20 hoặc 1.000.000" });
  return z.NEVER;
});

export const boundFormSchema = z.object({
  indicator: z.enum(INDICATOR_IDS as [IndicatorId, ...IndicatorId[]]),
  month: percent,
  year: percent,
  floor,
});

/** "7,5", "10"; nothing where it is never asked. */
export function percentText(percent: number | null): string {
  return percent === null ? "" : String(percent).replace(".", ",");
}

export const isSameBound = (a: JumpBound, b: JumpBound) =>
  a.month === b.month && a.year === b.year && a.floor === b.floor;
