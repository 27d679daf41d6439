/** Whose tree a dashboard lists: that of its period, or today's with history summed into it through whole successions. */
import type { Day } from "./day";
import { existsOn, type Unit } from "./unit";

/** As in the URL. */
export type Boundaries = "then" | "now";

export function parseBoundaries(text: string | undefined): Boundaries {
  return text === "now" ? "now" : "then";
}

/**
 * The day of whose tree the units are listed. History is only ever summed forward, so an earlier day changes nothing;
 * nor does today's tree show a unit that has left it.
 */
export function treeDay(
  unit: Pick<Unit, "validFrom" | "validTo">,
  asOf: Day,
  { view, on }: { view: Boundaries; on: Day },
): Day {
  return view === "now" && on > asOf && existsOn(unit, on) ? on : asOf;
}

/** The way to the same page in the other tree: another unit where this one does not exist in both. */
export type BoundarySwitch = {
  current: Boundaries;
  /** `count` of provinces, on the nation's page. */
  then: { unitId: string; count: number | null };
  now: { unitId: string; count: number | null };
};
