/** What old sheets of a unit are read against: the forms of the months that they name, and whom they may name. */
import "server-only";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import type { MonthForms } from "@/lib/domain/figure-old-sheet";
import { grouped } from "@/lib/domain/grouped";
import type { Actor } from "@/lib/domain/policy";
import type { SheetReceiver } from "@/lib/domain/target-sheet";
import type { Unit } from "@/lib/domain/unit";
import { listFigureForms, outsidersOn } from "./figure-forms";

/** Each month with its forms; a month that nobody opened has none. */
export async function readMonthForms(
  actor: Actor,
  unit: Pick<Unit, "id" | "path">,
  months: readonly PeriodId[],
  nameable: readonly Unit[],
  now: Date,
): Promise<Map<PeriodId, MonthForms>> {
  const forms = grouped(await listFigureForms(actor, unit, months, now), ({ periodId }) => periodId);
  return new Map(
    months.map((month) => {
      const own = forms.get(month) ?? [];
      const inside = new Set(own.map(({ unitId }) => unitId));
      return [month, { forms: own, outsiders: outsidersOn(nameable, asOfDay(month), inside) }];
    }),
  );
}

/** Everybody who ever reported here, for finding out where a table names its units. */
export function reporters(nameable: readonly Unit[]): SheetReceiver[] {
  return nameable
    .filter(({ reportingKind }) => reportingKind !== null)
    .map(({ id, code, name, shortName, level }) => ({ id, code, name, shortName, level }));
}
