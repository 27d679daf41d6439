/** The unit and the period of a page for sheets, for somebody who may type there. */
import "server-only";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { listFigureForms } from "@/lib/data/figure-forms";
import type { FigureContext } from "@/lib/domain/figure-sheet";
import type { PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";

export type SheetPlace = { unit: Unit; context: FigureContext };

/** Null where there is no such unit, no such period, or nothing that this person may type. */
export async function findSheetPlace(
  actor: Actor,
  unitId: string,
  periodId: PeriodId,
  now: Date,
): Promise<SheetPlace | null> {
  const unit = await findReadableUnit(actor, unitId);
  if (!unit || !can(actor, "submission.enter", unit)) return null;
  const forms = await listFigureForms(actor, unit, [periodId], now);
  if (forms.length === 0) return null;
  const isUnit = unit.reportingKind !== null && forms.length === 1;
  return { unit, context: { unitId: unit.id, unitName: unit.name, periodId, forms, isUnit } };
}
