/** What one panel of a screen shows: the whole, from which the order of panels follows, and the unit that is shown. */
import { getUnitDashboard, type UnitDashboard } from "@/lib/data/dashboard";
import type { WallAccess } from "@/lib/auth/wall";
import { rotate, type WallRotation } from "@/lib/domain/wall";

export type OpenWall = Extract<WallAccess, { kind: "open" }>;

export type LoadedPanel = {
  rotation: WallRotation;
  /** Null where the unit of this panel has nothing in the period of the whole. */
  dashboard: UnitDashboard | null;
};

/** The newest period with data, read anew for every panel: a new month needs nobody at the screen. Null before the first. */
export async function loadPanel({ unit, reader }: OpenWall, asked: number): Promise<LoadedPanel | null> {
  const question = { unitId: unit.id, period: null, indicator: "BHYT", comparator: "yoy" } as const;
  const whole = await getUnitDashboard(reader, question);
  if (whole.kind !== "dashboard") return null;
  const shown = whole.view.children.filter((row) => unit.level !== "nation" || row.unit.level === "province");
  const rotation = rotate(
    shown.map((row) => row.unit.id),
    asked,
  );
  const { panel } = rotation;
  const dashboard = await getUnitDashboard(reader, {
    ...question,
    unitId: panel.kind === "unit" ? panel.unitId : unit.id,
    period: whole.period.id,
    indicator: panel.indicator,
  });
  return { rotation, dashboard: dashboard.kind === "dashboard" ? dashboard : null };
}
