/** Periods: opening and locking them, unlocking one unit, and a province's sign-off. */
import "server-only";
import { dayInVietnam, dayOf, type Day } from "@/lib/domain/day";
import { mayOpenOn, periodIdSchema, type PeriodId, type PeriodKind } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { submissionId, type SubmissionKey } from "@/lib/domain/submission";
import { z } from "zod";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db, type Tx } from "./db";
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
};

export type PeriodRefusal =
  | "forbidden"
  | "not-found"
  | "already-open"
  | "too-early"
  | "already-locked"
  | "not-locked"
  | "already-signed"
  | "not-all-approved"
  | "day-in-past";
export type PeriodResult = { ok: true } | { ok: false; reason: PeriodRefusal };

const DONE: PeriodResult = { ok: true };
const refuse = (reason: PeriodRefusal): PeriodResult => ({ ok: false, reason });
const mayManage = (actor: Actor) => can(actor, "period.manage", { path: "/vn/" });

/** In the order of locks: first the periods' rows, then everything else. */
const LOCK_PERIOD = `
  SELECT 1 FROM province_periods WHERE period_id = $1 ORDER BY province_id COLLATE "C" FOR UPDATE`;

/** createPeriods for one period, its rollups (all carried or missing so far), and the audit entry. */
export async function openPeriod(period: NewPeriod, actor: Actor, now: Date): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  if (!mayOpenOn(period.id, dayInVietnam(now))) return refuse("too-early");
  return inTransaction(async (tx) => {
    if (await tx.period.findUnique({ where: { id: period.id }, select: { id: true } }))
      return refuse("already-open");
    // Two who open the same month at once wait for each other here; the second finds it there.
    const opened = await createPeriods(tx, [period], actor.id, now);
    if (opened.length === 0) return refuse("already-open");
    const rows = await tx.provincePeriod.findMany({
      where: { periodId: period.id },
      select: { provinceId: true, periodId: true },
    });
    await recomputeMany(tx, keysSchema.parse(rows), now);
    const after = await tx.period.findUniqueOrThrow({ where: { id: period.id } });
    await auditPeriod(tx, actor, { event: "period.open", before: null, after, reason: null, at: now });
    return DONE;
  });
}

type AuditedPeriod = { id: string; dueOn: Date; lockedAt: Date | null };
type PeriodEvent = {
  event: string;
  before: AuditedPeriod | null;
  after: AuditedPeriod;
  reason: string | null;
  at: Date;
};

const audited = ({ dueOn, lockedAt }: AuditedPeriod) => ({
  dueOn: dayOf(dueOn),
  lockedAt: lockedAt?.toISOString() ?? null,
});

async function auditPeriod(tx: Tx, actor: Actor, { event, before, after, reason, at }: PeriodEvent) {
  await writeAudit(tx, {
    provinceId: "VN",
    ...by(actor),
    event,
    subject: `period:${after.id}`,
    before: before && audited(before),
    after: audited(after),
    reason,
    at,
  });
}

/** Stops submissions and decisions of the period; truth still moves (late corrections are marked "đã điều chỉnh"). */
export async function lockPeriod(
  periodId: PeriodId,
  actor: Actor,
  reason: string | null,
  now: Date,
): Promise<PeriodResult> {
  if (!mayManage(actor)) return refuse("forbidden");
  return inTransaction(async (tx) => {
    await tx.$queryRawUnsafe(LOCK_PERIOD, periodId);
    const before = await tx.period.findUnique({ where: { id: periodId } });
    if (!before) return refuse("not-found");
    if (before.lockedAt) return refuse("already-locked");
    const data = { lockedAt: now, lockedBy: actor.id };
    const after = await tx.period.update({ where: { id: periodId }, data });
    await auditPeriod(tx, actor, { event: "period.lock", before, after, reason, at: now });
    return DONE;
  });
}

/** Locked until the transaction ends, so that what the audit entry calls "before" is what was changed. */
const LOCK_SUBMISSION = `
  SELECT 1 FROM submissions WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 FOR UPDATE`;

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
      include: { provincePeriod: { include: { period: true } } },
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
    await tx.provincePeriod.update({ where: key, data: { signedAt: now, signedBy: actor.id } });
    await writeAudit(tx, {
      provinceId,
      ...by(actor),
      event: "month.sign",
      subject: `month:${provinceId}.${periodId}`,
      after: { signedAt: now.toISOString(), units: all },
      at: now,
    });
    return DONE;
  });
}

type PeriodRow = Omit<Period, "id" | "asOf" | "dueOn"> & { id: string; asOf: Date; dueOn: Date };
const toPeriod = ({ id, kind, asOf, dueOn, openedAt, lockedAt }: PeriodRow): Period => ({
  id: periodIdSchema.parse(id),
  kind,
  asOf: dayOf(asOf),
  dueOn: dayOf(dueOn),
  openedAt,
  lockedAt,
});

/** Null where nobody opened it. */
export async function getPeriod(id: PeriodId): Promise<Period | null> {
  const row = await db.period.findUnique({ where: { id } });
  return row && toPeriod(row);
}

/** Newest first. */
export async function listPeriods(): Promise<Period[]> {
  const rows = await db.period.findMany({ orderBy: [{ asOf: "desc" }, { id: "desc" }] });
  return rows.map(toPeriod);
}
