/** Today's tree beside the tree of a period: how a page of one leads to the other, and work on history told by today's units. */
import "server-only";
import { z } from "zod";
import type { Boundaries, BoundarySwitch } from "@/lib/domain/boundaries";
import type { Ancestor } from "@/lib/domain/dashboard-targets";
import type { Day } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { listLineages, type LineageMember } from "./dashboard-units";
import { listWork, type ChildWork } from "./dashboard-work";
import { db } from "./db";

/** $1 unit, $2 level of its children or null for all but communes, $3 and $4 the two days. */
const CHILDREN = `
  SELECT count(*) FILTER (WHERE is_then)::int AS "then", count(*) FILTER (WHERE is_now)::int AS "now",
    count(*) FILTER (WHERE is_then AND is_now)::int AS both
  FROM (
    SELECT $3::date BETWEEN valid_from AND coalesce(valid_to, 'infinity') AS is_then,
      $4::date BETWEEN valid_from AND coalesce(valid_to, 'infinity') AS is_now
    FROM units WHERE parent_id = $1 AND CASE WHEN $2::text IS NULL THEN level <> 'commune' ELSE level::text = $2 END
  ) AS child`;

/** $1 unit, $2 the day: the one that it went into whole, and that still exists on the day. */
const SUCCESSOR = `
  WITH RECURSIVE line AS (
    SELECT to_unit_id AS id FROM unit_successions WHERE from_unit_id = $1 AND is_whole
    UNION
    SELECT s.to_unit_id FROM line JOIN unit_successions s ON s.from_unit_id = line.id AND s.is_whole
  )
  SELECT u.id FROM line JOIN units u ON u.id = line.id
  WHERE $2::date BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity') LIMIT 1`;

const countSchema = z.object({ then: z.number(), now: z.number(), both: z.number() });

/** Null where both trees are the same below the unit, and where it leads nowhere in the other one. */
export async function readBoundarySwitch(
  unit: Unit,
  [asOf, on]: readonly [then: Day, now: Day],
  current: Boundaries,
): Promise<BoundarySwitch | null> {
  if (on <= asOf) return null;
  const own = { unitId: unit.id, count: null };
  if (!existsOn(unit, on)) {
    const [next] = z
      .array(z.object({ id: z.string() }))
      .parse(await db.$queryRawUnsafe(SUCCESSOR, unit.id, on));
    return next ? { current, then: own, now: { unitId: next.id, count: null } } : null;
  }
  if (!existsOn(unit, asOf)) {
    const before = membersOn(await listLineages([unit.id]), asOf);
    const one = before.find(({ code }) => code === unit.code) ?? before[0];
    return one ? { current, then: { unitId: one.id, count: null }, now: own } : null;
  }
  const isNation = unit.level === "nation";
  const level = isNation ? "province" : null;
  const [counts] = z.array(countSchema).parse(await db.$queryRawUnsafe(CHILDREN, unit.id, level, asOf, on));
  if (!counts || (counts.then === counts.both && counts.now === counts.both)) return null;
  const side = (count: number) => ({ unitId: unit.id, count: isNation ? count : null });
  return { current, then: side(counts.then), now: side(counts.now) };
}

/** Of a lineage those that existed on the day. */
export function membersOn<Member extends Ancestor>(lineage: readonly Member[], day: Day): Member[] {
  return lineage.filter((member) => existsOn(member, day));
}

type Descendant = { id: string; lineage: readonly Ancestor[] };

/** The work of a period before the reform as one line for each of today's units; whose submission it was is not said. */
export async function listWorkOfToday(
  unit: Pick<Unit, "level" | "provinceId">,
  own: readonly LineageMember[],
  units: readonly Descendant[],
  periodId: PeriodId,
  day: Day,
): Promise<ChildWork[]> {
  const provinces = unit.level === "nation" ? ["VN"] : [...new Set(own.map(({ provinceId }) => provinceId))];
  const lists = await Promise.all(
    provinces.map((provinceId) => listWork({ level: unit.level, provinceId }, periodId)),
  );
  const byUnit = new Map(lists.flat().map((one) => [one.unitId, one]));
  return units.flatMap(({ id, lineage }) => {
    const parts = membersOn(lineage, day).flatMap((member) => byUnit.get(member.id) ?? []);
    return parts.length === 0 ? [] : [together(id, parts)];
  });
}

function together(unitId: string, parts: readonly ChildWork[]): ChildWork {
  const moments = parts.flatMap(({ updatedAt }) => updatedAt?.getTime() ?? []);
  return {
    unitId,
    status: null,
    reopened: parts.reduce((sum, { reopened }) => sum + reopened, 0),
    updatedAt: moments.length === 0 ? null : new Date(Math.max(...moments)),
    isAdjusted: parts.some(({ isAdjusted }) => isAdjusted),
    isCorrected: parts.some(({ isCorrected }) => isCorrected),
    isSigned: parts.every(({ isSigned }) => isSigned),
  };
}
