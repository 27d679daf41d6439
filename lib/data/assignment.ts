/** How far a time's targets of an indicator have been handed down, province by province. Everybody may know it. */
import "server-only";
import { z } from "zod";
import {
  assignmentRow,
  assignmentSummary,
  type AssignmentRow,
  type AssignmentSummary,
} from "@/lib/domain/assignment";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import type { Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { targetsInForce, type StandingTarget } from "@/lib/domain/target";
import { scopeDays, type TargetScope } from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { listTargets } from "./dashboard-plans";
import { listLineages } from "./dashboard-units";
import { db } from "./db";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

export type Assignment = {
  /** The tree of this day, and the targets that stand on it. */
  on: Day;
  rows: readonly AssignmentRow[];
  summary: AssignmentSummary;
};

const UNITS = `
  SELECT ${UNIT_COLUMNS} FROM units u
  WHERE (u.level = 'province' OR u.reporting_kind IN ('district', 'province_office'))
    AND u.valid_from <= $1::date AND coalesce(u.valid_to, 'infinity') >= $1::date
  ORDER BY u.province_id, length(u.path), u.code`;

/** $1 day, $2 scope, $3 indicator. A commune that is a recipient counts where its unit reports. */
const COMMUNES = `
  SELECT r.province_id AS "provinceId", count(*)::int AS expected,
    count(*) FILTER (WHERE EXISTS (
      SELECT FROM recipient_targets t WHERE t.province_id = r.province_id AND t.recipient_id = r.id
        AND t.scope = $2 AND t.indicator_id = $3))::int AS assigned
  FROM recipients r
  WHERE r.kind = 'commune' AND r.valid_from <= $1::date AND coalesce(r.valid_to, 'infinity') >= $1::date
  GROUP BY r.province_id`;
const communesSchema = z.array(
  z.object({ provinceId: z.string(), expected: z.number(), assigned: z.number() }),
);

/** The day within the time that is nearest to `today`. */
function dayWithin(scope: TargetScope, today: Day): Day {
  const days = scopeDays(scope);
  return days ? ([days.from, today, days.to].toSorted()[1] ?? today) : today;
}

export async function getAssignment(
  scope: TargetScope,
  indicator: IndicatorId,
  today: Day,
): Promise<Assignment> {
  const on = dayWithin(scope, today);
  const units = z.array(unitRowSchema).parse(await db.$queryRawUnsafe(UNITS, on));
  const members = await listLineages(units.map(({ id }) => id));
  const [targets, communeRows] = await Promise.all([
    listTargets(members, [scope], { indicator, whole: [] }),
    db.$queryRawUnsafe(COMMUNES, on, scope, indicator),
  ]);
  const communes = new Map(communesSchema.parse(communeRows).map((row) => [row.provinceId, row]));
  const lineages = grouped(members, ({ rootId }) => rootId);
  const byUnit = grouped(targets, ({ unitId }) => unitId);
  /** Its own, and in a year what it inherits. */
  const given = ({ id }: Unit): StandingTarget[] => {
    const lineage = lineages.get(id) ?? [];
    const theirs = lineage.flatMap((member) => byUnit.get(member.id) ?? []);
    if (scope !== on.slice(0, 4)) return targetsInForce(byUnit.get(id) ?? [], scope, on);
    return standingTargets(id, lineage, theirs, [], on);
  };
  const byProvince = grouped(units, ({ provinceId }) => provinceId);
  const rows = [...byProvince].flatMap(([provinceId, all]) => {
    const province = all.find(({ id }) => id === provinceId);
    if (!province) return [];
    const facts = {
      unit: province,
      targets: given(province),
      units: all.filter((one) => one !== province).map((one) => ({ id: one.id, targets: given(one) })),
      communes: communes.get(provinceId) ?? { expected: 0, assigned: 0 },
    };
    return [assignmentRow(facts)];
  });
  return { on, rows, summary: assignmentSummary(rows) };
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
