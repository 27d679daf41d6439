/** What stands on a unit's page besides its own figures: units side by side, provinces like it, the reader's mark. */
import {
  listComparedUnits,
  listSimilarProvinces,
  type ComparedUnit,
  type SimilarProvince,
} from "@/lib/data/compared-units";
import { getAssignment } from "@/lib/data/assignment";
import { getUnitDashboard, type UnitDashboard } from "@/lib/data/dashboard";
import { isFavourite } from "@/lib/data/unit-marks";
import type { AssignmentRow, AssignmentSummary } from "@/lib/domain/assignment";
import type { IndicatorView } from "@/lib/domain/dashboard";
import { yearOf, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import type { Selection } from "./selection";

export type Extras = {
  compared: readonly ComparedUnit[];
  similar: readonly SimilarProvince[];
  isFavourite: boolean;
  /** How far the year's targets were handed down, of the nation or of one province; null elsewhere. */
  assignment: ShownAssignment | null;
  /** Of a unit seen in a period before it began: what stands of it now. */
  today: { period: PeriodId; view: IndicatorView } | null;
  /** Who reads: versions are told apart by reader. */
  reader: Actor;
};

export type ShownAssignment = { scope: TargetScope; of: AssignmentSummary | AssignmentRow };

async function loadAssignment(
  { indicator }: Selection,
  { view, period }: UnitDashboard,
): Promise<ShownAssignment | null> {
  const { level, id } = view.unit;
  if (level !== "nation" && level !== "province") return null;
  const scope = targetScopeSchema.parse(String(yearOf(period.id)));
  const { summary, rows } = await getAssignment(scope, indicator, period.asOf);
  const of = level === "nation" ? summary : rows.find(({ unit }) => unit.id === id);
  return of ? { scope, of } : null;
}

async function loadToday(
  actor: Actor,
  { comparator, indicator }: Selection,
  { view }: UnitDashboard,
): Promise<Extras["today"]> {
  if (view.before.length === 0) return null;
  const now = await getUnitDashboard(actor, { unitId: view.unit.id, period: null, indicator, comparator });
  return now.kind === "dashboard" ? { period: now.period.id, view: now.view.chosen } : null;
}

export async function loadExtras(
  actor: Actor,
  selection: Selection,
  dashboard: UnitDashboard,
): Promise<Extras> {
  const { view, period, tree } = dashboard;
  const [compared, similar, marked, assignment, today] = await Promise.all([
    listComparedUnits(actor, selection.pick ?? [], { ...selection, period: period.id, tree }),
    listSimilarProvinces(view.unit, period.id, tree),
    isFavourite(actor, view.unit.id),
    loadAssignment(selection, dashboard),
    loadToday(actor, selection, dashboard),
  ]);
  return { compared, similar, isFavourite: marked, assignment, today, reader: actor };
}
