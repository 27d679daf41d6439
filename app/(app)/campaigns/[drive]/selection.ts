/** What the page of a drive shows, all of it in its address. */
import { firstOf, type SearchParams } from "@/app/search-params";
import { daySchema, type Day } from "@/lib/domain/day";
import { driveIdSchema, isDriveIndicator } from "@/lib/domain/drive";
import type { IndicatorId } from "@/lib/domain/indicator";
import { unitIdSchema } from "@/lib/domain/unit";

export type DriveSelection = {
  drive: string;
  /** One province of a national drive; null for the whole. */
  province: string | null;
  indicator: IndicatorId | null;
  /** Whose days are typed, and which week of them. */
  unit: string | null;
  day: Day | null;
};

/** Null for what cannot be. */
export function parseDrive(drive: string, search: SearchParams): DriveSelection | null {
  const [province, unit] = [firstOf(search.province) ?? null, firstOf(search.unit) ?? null];
  const [indicator, day] = [firstOf(search.indicator) ?? null, firstOf(search.day) ?? null];
  if (!driveIdSchema.safeParse(drive).success) return null;
  if ([province, unit].some((id) => id !== null && !unitIdSchema.safeParse(id).success)) return null;
  if (day !== null && !daySchema.safeParse(day).success) return null;
  if (indicator !== null && !isDriveIndicator(indicator)) return null;
  return { drive, province, indicator, unit, day };
}

export const ENTRY_ANCHOR = "nhap-ket-qua";

export function driveHref(
  selection: DriveSelection,
  change: Partial<DriveSelection> = {},
  anchor = "",
): string {
  const { drive, ...rest } = { ...selection, ...change };
  const query = new URLSearchParams(
    Object.entries(rest).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  return `/campaigns/${drive}${query.size > 0 ? `?${query}` : ""}${anchor && `#${anchor}`}`;
}
