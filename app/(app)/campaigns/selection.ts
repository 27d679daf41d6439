/** What the page of communication shows, all of it in its address. */
import { firstOf, type SearchParams } from "@/app/search-params";
import { isWonIndicator, type WonIndicator } from "@/lib/domain/campaign-counts";
import { isCountIndicator, type IndicatorId } from "@/lib/domain/indicator";
import { isPeriodId, periodKind, type PeriodId } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

export type CampaignSelection = {
  unit: string | null;
  period: PeriodId | null;
  indicator: IndicatorId;
  /** Who is shown beside the counts. */
  won: WonIndicator;
};

/** Null for what cannot be: a malformed unit, a period that is no month, another indicator. */
export function parseCampaigns(search: SearchParams): CampaignSelection | null {
  const [unit, period] = [firstOf(search.unit) ?? null, firstOf(search.period) ?? null];
  const [indicator, won] = [firstOf(search.indicator) ?? "TT_HOI_NGHI", firstOf(search.won) ?? "TN_MOI"];
  if (unit !== null && !unitIdSchema.safeParse(unit).success) return null;
  if (period !== null && (!isPeriodId(period) || periodKind(period) !== "month")) return null;
  if (!isCountIndicator(indicator) || !isWonIndicator(won)) return null;
  return { unit, period, indicator, won };
}

export function campaignQuery(
  selection: CampaignSelection,
  change: Partial<CampaignSelection> = {},
): Record<string, string> {
  const all = Object.entries({ ...selection, ...change });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

export const COUNTS_ANCHOR = "so-luong";

export function campaignHref(
  selection: CampaignSelection,
  change: Partial<CampaignSelection> = {},
  anchor = "",
): string {
  return `/campaigns?${new URLSearchParams(campaignQuery(selection, change))}${anchor && `#${anchor}`}`;
}
