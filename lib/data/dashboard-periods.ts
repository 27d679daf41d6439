/** The periods that a unit's dashboard can show, and the one it opens with. */
import "server-only";
import { z } from "zod";
import { decemberBefore } from "@/lib/domain/comparison";
import { HEADLINE } from "@/lib/domain/dashboard-context";
import { dayInVietnam, type Day } from "@/lib/domain/day";
import { asOfDay, isPeriodId, type PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import { db } from "./db";

const periodSchema = z.object({
  id: z.string().refine(isPeriodId),
  asOf: z.string(),
  dueOn: z.string(),
  isLocked: z.boolean(),
});
export type DashboardPeriod = z.infer<typeof periodSchema>;

/** Newest first, within the unit's validity. @param since the day from which what came before it stands for it */
export async function listUnitPeriods(
  unit: Pick<Unit, "validFrom" | "validTo">,
  since = unit.validFrom,
): Promise<DashboardPeriod[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT id, as_of::text AS "asOf", due_on::text AS "dueOn", locked_at IS NOT NULL AS "isLocked"
     FROM periods WHERE as_of BETWEEN $1::date AND coalesce($2::date, 'infinity')
     ORDER BY as_of DESC, kind`,
    since,
    unit.validTo,
  );
  return z.array(periodSchema).parse(rows);
}

/** Whether there is such a period at all, in any unit's time. */
export async function periodExists(id: PeriodId): Promise<boolean> {
  return (await db.period.count({ where: { id } })) > 0;
}

/** Every flash period; what a flash is compared with is among them. */
export async function listFlashPeriods(): Promise<PeriodId[]> {
  const rows = await db.period.findMany({ where: { kind: "flash" }, select: { id: true } });
  return rows.map(({ id }) => id).filter(isPeriodId);
}

/** Not EXISTS: for that the planner may read the rollups of all periods at once, at every look at a page. */
const ROLLED_UP = {
  nation: `SELECT true FROM rollups r WHERE r.indicator_id = ANY ($3) AND r.period_id = p.id AND r.reported > 0
    AND (r.unit_id = r.province_id OR r.province_id = 'VN') LIMIT 1`,
  unit: `SELECT true FROM rollups r WHERE r.province_id = $4 AND r.unit_id = $5 AND r.indicator_id = ANY ($3)
    AND r.period_id = p.id AND r.reported > 0 LIMIT 1`,
};

/**
 * The newest month that is over on the day and of which a headline indicator is reported or anything stated, else the
 * newest with that, else the newest period; null without any. A month that still runs has but what the quickest sent.
 * @param today when it is asked; left out: a page opens now
 */
export async function findDefaultPeriod(
  unit: Unit,
  today: Day = dayInVietnam(new Date()),
): Promise<PeriodId | null> {
  const rolledUp = unit.level === "nation" ? ROLLED_UP.nation : ROLLED_UP.unit;
  const rows = await db.$queryRawUnsafe(
    `SELECT p.id FROM periods p
     WHERE p.as_of BETWEEN $1::date AND coalesce($2::date, 'infinity')
     ORDER BY CASE
       WHEN p.kind = 'month' AND ((${rolledUp}) IS TRUE OR EXISTS (
         SELECT FROM stated_totals s WHERE s.province_id = $4 AND s.unit_id = $5 AND s.period_id = p.id))
       THEN CASE WHEN p.as_of <= $6::date THEN 2 ELSE 1 END ELSE 0 END DESC,
       p.as_of DESC
     LIMIT 1`,
    unit.validFrom,
    unit.validTo,
    HEADLINE,
    unit.provinceId,
    unit.id,
    today,
  );
  const [row] = z.array(z.object({ id: z.string().refine(isPeriodId) })).parse(rows);
  return row?.id ?? null;
}

/** December before a day, or the newest period with data if that is earlier; null where there never was any. */
export async function findPeriodBefore(unit: Unit, day: Day, today: Day): Promise<PeriodId | null> {
  const newest = await findDefaultPeriod(unit, today);
  if (newest === null) return null;
  const december = decemberBefore(day.slice(0, 7) as PeriodId);
  return asOfDay(december) < asOfDay(newest) ? december : newest;
}
