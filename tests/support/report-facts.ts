/** Facts of a report for tests: a unit with a few stored values, its units below with plans and values. */
import { shapeDashboard, type ChildFacts, type DashboardFacts } from "@/lib/domain/dashboard-view";
import { cellKey, type UnitFacts } from "@/lib/domain/dashboard";
import type { Comparator } from "@/lib/domain/comparison";
import type { Denominator } from "@/lib/domain/coverage";
import type { IndicatorId } from "@/lib/domain/indicator";
import { reportFacts, scopeOf, type ReportFacts, type UnitIndicator } from "@/lib/domain/report-facts";
import type { StandingTarget } from "@/lib/domain/target";
import type { Unit } from "@/lib/domain/unit";
import { cell, contextOf, NO_DETAIL, period, province, target } from "./dashboard-facts";

export const nation: Unit = {
  ...province,
  id: "VN",
  code: "VN",
  name: "Việt Nam",
  shortName: "Việt Nam",
  level: "nation",
  parentId: null,
  provinceId: "VN",
  path: "/vn/",
  validTo: null,
};

type Value = readonly [id: IndicatorId, month: string, value: bigint, isEstimate?: boolean];

export type Place = { name: string; shortName: string; plan: bigint | null; value: bigint | null };

type World = {
  unit: Unit;
  month: string;
  values: readonly Value[];
  targets?: readonly Partial<StandingTarget>[];
  denominators?: readonly Denominator[];
  places?: Partial<Record<UnitIndicator, readonly Place[]>>;
};

function own({ unit, values, targets = [], denominators = [] }: World): UnitFacts {
  const cells = values.map(([id, month, value, isEstimate = false]) => {
    const stored = cell(null, { missing: 0, expected: 0, stated: { value, isEstimate } });
    return [cellKey(id, period(month)), [stored]] as const;
  });
  return {
    unit,
    lineage: [{ ...unit, intoId: null }],
    cells: new Map(cells),
    targets: targets.map((one) => target({ unitId: unit.id, ...one })),
    denominators,
    territories: [],
  };
}

function child(id: UnitIndicator, month: string, place: Place, at: number): ChildFacts {
  const unit: Unit = {
    ...province,
    id: `9${at}`,
    code: `9${at}`,
    name: place.name,
    shortName: place.shortName,
    level: "district",
    reportingKind: "district",
    parentId: "60",
    path: `/vn/60/9${at}/`,
  };
  const facts: UnitFacts = {
    unit,
    lineage: [{ ...unit, intoId: null }],
    cells: new Map([[cellKey(id, period(month)), [cell(place.value)]]]),
    targets: place.plan === null ? [] : [target({ unitId: unit.id, indicator: id, value: place.plan })],
    denominators: [],
    territories: [],
  };
  return { unit, mergedFrom: [], facts };
}

export function worldOf(world: World): ReportFacts {
  const { unit, month, places = {} } = world;
  const comparator: Comparator = "yoy";
  const context = contextOf(month, comparator);
  const shape = (id: UnitIndicator) => {
    const children = (places[id] ?? []).map((place, at) => child(id, month, place, at));
    const facts: DashboardFacts = { unit, own: own(world), children, plans: [], detail: NO_DETAIL };
    return shapeDashboard(facts, id, context);
  };
  const dashboards = new Map(
    (["BHYT", "BHXH_TN", "THU"] as const).filter((id) => places[id]).map((id) => [id, shape(id)] as const),
  );
  return reportFacts(scopeOf(unit) ?? "unit", shape("BHYT"), dashboards);
}
