/** What the changes of periods share: how they are refused, in which order they lock, and how they are written down. */
import "server-only";
import { dayOf } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import type { OpeningProblem } from "@/lib/domain/period-opening";
import { can, type Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import type { NewPeriod } from "./period-rows";
import { inTransaction } from "./transaction";

export type PeriodRefusal =
  | OpeningProblem
  | "forbidden"
  | "not-found"
  | "already-open"
  | "unit-not-valid"
  | "nothing-to-add"
  | "due-unchanged"
  | "already-locked"
  | "not-locked"
  | "not-unlocked"
  | "already-signed"
  | "not-all-approved"
  | "incomplete";
export type PeriodResult = { ok: true } | { ok: false; reason: PeriodRefusal };

export const DONE: PeriodResult = { ok: true };
export const refuse = (reason: PeriodRefusal): PeriodResult => ({ ok: false, reason });
export const mayManage = (actor: Actor) => can(actor, "period.manage", { path: "/vn/" });

/** In the order of locks: first the periods' rows, then everything else. */
export const LOCK_PERIOD = `
  SELECT 1 FROM province_periods WHERE period_id = $1 ORDER BY province_id COLLATE "C" FOR UPDATE`;

/** Locked until the transaction ends, so that what the audit entry calls "before" is what was changed. */
export const LOCK_SUBMISSION = `
  SELECT 1 FROM submissions WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 FOR UPDATE`;

/** Takes back what the transaction has done, and says why. */
export class Refusal extends Error {
  constructor(readonly reason: PeriodRefusal) {
    super(reason);
  }
}

/** @param timeout for what is many of what a transaction usually does */
export async function refusable(run: (tx: Tx) => Promise<void>, timeout?: number): Promise<PeriodResult> {
  try {
    await inTransaction(run, timeout);
    return DONE;
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.reason);
    throw error;
  }
}

/** $1 period, $2 unit ids: those of them that name no reporting unit, and no province with one, on the as-of day. */
const NOT_ASKABLE = `
  SELECT a.id FROM unnest($2::text[]) AS a (id)
  WHERE NOT EXISTS (
    SELECT FROM units u JOIN periods p ON p.id = $1
    WHERE a.id IN (u.id, u.province_id) AND u.reporting_kind IS NOT NULL
      AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity'))`;

/** Who is asked must exist on the as-of day; the period is there already, in this transaction. */
export async function assertAskable(tx: Tx, periodId: PeriodId, asks: readonly string[]): Promise<void> {
  const wrong = await tx.$queryRawUnsafe<unknown[]>(NOT_ASKABLE, periodId, [...asks]);
  if (wrong.length > 0) throw new Refusal("unit-not-valid");
}

type AuditedPeriod = { id: string; dueOn: Date; lockedAt: Date | null };
type PeriodEvent = {
  event: string;
  before: AuditedPeriod | null;
  after: AuditedPeriod;
  reason: string | null;
  at: Date;
  /** Of an opening: what is asked of whom. */
  asked?: { asks: string | readonly string[]; required: string | NonNullable<NewPeriod["required"]> };
};

const audited = ({ dueOn, lockedAt }: AuditedPeriod) => ({
  dueOn: dayOf(dueOn),
  lockedAt: lockedAt?.toISOString() ?? null,
});

export async function auditPeriod(
  tx: Tx,
  actor: Actor,
  { event, before, after, reason, at, asked = undefined }: PeriodEvent,
) {
  await writeAudit(tx, {
    provinceId: "VN",
    ...by(actor),
    event,
    subject: `period:${after.id}`,
    before: before && audited(before),
    after: { ...audited(after), ...asked },
    reason,
    at,
  });
}
