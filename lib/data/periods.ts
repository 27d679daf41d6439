/** Periods: opening and locking them, unlocking one unit, and a province's sign-off. */
import "server-only";
import { dayInVietnam, dayOf, type Day } from "@/lib/domain/day";
import { mayOpenOn, periodIdSchema, type PeriodId, type PeriodKind } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { submissionId, type SubmissionKey } from "@/lib/domain/submission";
import { z } from "zod";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db } from "./db";
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
import type { RawTx } from "./raw";
import { createPeriods, type NewPeriod } from "./period-rows";
import { keysSchema, recomputeMany } from "./rollups";
import { inTransaction } from "./transaction";

export type Period = {
  id: PeriodId;
  kind: PeriodKind;
  asOf: Day;
  dueOn: Day;
  openedAt: Date;
  lockedAt: Date | null;
  /** False where only some units owe it. */
  asksAll: boolean;
};

/** Milliseconds in which a period is opened however busy the machine is: a thousand units are carried anew. */
const TIME_OF_ONE = 60_000;

/**
 * createPeriods for all of them or none, their rollups (all carried or missing so far), and an audit entry each. Two who
 * open the same period at once wait for each other; the second is refused.
 */
export async function openPeriods(
  periods: readonly NewPeriod[],
  actor: Actor,
  now: Date,
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  const today = dayInVietnam(now);
  if (periods.some(({ id }) => !mayOpenOn(id, today))) return refuse("too-early");
  if (periods.some(({ dueOn }) => dueOn !== undefined && dueOn < today)) return refuse("day-in-past");
  const sorted = periods.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return refusable(async (tx) => {
    const ids = sorted.map(({ id }) => id);
    if ((await tx.period.count({ where: { id: { in: ids } } })) > 0) throw new Refusal("already-open");
    const opened = await createPeriods(tx, sorted, actor.id, now);
    if (opened.length < sorted.length) throw new Refusal("already-open");
    const rows = await tx.provincePeriod.findMany({
      where: { periodId: { in: ids } },
      select: { provinceId: true, periodId: true },
      orderBy: [{ periodId: "asc" }, { provinceId: "asc" }],
    });
    await recomputeMany(tx, keysSchema.parse(rows), now);
    const told: { id: PeriodId; dueOn: Day }[] = [];
    for (const { id, asks, required } of sorted) {
      if (asks) await assertAskable(tx, id, asks);
      const after = await tx.period.findUniqueOrThrow({ where: { id } });
      told.push({ id, dueOn: dayOf(after.dueOn) });
      const asked = { asks: asks ?? "all", required: required ?? "all" };
      await auditPeriod(tx, actor, {
        event: "period.open",
        before: null,
        after,
        asked,
        reason: null,
        at: now,
      });
    }
    await notify(tx, { kind: "opened", actorId: actor.id, periods: told }, now);
  }, sorted.length * TIME_OF_ONE);
}

/** openPeriods for one. */
export async function openPeriod(period: NewPeriod, actor: Actor, now: Date): Promise<PeriodResult> {
  return openPeriods([period], actor, now);
}

/** Submissions that are not approved, and provinces that owe something and have not signed. */
const MISSING = `
  SELECT
    (SELECT count(*)::int FROM submissions s
      JOIN periods p ON p.id = s.period_id
      JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
      WHERE s.period_id = $1 AND s.status <> 'approved') AS submissions,
    (SELECT count(*)::int FROM province_periods pp
      WHERE pp.period_id = $1 AND pp.province_id <> 'VN' AND pp.signed_at IS NULL AND EXISTS (
        SELECT FROM submissions s WHERE s.province_id = pp.province_id AND s.period_id = pp.period_id)) AS provinces`;
const missingSchema = z.tuple([z.object({ submissions: z.number(), provinces: z.number() })]);

/** What a lock of the period would shut out, for whoever may lock it. */
export async function countMissing(
  actor: Actor,
  periodId: PeriodId,
): Promise<{ submissions: number; provinces: number }> {
  if (!mayManage(actor)) return { submissions: 0, provinces: 0 };
  return readMissing(db, periodId);
}

async function readMissing(tx: RawTx, periodId: PeriodId) {
  const [missing] = missingSchema.parse(await tx.$queryRawUnsafe(MISSING, periodId));
  return missing;
}

/**
 * Stops submissions and decisions of the period; truth still moves (late corrections are marked "đã điều chỉnh").
 * @param onlyComplete refuses where something is missing: nobody has agreed to that
 */
export async function lockPeriod(
  periodId: PeriodId,
  actor: Actor,
  reason: string | null,
  now: Date,
  { onlyComplete = false } = {},
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  return inTransaction(async (tx) => {
    await tx.$queryRawUnsafe(LOCK_PERIOD, periodId);
    const before = await tx.period.findUnique({ where: { id: periodId } });
    if (!before) return refuse("not-found");
    if (before.lockedAt) return refuse("already-locked");
    if (onlyComplete) {
      const { submissions, provinces } = await readMissing(tx, periodId);
      if (submissions + provinces > 0) return refuse("incomplete");
    }
    const data = { lockedAt: now, lockedBy: actor.id, lockedFor: actor.onBehalfOf?.id ?? null };
    const after = await tx.period.update({ where: { id: periodId }, data });
    await auditPeriod(tx, actor, { event: "period.lock", before, after, reason, at: now });
    await notify(tx, { kind: "locked", actorId: actor.id, periodId, reason }, now);
    return DONE;
  });
}

/** Lets one unit move in a locked period until a day (inclusive). */
export async function unlockUnit(
  key: SubmissionKey,
  actor: Actor,
  input: { until: Day; reason: string },
  now: Date,
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  if (input.until < dayInVietnam(now)) return refuse("day-in-past");
  return inTransaction(async (tx) => {
    await tx.$queryRawUnsafe(LOCK_SUBMISSION, key.provinceId, key.unitId, key.periodId);
    const submission = await tx.submission.findUnique({
      where: { provinceId_unitId_periodId: key },
      include: { provincePeriod: { include: { period: true } }, unit: { select: { name: true } } },
    });
    if (!submission) return refuse("not-found");
    if (!submission.provincePeriod.period.lockedAt) return refuse("not-locked");
    await tx.submission.update({
      where: { provinceId_unitId_periodId: key },
      data: { unlockedUntil: new Date(input.until), lockVersion: { increment: 1 } },
    });
    await writeAudit(tx, {
      provinceId: key.provinceId,
      ...by(actor),
      event: "submission.unlock",
      subject: `submission:${submissionId(key)}`,
      before: { unlockedUntil: submission.unlockedUntil && dayOf(submission.unlockedUntil) },
      after: { unlockedUntil: input.until },
      reason: input.reason,
      at: now,
    });
    const told = { ...key, unitName: submission.unit.name, submittedBy: submission.submittedBy };
    await notify(tx, { kind: "unlocked", actorId: actor.id, submission: told, ...input }, now);
    return DONE;
  });
}

/** Submissions of units that no longer exist on the as-of day neither count nor hold up the signature. */
const LEFT_TO_APPROVE = `
  SELECT count(*) FILTER (WHERE s.status <> 'approved')::int AS "open", count(*)::int AS "all"
  FROM submissions s
  JOIN periods p ON p.id = s.period_id
  JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE s.province_id = $1 AND s.period_id = $2`;
const leftSchema = z.tuple([z.object({ open: z.number(), all: z.number() })]);

/** The province's manager signs the month off once all its units are approved, before the period is locked. */
export async function signMonth(
  provinceId: string,
  periodId: PeriodId,
  actor: Actor,
  now: Date,
): Promise<PeriodResult> {
  const province = await db.unit.findUnique({ where: { id: provinceId, level: "province" } });
  if (!province || !can(actor, "month.sign", { path: province.path })) return refuse("not-found");
  return inTransaction(async (tx) => {
    const key = { provinceId_periodId: { provinceId, periodId } };
    // Nobody approves or reopens in this month before the signature is there.
    await tx.$queryRawUnsafe(
      "SELECT 1 FROM province_periods WHERE province_id = $1 AND period_id = $2 FOR UPDATE",
      provinceId,
      periodId,
    );
    const row = await tx.provincePeriod.findUnique({ where: key, include: { period: true } });
    if (!row) return refuse("not-found");
    if (row.signedAt) return refuse("already-signed");
    if (row.period.lockedAt) return refuse("already-locked");
    const [{ open, all }] = leftSchema.parse(await tx.$queryRawUnsafe(LEFT_TO_APPROVE, provinceId, periodId));
    if (open > 0 || all === 0) return refuse("not-all-approved");
    const data = { signedAt: now, signedBy: actor.id, signedFor: actor.onBehalfOf?.id ?? null };
    await tx.provincePeriod.update({ where: key, data });
    await writeAudit(tx, {
      provinceId,
      ...by(actor),
      event: "month.sign",
      subject: `month:${provinceId}.${periodId}`,
      after: { signedAt: now.toISOString(), units: all },
      at: now,
    });
    const told = { provinceId, provinceName: province.shortName, periodId };
    await notify(tx, { kind: "signed", actorId: actor.id, ...told }, now);
    return DONE;
  });
}

type PeriodRow = Omit<Period, "id" | "asOf" | "dueOn"> & { id: string; asOf: Date; dueOn: Date };
const toPeriod = ({ id, kind, asOf, dueOn, openedAt, lockedAt, asksAll }: PeriodRow): Period => ({
  id: periodIdSchema.parse(id),
  kind,
  asOf: dayOf(asOf),
  dueOn: dayOf(dueOn),
  openedAt,
  lockedAt,
  asksAll,
});

/** Newest first. */
export async function listPeriods(): Promise<Period[]> {
  const rows = await db.period.findMany({ orderBy: [{ asOf: "desc" }, { id: "desc" }] });
  return rows.map(toPeriod);
}
