/** How far a figure may move from one month or year to the next before it needs an explanation. */
import { z } from "zod";
import { INDICATOR_IDS, indicator, type IndicatorGroup, type IndicatorId } from "./indicator";

/** In percent of the earlier value, both ways; null is never asked about, nor is a move of at most `floor` (people, đồng, …). */
export type JumpBound = { month: number | null; year: number | null; floor: number };
export type JumpBounds = Record<IndicatorId, JumpBound>;

const bound = (month: number | null, year: number | null, floor: number): JumpBound => ({
  month,
  year,
  floor,
});

/** Small counts swing widely, and what accumulates from January cannot be held against the month before. */
const DEFAULTS: Record<IndicatorGroup, JumpBound> = {
  people: bound(10, 30, 20),
  payers: bound(10, 30, 20),
  employers: bound(10, 30, 20),
  digital: bound(10, 50, 20),
  new: bound(100, 100, 50),
  communication: bound(300, 300, 50),
  money: bound(30, 50, 100_000_000),
};

/** What holds where central has set nothing. */
export function defaultBound(id: IndicatorId): JumpBound {
  const { nature, group } = indicator(id);
  if (nature === "cumulative") return bound(null, 30, 1_000_000_000);
  if (group === "digital" && nature === "flow") return bound(100, 100, 50);
  return DEFAULTS[group];
}

/** The key of the setting that overrides the defaults: `{"BHYT": {"month": 5}, "NO": {"year": null}}`. */
export const JUMP_BOUNDS_SETTING = "checks.jump";

const percentSchema = z.number().positive().max(10_000).nullable();
export type JumpSetting = z.infer<typeof jumpBoundsSchema>;
export const jumpBoundsSchema = z.partialRecord(
  z.enum(INDICATOR_IDS as [IndicatorId, ...IndicatorId[]]),
  z.strictObject({
    month: percentSchema.optional(),
    year: percentSchema.optional(),
    floor: z.number().int().nonnegative().optional(),
  }),
);

/** The bounds of every indicator: the setting where it says something, else the default. */
export function jumpBounds(setting: JumpSetting): JumpBounds {
  return Object.fromEntries(
    INDICATOR_IDS.map((id) => [id, { ...defaultBound(id), ...setting[id] }]),
  ) as JumpBounds;
}
