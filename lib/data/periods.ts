/** Periods: opening, locking, unlocking one unit, a province's sign-off, and the lists of them. */
import "server-only";
import type { Day } from "@/lib/domain/day";
import type { IndicatorId, ReportingKind } from "@/lib/domain/indicator";
import type { PeriodId, PeriodKind } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import type { SubmissionKey } from "@/lib/domain/submission";
import type { Tx } from "./db";
import type { RawTx } from "./raw";

export type Period = {
  id: PeriodId;
  kind: PeriodKind;
  asOf: Day;
  dueOn: Day;
  openedAt: Date;
  lockedAt: Date | null;
};

/** How far a period has come, for all reporting units within the reader's rights to count. */
export type PeriodProgress = Period & {
  provinces: number;
  signed: number;
  /** Signed by the due day. */
  signedOnTime: number;
  submissions: number;
  approved: number;
};

/** A province's part of a period. */
export type ProvincePeriod = {
  provinceId: string;
  periodId: PeriodId;
  provinceName: string;
  signedAt: Date | null;
  signedBy: string | null;
  /** A number of it moved after it was signed or locked. */
  adjustedAt: Date | null;
  submissions: number;
  approved: number;
};

export type PeriodRefusal =
  | "forbidden"
  | "not-found"
  | "already-open"
  | "already-locked"
  | "not-locked"
  | "already-signed"
  | "not-all-approved"
  | "day-in-past";
export type PeriodResult = { ok: true } | { ok: false; reason: PeriodRefusal };

export type NewPeriod = {
  id: PeriodId;
  /** Default: day 3 of the next month; for a flash period the day after it (both are settings). */
  dueOn?: Day;
  /** Default for a month: all that the kind enters; a flash period names what it asks for. */
  required?: Partial<Record<ReportingKind, readonly IndicatorId[]>>;
};

/**
 * The rows of a new open period without its rollups: requirements, a row for each province valid on the as-of day and
 * one for VN, a draft for each reporting unit valid then. Idempotent. The caller locks and recomputes.
 */
export async function createPeriods(
  tx: RawTx,
  periods: readonly NewPeriod[],
  openedBy: string | null,
  now: Date,
): Promise<void> {
  void [tx, periods, openedBy, now];
  throw new Error("not written yet");
}

/** createPeriods for one period, its rollups (all carried or missing so far), and the audit entry. */
export async function openPeriod(
  tx: Tx,
  period: NewPeriod,
  actorId: string | null,
  now: Date,
): Promise<PeriodResult> {
  void [tx, period, actorId, now];
  throw new Error("not written yet");
}

/** Stops submissions and decisions of the period; truth still moves (late corrections are marked "đã điều chỉnh"). */
export async function lockPeriod(
  periodId: PeriodId,
  actor: Actor,
  reason: string | null,
  now: Date,
): Promise<PeriodResult> {
  void [periodId, actor, reason, now];
  throw new Error("not written yet");
}

/** Lets one unit move in a locked period until a day (inclusive). */
export async function unlockUnit(
  key: SubmissionKey,
  actor: Actor,
  input: { until: Day; reason: string },
  now: Date,
): Promise<PeriodResult> {
  void [key, actor, input, now];
  throw new Error("not written yet");
}

/** The province's manager signs the month off once all its units are approved. */
export async function signMonth(
  provinceId: string,
  periodId: PeriodId,
  actor: Actor,
  now: Date,
): Promise<PeriodResult> {
  void [provinceId, periodId, actor, now];
  throw new Error("not written yet");
}

export async function getPeriod(id: PeriodId): Promise<Period | null> {
  void id;
  throw new Error("not written yet");
}

/** Newest first. */
export async function listPeriods(): Promise<Period[]> {
  throw new Error("not written yet");
}

/** For /periods: newest first, with counts over the whole country. */
export async function listPeriodProgress(limit: number): Promise<PeriodProgress[]> {
  void limit;
  throw new Error("not written yet");
}

/** Provinces of a period by code, `VN` (the national offices) first. */
export async function listProvincePeriods(periodId: PeriodId): Promise<ProvincePeriod[]> {
  void periodId;
  throw new Error("not written yet");
}
