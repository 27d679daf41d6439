/** Screens in operations rooms: the code that opens one, how long things last, and the order of what it shows. */
import { z } from "zod";
import { type IndicatorId } from "./indicator";
import type { HEADLINE } from "./dashboard-context";
import { existsOn, type Unit } from "./unit";
import type { Day } from "./day";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** From the moment it is shown until it must have been typed. */
export const CODE_MINUTES = 15;
/** Until a screen must be opened anew. */
export const WALL_DAYS = 90;

/** Digits alone, because a remote control has keys for them; sixteen of them are 53 bits. */
export const CODE_DIGITS = 16;
const GROUP = 4;

/** "1234 5678 9012 3456": as it is read out and typed. */
export function formatCode(code: string): string {
  return code.match(new RegExp(`\\d{1,${GROUP}}`, "g"))?.join(" ") ?? "";
}

/** What was typed, whatever stands between the groups; null if it cannot be a code. */
export function parseCode(typed: string): string | null {
  const digits = typed.replace(/[\s.\-–]/g, "");
  return digits.length === CODE_DIGITS && /^[0-9]+$/.test(digits) ? digits : null;
}

export const codeExpiry = (now: Date) => new Date(now.getTime() + CODE_MINUTES * MINUTE);
export const wallExpiry = (now: Date) => new Date(now.getTime() + WALL_DAYS * DAY);

export const SECONDS_LEAST = 10;
export const SECONDS_MOST = 60;
export const SECONDS_USUAL = 20;
export const LABEL_MAX = 80;

export const newWallSchema = z.object({
  unit: z.string().min(1, "Chọn đơn vị").max(40),
  label: z.string().trim().min(1, "Nhập tên màn hình").max(LABEL_MAX, `Tên dài nhất ${LABEL_MAX} ký tự`),
  seconds: z.coerce
    .number("Nhập số giây")
    .int("Số giây là số nguyên")
    .min(SECONDS_LEAST, `Ít nhất ${SECONDS_LEAST} giây`)
    .max(SECONDS_MOST, `Nhiều nhất ${SECONDS_MOST} giây`),
});

/** A screen shows the nation or a province that there is; below that there is no operations room. */
export function isShownOnWalls(unit: Pick<Unit, "level" | "validFrom" | "validTo">, today: Day): boolean {
  return (unit.level === "nation" || unit.level === "province") && existsOn(unit, today);
}

type Moments = {
  codeExpiresAt: Date;
  redeemedAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
};
export type WallState = "waiting" | "unused" | "on" | "expired" | "revoked";

/** `unused`: nobody typed the code in time, so the screen never opened. */
export function wallState(wall: Moments, now: Date): WallState {
  if (wall.revokedAt !== null) return "revoked";
  if (wall.redeemedAt === null) return now < wall.codeExpiresAt ? "waiting" : "unused";
  return now < wall.expiresAt ? "on" : "expired";
}

const SEEN_EVERY = 60 * MINUTE;

/** A screen asks every few seconds; that it was there is written once an hour. */
export function isSeenLongAgo(lastSeenAt: Date | null, now: Date): boolean {
  return lastSeenAt === null || now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY;
}

/** What the panels of a round are about, one indicator after the other. */
const ROUNDS = [
  "BHYT",
  "BHXH_BB",
  "BHXH_TN",
  "BHTN",
  "THU",
  "NO",
] as const satisfies readonly (typeof HEADLINE)[number][];

const OVERVIEW = ["answer", "places", "extremes", "reporting", "trend"] as const;
type OverviewKind = (typeof OVERVIEW)[number];

export type WallPanel = { indicator: IndicatorId } & (
  | { kind: OverviewKind }
  /** The same answer of one of the units below. */
  | { kind: "unit"; unitId: string }
);

export type WallRotation = {
  /** Counted over all rounds. */
  index: number;
  panel: WallPanel;
  next: number;
  previous: number;
  /** Which panel of its round, and how many that has: the dots. */
  step: number;
  steps: number;
};

/**
 * Rounds, one for each indicator: the whole first, then the units below in turn, so many a round that all of them have been
 * shown when every indicator has. Whoever looks up never waits long for the whole.
 */
function rounds(unitIds: readonly string[]): WallPanel[][] {
  const share = Math.ceil(unitIds.length / ROUNDS.length);
  return ROUNDS.map((indicator, round) => [
    ...OVERVIEW.map((kind): WallPanel => ({ kind, indicator })),
    ...unitIds
      .slice(round * share, (round + 1) * share)
      .map((unitId): WallPanel => ({ kind: "unit", unitId, indicator })),
  ]);
}

/** @param asked any number: units may have come or gone since the address was made */
export function rotate(unitIds: readonly string[], asked: number): WallRotation {
  const all = rounds(unitIds).flatMap((panels) =>
    panels.map((panel, step) => ({ panel, step, steps: panels.length })),
  );
  const count = all.length;
  const index = ((asked % count) + count) % count;
  const found = all[index];
  if (!found) throw new Error("A rotation has panels");
  return { index, ...found, next: (index + 1) % count, previous: (index - 1 + count) % count };
}

export type WallSelection = { panel: number; seconds: number | null; theme: "dark" | "light" };

/** The address of a panel. Anything that is not understood is as if it were not there. */
export const wallSelectionSchema = z.object({
  panel: z.coerce.number().int().min(0).max(100_000).catch(0),
  seconds: z.coerce.number().int().min(SECONDS_LEAST).max(SECONDS_MOST).nullable().catch(null).default(null),
  theme: z.enum(["dark", "light"]).catch("dark").default("dark"),
}) satisfies z.ZodType<WallSelection>;

export function wallHref(selection: WallSelection): string {
  const { panel, seconds, theme } = selection;
  const query = new URLSearchParams({
    panel: String(panel),
    ...(seconds === null ? {} : { seconds: String(seconds) }),
    ...(theme === "dark" ? {} : { theme }),
  });
  return `/wall?${query}`;
}

const FIRST_RETRY = 5;
const LONGEST_RETRY = 60;

/** Seconds until a screen that lost its server asks again: doubling, at most a minute. */
export function retrySeconds(failures: number): number {
  return Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(10, Math.max(0, failures - 1)));
}
