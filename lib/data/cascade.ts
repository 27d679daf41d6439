/** What a person needs who hands a number down: the receivers, what they have, what they were given, what is drafted. */
import "server-only";
import type { CascadeFacts } from "@/lib/domain/cascade";
import {
  chooseDenominator,
  denominatorKind,
  type ChosenDenominator,
  type Denominator,
} from "@/lib/domain/coverage";
import { cellKey, complete, valueIn } from "@/lib/domain/dashboard";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import type { Day } from "@/lib/domain/day";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import { assignsSelf } from "@/lib/domain/issuer";
import { receivingDay } from "@/lib/domain/decision";
import { INDICATORS } from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { targetsInForce, type StandingTarget, type Target } from "@/lib/domain/target";
import { previousScope, scopeDays, type TargetScope } from "@/lib/domain/target-scope";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { readNationCells, readUnitCells, type CellTable } from "./dashboard-cells";
import { findDefaultPeriod, findPeriodBefore } from "./dashboard-periods";
import { listDenominators, listTargets } from "./dashboard-plans";
import { inState, readFactsState } from "./dashboard-version";
import { listLineages, listTerritories, type LineageMember } from "./dashboard-units";
import { listDecisionTargets, listReceivers, type Decision, type DecisionTarget } from "./decisions";
import type { TargetTable } from "./target-drafts";

export type CascadeUnit = CascadeFacts & {
  unit: Unit;
  /** By whom the target is measured, with year and source. */
  measure: ChosenDenominator | null;
  /** What the same issuer gives it now in the same table; null if nothing. */
  current: StandingTarget | null;
  /** What the draft gives it; of an issued decision what it gave. */
  assigned: bigint | null;
  isLocked: boolean;
};

export type Cascade = {
  table: TargetTable;
  /** The day on which the receivers must exist. */
  on: string;
  /** The period of the values; null where nothing was ever reported. */
  basePeriod: PeriodId | null;
  /** The unit itself, where the issuer may give it a target too. */
  own: CascadeUnit | null;
  units: readonly CascadeUnit[];
  /** What the unit was given for this time, by whomever: what is to be handed down. The headline first. */
  parentTargets: readonly StandingTarget[];
  /** What it was given for the same time a year before: the headline of the kind. */
  parentPlanBefore: bigint | null;
  parentValue: bigint | null;
  /** By whom the unit's own target is measured. */
  parentDenominator: bigint | null;
  parentMeasure: ChosenDenominator | null;
};

/** December before the target's time, or the newest period with data if that is earlier. */
async function findBasePeriod(unit: Unit, scope: TargetScope, today: Day): Promise<PeriodId | null> {
  const days = scopeDays(scope);
  return days === null ? findDefaultPeriod(unit, today) : findPeriodBefore(unit, days.from, today);
}

/** A flow stands from 1 January. */
const basePeriods = ({ indicator }: TargetTable, period: PeriodId) =>
  INDICATORS[indicator].nature === "flow" ? periodsOfYear(period) : [period];

type Loaded = {
  table: TargetTable;
  on: string;
  issuer: string;
  basePeriod: PeriodId | null;
  members: readonly LineageMember[];
  cells: CellTable;
  targets: readonly Target[];
  denominators: readonly Denominator[];
  territories: readonly { id: string; parentId: string }[];
  drafts: ReadonlyMap<string | null, DecisionTarget>;
};

/**
 * One table of a decision that was read, with its receivers as they stand when it takes effect. Kept by this process while
 * neither the data nor the decision moves, for a day: a month that is over then is a base.
 */
export async function getCascade(decision: Decision, table: TargetTable, today: Day): Promise<Cascade> {
  const { id, lockVersion, status, unit } = decision;
  const { indicator, kind, scope } = table;
  const state = await readFactsState(unit, `${lockVersion}.${status}.${today}`);
  return inState(JSON.stringify(["cascade", id, indicator, kind, scope]), state, () =>
    readCascade(decision, table, today),
  );
}

async function readCascade(decision: Decision, table: TargetTable, today: Day): Promise<Cascade> {
  const { unit } = decision;
  const on = receivingDay(decision.effectiveOn, table.scope);
  const [receivers, basePeriod, drafts] = await Promise.all([
    listReceivers(unit, on),
    findBasePeriod(unit, table.scope, today),
    listDecisionTargets(decision),
  ]);
  const units = receivers.some(({ id }) => id === unit.id) ? receivers : [unit, ...receivers];
  const members = await listLineages(units.map(({ id }) => id));
  const before = previousScope(table.scope);
  const scopes = before === null ? [table.scope] : [table.scope, before];
  const year = Number(on.slice(0, 4));
  const wanted = basePeriod && [{ id: table.indicator, periods: basePeriods(table, basePeriod) }];
  const [cells, nation, targets, denominators, territories] = await Promise.all([
    wanted ? readUnitCells(members, wanted) : new Map(),
    wanted && unit.level === "nation" ? readNationCells(wanted) : new Map(),
    listTargets(members, scopes, { indicator: table.indicator, whole: [] }),
    listDenominators(members, year, { newestBefore: year }),
    listTerritories(
      units.map(({ id }) => id),
      on,
    ),
  ]);
  const ofTable = drafts.filter(
    ({ scope, indicator, kind }) =>
      scope === table.scope && indicator === table.indicator && kind === table.kind,
  );
  const loaded: Loaded = {
    table,
    on,
    issuer: decision.issuer,
    basePeriod,
    members,
    cells: new Map([...cells, ...nation]) as CellTable,
    targets,
    denominators,
    territories,
    drafts: new Map(ofTable.map((one) => [one.unitId, one])),
  };
  const rows = units.map((one) => cascadeUnit(one, loaded));
  const own = rows.find((row) => row.unit.id === unit.id) ?? null;
  return {
    table,
    on,
    basePeriod,
    own: assignsSelf(decision.issuer) ? own : null,
    units: rows.filter((row) => row.unit.id !== unit.id),
    parentTargets: standing(unit, table.scope, on, loaded),
    parentPlanBefore: own?.plan ?? null,
    parentValue: own?.value ?? null,
    parentDenominator: own?.denominator ?? null,
    parentMeasure: own?.measure ?? null,
  };
}

const lineageOf = (unit: Unit, { members }: Loaded) => members.filter(({ rootId }) => rootId === unit.id);

/** Its own and what it inherits in a year; for other times only its own. */
function standing(unit: Unit, scope: TargetScope, on: string, loaded: Loaded): StandingTarget[] {
  const { targets, denominators } = loaded;
  const ofScope = targets.filter((target) => target.scope === scope);
  if (scope !== on.slice(0, 4))
    return targetsInForce(
      ofScope.filter(({ unitId }) => unitId === unit.id),
      scope,
      on,
    );
  return standingTargets(unit.id, lineageOf(unit, loaded), ofScope, denominators, on);
}

function cascadeUnit(unit: Unit, loaded: Loaded): CascadeUnit {
  const { table, on, basePeriod, cells, denominators, territories, drafts, issuer } = loaded;
  const lineage = lineageOf(unit, loaded);
  const stored = new Map(
    (basePeriod ? basePeriods(table, basePeriod) : []).map((period) => {
      const key = cellKey(table.indicator, period);
      const day = asOfDay(period);
      const then = lineage.filter((member) => existsOn(member, day));
      return [key, then.flatMap(({ id }) => cells.get(id)?.get(key) ?? [])] as const;
    }),
  );
  const children = territories.filter(({ parentId }) => parentId === unit.id).map(({ id }) => id);
  const chosen = (kind: Denominator["kind"]) =>
    chooseDenominator(denominators, unit.id, children, kind, Number(on.slice(0, 4)));
  const measuredBy = denominatorKind(table.indicator);
  const measure = measuredBy && chosen(measuredBy);
  const ofKind = (targets: readonly StandingTarget[]) => targets.filter(({ kind }) => kind === table.kind);
  const before = previousScope(table.scope);
  const planned = before ? ofKind(standing(unit, before, scopeDays(before)?.to ?? on, loaded)) : [];
  const given = drafts.get(unit.id);
  return {
    unit,
    value: basePeriod && complete(valueIn({ lineage, cells: stored }, table.indicator, basePeriod)),
    plan: (planned.find(({ isHeadline }) => isHeadline) ?? planned[0])?.value ?? null,
    population: chosen("population")?.value ?? null,
    labourForce: chosen("labour_force")?.value ?? null,
    denominator: measure?.value ?? null,
    measure,
    current:
      ofKind(standing(unit, table.scope, on, loaded)).find((target) => target.issuer === issuer) ?? null,
    assigned: given?.value ?? null,
    isLocked: given?.isLocked ?? false,
  };
}
