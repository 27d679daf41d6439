/** How a bound is typed and written out: percents with a comma, whole numbers in groups, and nothing for "never asked". */
import { z } from "zod";
import type { JumpBound } from "./check-bounds";
import { INDICATOR_IDS, type IndicatorId } from "./indicator";
import { parseNumber } from "./number";

const PERCENT = /^(\d{1,5})(?:,(\d{1,2}))?$/;
const PERCENT_MOST = 10_000;

/** The largest move that may pass unasked, in people or đồng; a JSON number holds it exactly. */
const FLOOR_MOST = 1_000_000_000_000;

const percent = z.string().transform((text, context): number | null => {
  const typed = text.trim();
  if (typed === "") return null;
  const [, whole, rest = "0"] = PERCENT.exec(typed) ?? [];
  const value = whole === undefined ? NaN : Number(`${whole}.${rest}`);
  if (value > 0 && value <= PERCENT_MOST) return value;
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
