/** What central changes about an open period: who owes it, when it is due, and an unlocking taken back before its end. */
import "server-only";
import { z } from "zod";
import { dayInVietnam, dayOf, type Day } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { submissionId, type SubmissionKey } from "@/lib/domain/submission";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { notify } from "./notifications";
import {
  assertAskable,
  auditPeriod,
  DONE,
  LOCK_PERIOD,
  LOCK_SUBMISSION,
  mayManage,
  Refusal,
  refusable,
  refuse,
  type PeriodResult,
} from "./period-result";
import { askUnits } from "./period-rows";
import { inTransaction } from "./transaction";

/** A province that signed and would owe more. $1 period, $2 who is asked. */
const SIGNED_BEFORE = `
  SELECT u.province_id AS id FROM units u
  JOIN periods p ON p.id = $1 AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  JOIN province_periods pp ON pp.province_id = u.province_id AND pp.period_id = p.id AND pp.signed_at IS NOT NULL
  WHERE u.reporting_kind IS NOT NULL AND $2::text[] && ARRAY[u.id, u.province_id]
    AND NOT EXISTS (SELECT FROM submissions s WHERE s.period_id = $1 AND s.unit_id = u.id)
  LIMIT 1`;

/** More units owe an open period: such as came later, or were not asked. A province that has signed is left alone. */
export async function askMoreUnits(
  periodId: PeriodId,
  asks: readonly string[],
  actor: Actor,
  reason: string,
  now: Date,
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  if (asks.length === 0) return refuse("no-unit");
  return refusable(async (tx) => {
    await tx.$queryRawUnsafe(LOCK_PERIOD, periodId);
    const period = await tx.period.findUnique({ where: { id: periodId } });
    if (!period) throw new Refusal("not-found");
    if (period.lockedAt) throw new Refusal("already-locked");
    await assertAskable(tx, periodId, asks);
    const asked = [...asks];
    const signed = await tx.$queryRawUnsafe<unknown[]>(SIGNED_BEFORE, periodId, asked);
    if (signed.length > 0) throw new Refusal("already-signed");
    const added = await askUnits(tx, periodId, asked);
    if (added.length === 0) throw new Refusal("nothing-to-add");
    await writeAudit(tx, {
      provinceId: "VN",
      ...by(actor),
      event: "period.ask",
      subject: `period:${periodId}`,
      after: { added },
      reason,
      at: now,
    });
  });
}

/** $1 period: units that owe it, are not approved, and have no day of their own. */
const AWAITED = `
  SELECT s.unit_id AS id FROM submissions s
  JOIN periods p ON p.id = s.period_id
  JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE s.period_id = $1 AND s.status <> 'approved' AND s.due_on IS NULL`;
const awaitedSchema = z.array(z.object({ id: z.string() }));

/** "On time" is measured by the new day from now on, for everybody. */
export async function changeDueDay(
  periodId: PeriodId,
  dueOn: Day,
  actor: Actor,
  reason: string,
  now: Date,
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  if (dueOn < dayInVietnam(now)) return refuse("day-in-past");
  return refusable(async (tx) => {
    await tx.$queryRawUnsafe(LOCK_PERIOD, periodId);
    const before = await tx.period.findUnique({ where: { id: periodId } });
    if (!before) throw new Refusal("not-found");
    if (before.lockedAt) throw new Refusal("already-locked");
    if (dueOn < dayOf(before.asOf)) throw new Refusal("due-before-as-of");
    if (dueOn === dayOf(before.dueOn)) throw new Refusal("due-unchanged");
    const after = await tx.period.update({ where: { id: periodId }, data: { dueOn: new Date(dueOn) } });
    await auditPeriod(tx, actor, { event: "period.due", before, after, reason, at: now });
    const awaited = awaitedSchema.parse(await tx.$queryRawUnsafe(AWAITED, periodId));
    const told = {
      periodId,
      before: dayOf(before.dueOn),
      dueOn,
      reason,
      unitIds: awaited.map(({ id }) => id),
    };
    await notify(tx, { kind: "due-changed", actorId: actor.id, ...told }, now);
  });
}

/** Takes an unlocking back before its end. */
export async function relockUnit(
  key: SubmissionKey,
  actor: Actor,
  reason: string,
  now: Date,
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  return inTransaction(async (tx) => {
    await tx.$queryRawUnsafe(LOCK_SUBMISSION, key.provinceId, key.unitId, key.periodId);
    const where = { provinceId_unitId_periodId: key };
    const submission = await tx.submission.findUnique({ where });
    if (!submission) return refuse("not-found");
    const until = submission.unlockedUntil && dayOf(submission.unlockedUntil);
    if (until === null || until < dayInVietnam(now)) return refuse("not-unlocked");
    await tx.submission.update({ where, data: { unlockedUntil: null, lockVersion: { increment: 1 } } });
    await writeAudit(tx, {
      provinceId: key.provinceId,
      ...by(actor),
      event: "submission.relock",
      subject: `submission:${submissionId(key)}`,
      before: { unlockedUntil: until },
      after: { unlockedUntil: null },
      reason,
      at: now,
    });
    return DONE;
  });
}
