/** What the page of recipients shows, all of it in its address. */
import { isPeriodId, periodKind, type PeriodId } from "@/lib/domain/period";
import { isResultIndicator, type ResultIndicator } from "@/lib/domain/recipient";
import { unitIdSchema } from "@/lib/domain/unit";

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export type RecipientSelection = { unit: string; period: PeriodId; indicator: ResultIndicator };

/** What the address asks for; null for what it leaves open. */
export type Asked = { unit: string | null; period: PeriodId | null; indicator: ResultIndicator };

const first = (value: SearchParams[string]) =>
  typeof value === "object" ? value[0] : value === "" ? undefined : value;

/** Null for what cannot be: a malformed unit, a period that is no month, an indicator that recipients do not report. */
export function parseRecipients(search: SearchParams): Asked | null {
  const unit = first(search.unit) ?? null;
  const period = first(search.period) ?? null;
  const indicator = first(search.indicator) ?? "BHXH_TN";
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
