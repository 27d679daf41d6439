/** Changes of the tree that move rollups: a unit begins, ends, or is succeeded. To move is to end, begin anew and succeed. */
import "server-only";
import { z } from "zod";
import { addDays, type Day } from "@/lib/domain/day";
import { periodIdSchema } from "@/lib/domain/period";
import type { Succession, Unit } from "@/lib/domain/unit";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import { createPeriods } from "./period-rows";
import { lockAffected, recomputeMany, type ProvincePeriodKey } from "./rollups";

/** Who changes the tree, when and why. */
export type UnitChange = { actorId: string | null; now: Date; reason: string };

const PERIODS_FROM = `
  SELECT pp.province_id AS "provinceId", pp.period_id AS "periodId"
  FROM province_periods pp JOIN periods p ON p.id = pp.period_id
  WHERE pp.province_id = $1 AND p.as_of >= $2::date`;
const keysSchema = z.array(z.object({ provinceId: z.string(), periodId: periodIdSchema }));

/** The periods of a province in which a change on this day can move a number, locked with all that depend on them. */
async function lockFrom(tx: Tx, provinceId: string, day: Day): Promise<ProvincePeriodKey[]> {
  const periods = keysSchema.parse(await tx.$queryRawUnsafe(PERIODS_FROM, provinceId, day));
  return lockAffected(tx, periods);
}

const subjectOf = (unitId: string) => `unit:${unitId}`;
const date = (day: Day) => new Date(day);
const dayOf = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null;

/** A new unit with empty submissions in the periods that exist already. */
export async function addUnit(tx: Tx, unit: Unit, { actorId, now, reason }: UnitChange): Promise<void> {
  const { validFrom, validTo } = unit;
  await tx.unit.create({ data: { ...unit, validFrom: date(validFrom), validTo: validTo && date(validTo) } });
  const periods = await tx.period.findMany({ where: { asOf: { gte: date(validFrom) } } });
  const ids = periods.map(({ id }) => ({ id: periodIdSchema.parse(id) }));
  if (ids.length > 0) await createPeriods(tx, ids, actorId, now);
  await recomputeMany(tx, await lockFrom(tx, unit.provinceId, validFrom), now);
  const after = { code: unit.code, name: unit.name, parentId: unit.parentId, validFrom, validTo };
  const { provinceId } = unit;
  await writeAudit(tx, {
    provinceId,
    actorId,
    event: "unit.add",
    subject: subjectOf(unit.id),
    after,
    reason,
    at: now,
  });
}

/** Sets the last day on which a unit exists. Figures after it stay, and count no more. */
export async function endUnit(
  tx: Tx,
  unitId: string,
  validTo: Day,
  { actorId, now, reason }: UnitChange,
): Promise<void> {
  const before = await tx.unit.findUniqueOrThrow({ where: { id: unitId } });
  const { provinceId } = before;
  const ended = dayOf(before.validTo);
  const first = addDays(ended !== null && ended < validTo ? ended : validTo, 1);
  const affected = await lockFrom(tx, provinceId, first);
  await tx.unit.update({ where: { id: unitId }, data: { validTo: date(validTo) }, select: { id: true } });
  await recomputeMany(tx, affected, now);
  await writeAudit(tx, {
    provinceId,
    actorId,
    event: "unit.end",
    subject: subjectOf(unitId),
    before: { validTo: ended },
    after: { validTo },
    reason,
    at: now,
  });
}

/** `to` must begin on the day after `from` ends; the database refuses anything else. */
export async function addSuccession(
  tx: Tx,
  { fromUnitId, toUnitId, isWhole }: Succession,
  { actorId, now, reason }: UnitChange,
): Promise<void> {
  const to = await tx.unit.findUniqueOrThrow({ where: { id: toUnitId } });
  const toValidFrom = to.validFrom;
  const began = toValidFrom.toISOString().slice(0, 10);
  const affected = await lockFrom(tx, to.provinceId, began);
  const fromValidTo = date(addDays(began, -1));
  await tx.unitSuccession.create({ data: { fromUnitId, toUnitId, isWhole, fromValidTo, toValidFrom } });
  await recomputeMany(tx, affected, now);
  await writeAudit(tx, {
    provinceId: to.provinceId,
    actorId,
    event: "unit.succeed",
    subject: subjectOf(toUnitId),
    after: { fromUnitId, isWhole },
    reason,
    at: now,
  });
}
