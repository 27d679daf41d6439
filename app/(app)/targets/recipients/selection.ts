/** What the page of recipients shows, all of it in its address. */
import { firstOf, type SearchParams } from "@/app/search-params";
import { isPeriodId, periodKind, type PeriodId } from "@/lib/domain/period";
import { isResultIndicator, type ResultIndicator } from "@/lib/domain/recipient";
import { unitIdSchema } from "@/lib/domain/unit";

export type RecipientSelection = { unit: string; period: PeriodId; indicator: ResultIndicator };

/** What the address asks for; null for what it leaves open. */
export type Asked = { unit: string | null; period: PeriodId | null; indicator: ResultIndicator };

/** Null for what cannot be: a malformed unit, a period that is no month, an indicator that recipients do not report. */
export function parseRecipients(search: SearchParams): Asked | null {
  const unit = firstOf(search.unit) ?? null;
  const period = firstOf(search.period) ?? null;
  const indicator = firstOf(search.indicator) ?? "BHXH_TN";
  if (unit !== null && !unitIdSchema.safeParse(unit).success) return null;
  if (period !== null && (!isPeriodId(period) || periodKind(period) !== "month")) return null;
  return isResultIndicator(indicator) ? { unit, period, indicator } : null;
}

export function recipientsHref(
  selection: RecipientSelection,
  change: Partial<RecipientSelection> = {},
): string {
  return `/targets/recipients?${new URLSearchParams({ ...selection, ...change })}`;
}
