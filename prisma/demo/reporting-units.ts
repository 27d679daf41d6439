/** The units that enter figures, in both trees, with the units of the old tree whose figures they have. */
import { existsOn, type Succession, type Unit } from "@/lib/domain/unit";
import type { ReportingKind } from "@/lib/domain/indicator";
import type { Day } from "@/lib/domain/day";

export type ReportingUnit = Pick<Unit, "id" | "provinceId" | "validFrom" | "validTo"> & {
  kind: ReportingKind;
  /** As the demo's rule names them: the unit itself, or all that went into it. */
  sources: readonly string[];
};

export function reportingUnits(units: readonly Unit[], successions: readonly Succession[]): ReportingUnit[] {
  const before = new Map<string, string[]>();
  for (const { fromUnitId, toUnitId } of successions)
    before.set(toUnitId, [...(before.get(toUnitId) ?? []), fromUnitId]);
  return units.flatMap(({ id, provinceId, validFrom, validTo, reportingKind: kind }) =>
    kind ? [{ id, provinceId, validFrom, validTo, kind, sources: before.get(id) ?? [id] }] : [],
  );
}

/** By province, in the order of the list. */
export function byProvince(units: readonly ReportingUnit[], on: Day): Map<string, ReportingUnit[]> {
  const provinces = new Map<string, ReportingUnit[]>();
  for (const unit of units)
    if (existsOn(unit, on)) provinces.set(unit.provinceId, [...(provinces.get(unit.provinceId) ?? []), unit]);
  return provinces;
}
