/** What time a target is for: a year "2026", a school year "SY2026", a quarter "2026-Q4", or a drive "D:thang-van-dong". */
import { z } from "zod";
import { quarterOf, type Day } from "./day";

export type TargetScope = string & z.$brand<"TargetScope">;

const YEAR = String.raw`(?:19[9]|20[0-9])[0-9]`;
const PATTERN = new RegExp(`^(?:${YEAR}|SY${YEAR}|${YEAR}-Q[1-4]|D:[0-9a-z]+(?:-[0-9a-z]+)*)$`);

/** From 1990 to 2099, or a drive by its id. */
export const targetScopeSchema = z
  .string()
  .max(62)
  .regex(PATTERN, "Chọn năm, năm học, quý hoặc đợt ra quân")
  .brand<"TargetScope">();

export type ScopeKind = "year" | "school-year" | "quarter" | "drive";

export function scopeKind(scope: TargetScope): ScopeKind {
  if (scope.startsWith("D:")) return "drive";
  if (scope.startsWith("SY")) return "school-year";
  return scope.includes("-Q") ? "quarter" : "year";
}

/** The year in which it begins; null for a drive, which has days of its own. */
export function scopeYear(scope: TargetScope): number | null {
  if (scopeKind(scope) === "drive") return null;
  return Number(scope.replace("SY", "").slice(0, 4));
}

const MONTHS = ["01-01", "04-01", "07-01", "10-01"];
const ENDS = ["03-31", "06-30", "09-30", "12-31"];

/** Its first and last day; null for a drive. A school year goes from 1 September to 31 August. */
export function scopeDays(scope: TargetScope): { from: Day; to: Day } | null {
  const year = scopeYear(scope);
  if (year === null) return null;
  switch (scopeKind(scope)) {
    case "school-year":
      return { from: `${year}-09-01`, to: `${year + 1}-08-31` };
    case "quarter": {
      const quarter = Number(scope.at(-1)) - 1;
      return { from: `${year}-${MONTHS[quarter]}`, to: `${year}-${ENDS[quarter]}` };
    }
    default:
      return { from: `${year}-01-01`, to: `${year}-12-31` };
  }
}

/** The drive that it is for, by its id; null for other times. */
export const scopeDrive = (scope: TargetScope): string | null =>
  scopeKind(scope) === "drive" ? scope.slice(2) : null;

/** Null for an id that no drive can have. */
export const driveScope = (id: string): TargetScope | null =>
  targetScopeSchema.safeParse(`D:${id}`).data ?? null;

/** What drives are called, by id. */
export type DriveNames = ReadonlyMap<string, string>;
/** For a time that can be no drive's. */
export const NO_DRIVES: DriveNames = new Map();

/** A drive that is none, or none for this reader, is no time. */
export function isKnownScope(scope: TargetScope, drives: DriveNames): boolean {
  const drive = scopeDrive(scope);
  return drive === null || drives.has(drive);
}

/** "năm 2026", "năm học 2026-2027", "quý IV/2026", "đợt Tháng vận động 5". An id says nothing to people. */
export function scopeName(scope: TargetScope, drives: DriveNames): string {
  const year = scopeYear(scope);
  if (year === null) return `đợt ${drives.get(scope.slice(2))?.replace(/^đợt\s+/iu, "") ?? "ra quân"}`;
  if (scopeKind(scope) === "school-year") return `năm học ${year}-${year + 1}`;
  if (scopeKind(scope) === "quarter")
    return `quý ${["I", "II", "III", "IV"][Number(scope.at(-1)) - 1]}/${year}`;
  return `năm ${year}`;
}

/** The same time a year earlier; null for a drive, and where there is no earlier year. */
export function previousScope(scope: TargetScope): TargetScope | null {
  const year = scopeYear(scope);
  if (year === null) return null;
  return targetScopeSchema.safeParse(scope.replace(String(year), String(year - 1))).data ?? null;
}

/** The first and the last day of the years that targets are for. */
export const SCOPE_DAYS = { from: "1990-01-01", to: "2099-12-31" } as const;

/** The year of a day; of a day beyond all years that targets are for the nearest of them. */
export function yearScope(day: Day): TargetScope {
  const nearest = day < SCOPE_DAYS.from ? SCOPE_DAYS.from : day > SCOPE_DAYS.to ? SCOPE_DAYS.to : day;
  return targetScopeSchema.parse(nearest.slice(0, 4));
}

/** The year of a day and the next, the school year and the quarter; none beyond the years that targets are for. */
function scopesOf(day: Day): TargetScope[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const names = [String(year), String(year + 1), `SY${month >= 9 ? year : year - 1}`, quarterOf(day)];
  return names.flatMap((name) => targetScopeSchema.safeParse(name).data ?? []);
}

const KINDS_IN_ORDER: readonly ScopeKind[] = ["year", "school-year", "quarter", "drive"];

/** What times can be picked: those with numbers, this year and the next, the school year and the quarter of the day; newest first. */
export function scopeChoices(known: readonly TargetScope[], today: Day): TargetScope[] {
  const order = (scope: TargetScope) => KINDS_IN_ORDER.indexOf(scopeKind(scope));
  return [...new Set([...known, ...scopesOf(today)])].sort((a, b) => order(a) - order(b) || (a < b ? 1 : -1));
}

/** The years around a day, its school years, and the quarters of its year. */
function scopesAround(day: Day): TargetScope[] {
  const year = Number(day.slice(0, 4));
  const years = [year - 1, year, year + 1];
  const names = [
    ...years,
    ...years.map((one) => `SY${one}`),
    ...[1, 2, 3, 4].map((one) => `${year}-Q${one}`),
  ];
  return names.flatMap((name) => targetScopeSchema.safeParse(String(name)).data ?? []);
}

/**
 * For what times a decision may give numbers: those of the day it takes effect first, then those of today.
 * @param more its drives, and whatever else is among them
 */
export function decisionScopes(
  effectiveOn: Day,
  today: Day,
  more: readonly TargetScope[] = [],
): TargetScope[] {
  const own = scopeChoices(scopesAround(effectiveOn), effectiveOn);
  return [...new Set([yearScope(effectiveOn), ...own, ...scopeChoices([], today), ...more])];
}
