/** Every target of one unit for one time, as it stands on a day. */
import "server-only";
import { z } from "zod";
import { lastInstantOf, type Day } from "@/lib/domain/day";
import { recordedBy } from "@/lib/domain/target";
import { targetList, type TargetGroup } from "@/lib/domain/target-list";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { listDenominators, listTargets } from "./dashboard-plans";
import { listLineages, listTerritories } from "./dashboard-units";
import { db } from "./db";

export type UnitTargets = {
  groups: readonly TargetGroup[];
  /** Of the unit and of what it came from, to be named. */
  names: ReadonlyMap<string, string>;
  /** The times for which anything was ever given. */
  scopes: readonly TargetScope[];
};

const SCOPES = `
  SELECT DISTINCT t.scope FROM targets t JOIN decisions d ON d.id = t.decision_id AND d.status = 'issued'
  WHERE t.province_id = ANY ($1) AND t.unit_id = ANY ($2)`;

/**
 * @param unit one that the reader may read
 * @param known only what was recorded by the end of this day; all that is recorded if null
 */
export async function getUnitTargets(
  unit: Pick<Unit, "id" | "provinceId">,
  scope: TargetScope,
  on: Day,
  known: Day | null,
): Promise<UnitTargets> {
  const [members, children] = await Promise.all([listLineages([unit.id]), listTerritories([unit.id], on)]);
  const [targets, denominators, scopes] = await Promise.all([
    listTargets(members, [scope]),
    listDenominators([...members, ...children], Number(on.slice(0, 4)), "all"),
    db.$queryRawUnsafe(
      SCOPES,
      [...new Set(members.map(({ provinceId }) => provinceId))],
      members.map(({ id }) => id),
    ),
  ]);
  const facts = {
    unitId: unit.id,
    lineage: members,
    targets: known === null ? targets : recordedBy(targets, lastInstantOf(known)),
    denominators,
    childIds: children.map(({ id }) => id),
  };
  return {
    groups: targetList(facts, scope, on),
    names: new Map(members.map(({ id, shortName }) => [id, shortName])),
    scopes: z
      .array(z.object({ scope: targetScopeSchema }))
      .parse(scopes)
      .map((row) => row.scope),
  };
}
