import type { ChildRow } from "@/lib/domain/dashboard-rows";
import type { DashboardView } from "@/lib/domain/dashboard-view";

/** The units below that are compared with each other: the nation's two offices are no province. */
export function placesOf({ unit, children }: Pick<DashboardView, "unit" | "children">): ChildRow[] {
  return children.filter((row) => unit.level !== "nation" || row.unit.level === "province");
}
