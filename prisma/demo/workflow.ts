/**
 * Where each unit's month stands: older months are approved, signed and locked, the month before the last is approved,
 * the last full month is half way. A fixed rule of (unit, month, last month); who did it comes from the demo's staff.
 */
import { addDays, type Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { addMonths, asOfDay, type PeriodId } from "@/lib/domain/period";
import type { SubmissionStatus } from "@/lib/domain/submission";
import { hash, oneIn, pick } from "./hash";
import type { ReportingUnit } from "./reporting-units";
import type { Staff } from "./staff";

/** An instant in Vietnam as PostgreSQL reads it, "2026-11-02T08:30:00+07:00". */
type Instant = string;

export type DemoSubmission = {
  unit: ReportingUnit;
  periodId: PeriodId;
  status: SubmissionStatus;
  version: number;
  approvedVersion: number | null;
  firstSubmittedAt: Instant | null;
  submittedAt: Instant | null;
  /** Who enters and submits for the unit. */
  director: string;
  decidedAt: Instant | null;
  decidedBy: string | null;
  reason: string | null;
  dueOn: Day | null;
  /** How many cells of the form are filled in the draft. */
  draftCells: number;
};

export type WorkflowContext = { last: PeriodId; today: Day; now: Date; staff: Staff };

/**
 * An island cut off for half a year: its stock is carried three months and missing after that. It reports again since,
 * or every comparison of the nation would be blank for want of it.
 */
const CUT_OFF = "536-2025";
const CUT_OFF_FROM = -9;
const CUT_OFF_TO = -4;
/** A month that was approved and is open again, in the month before the last. */
const REOPENED = "594-2025";
/** The last month where somebody is to try something: a form to fill in, a form to approve. */
const PINNED: Record<string, SubmissionStatus> = {
  "593-2025": "draft",
  "68-VP-2025": "draft",
  BQP: "draft",
  BCA: "submitted",
  "599-2025": "submitted",
  "600-2025": "returned",
};
/** Provinces that are never all done: their managers are demo accounts. */
const NEVER_EARLY = new Set(["68-2025", "46-2025", "VN"]);

const RETURN_REASONS = [
  "Số thu lũy kế chưa khớp sổ kế toán, kiểm tra lại",
  "Nhóm hộ gia đình tăng nhiều so với tháng trước, giải trình",
  "Thiếu số học sinh, sinh viên của năm học mới",
  "Số đơn vị giao dịch điện tử chưa trừ đơn vị đã giải thể",
];
const REOPEN_REASON = "Nhập nhầm số thu của tháng trước, cần sửa lại";

/** On a day at a minute of working hours (8:00 to 16:59), but never after `now`. */
function at(day: Day, minutes: bigint, now: Date): Instant {
  const clock = 480 + Number(minutes);
  const [hour, minute] = [Math.floor(clock / 60), clock % 60].map((part) => String(part).padStart(2, "0"));
  const instant = `${day}T${hour}:${minute}:00+07:00`;
  return Date.parse(instant) <= now.getTime() ? instant : now.toISOString();
}

const untouched = (unit: ReportingUnit, periodId: PeriodId, { staff }: WorkflowContext): DemoSubmission => ({
  unit,
  periodId,
  status: "draft",
  version: 0,
  approvedVersion: null,
  firstSubmittedAt: null,
  submittedAt: null,
  director: staff.directorOf.get(unit.id) ?? staff.central,
  decidedAt: null,
  decidedBy: null,
  reason: null,
  dueOn: null,
  draftCells: 0,
});

/** Approved at the first or second try, on time but for one in 150. */
function approved(unit: ReportingUnit, periodId: PeriodId, context: WorkflowContext): DemoSubmission {
  const { now } = context;
  const end = asOfDay(periodId);
  const isLate = oneIn(150, unit.id, periodId, "late");
  const isSecond = oneIn(97, unit.id, periodId, "second");
  const first = addDays(
    end,
    isLate
      ? Number(pick(4, 8, unit.id, periodId, "day"))
      : isSecond
        ? 1
        : Number(pick(1, 2, unit.id, periodId, "day")),
  );
  const submitted = isSecond ? addDays(first, 1) : first;
  return {
    ...untouched(unit, periodId, context),
    status: "approved",
    version: isSecond ? 2 : 1,
    approvedVersion: isSecond ? 2 : 1,
    firstSubmittedAt: at(first, pick(0, 500, unit.id, periodId, "first"), now),
    submittedAt: at(submitted, pick(0, 500, unit.id, periodId, "first"), now),
    decidedAt: at(addDays(submitted, 1), pick(0, 500, unit.id, periodId, "decided"), now),
    decidedBy: decider(unit, context),
  };
}

function decider(unit: ReportingUnit, { staff }: WorkflowContext): string {
  return staff.managerOf.get(unit.provinceId) ?? staff.central;
}

function waiting(done: DemoSubmission): DemoSubmission {
  const { firstSubmittedAt } = done;
  return {
    ...done,
    status: "submitted",
    version: 1,
    approvedVersion: null,
    submittedAt: firstSubmittedAt,
    decidedAt: null,
    decidedBy: null,
  };
}

function returned(done: DemoSubmission): DemoSubmission {
  const reason = RETURN_REASONS[hash(done.unit.id, "reason") % RETURN_REASONS.length] ?? "";
  return {
    ...done,
    status: "returned",
    version: 1,
    approvedVersion: null,
    submittedAt: done.firstSubmittedAt,
    reason,
  };
}

/** Never entered: a few months of the last year and a half, which later months carry; never a December. */
function isGap(unit: ReportingUnit, periodId: PeriodId, last: PeriodId): boolean {
  if (periodId.endsWith("-12")) return false;
  if (unit.id === CUT_OFF)
    return periodId >= addMonths(last, CUT_OFF_FROM) && periodId <= addMonths(last, CUT_OFF_TO);
  return (
    !(unit.id in PINNED) &&
    periodId >= addMonths(last, -18) &&
    periodId < addMonths(last, -1) &&
    oneIn(500, unit.id, periodId, "gap")
  );
}

function statusInLastMonth(unit: ReportingUnit, periodId: PeriodId): SubmissionStatus {
  const pinned = PINNED[unit.id];
  if (pinned) return pinned;
  if (!NEVER_EARLY.has(unit.provinceId) && oneIn(8, unit.provinceId, periodId, "early")) return "approved";
  const luck = hash(unit.id, periodId, "luck") % 100;
  if (luck < 58) return "approved";
  if (luck < 74) return "submitted";
  return luck < 83 ? "returned" : "draft";
}

/** The state of one unit's month. */
export function submissionOf(
  unit: ReportingUnit,
  periodId: PeriodId,
  context: WorkflowContext,
): DemoSubmission {
  const { last, today, now } = context;
  if (isGap(unit, periodId, last)) return untouched(unit, periodId, context);
  const done = approved(unit, periodId, context);
  if (periodId === last) {
    const status = statusInLastMonth(unit, periodId);
    if (status === "submitted") return waiting(done);
    if (status === "returned") return returned(done);
    if (status === "approved") return done;
    const isStarted = unit.id in PINNED ? unit.id !== "68-VP-2025" : oneIn(2, unit.id, periodId, "started");
    return {
      ...untouched(unit, periodId, context),
      draftCells: isStarted ? Number(pick(5, 14, unit.id, periodId, "cells")) : 0,
    };
  }
  if (periodId === addMonths(last, -1)) {
    if (unit.id === REOPENED)
      return {
        ...done,
        status: "reopened",
        reason: REOPEN_REASON,
        dueOn: addDays(today, 3),
        decidedAt: at(addDays(today, -2), 60n, now),
      };
    if (oneIn(150, unit.id, periodId, "open"))
      return oneIn(2, unit.id, "how") ? waiting(done) : returned(done);
  }
  return done;
}

/** When the version that counts was approved; before a month was reopened, twenty hours after it was submitted. */
export function approvedAt({ status, submittedAt, decidedAt }: DemoSubmission): Instant | null {
  if (status === "approved") return decidedAt;
  if (status !== "reopened" || !submittedAt) return null;
  return new Date(Date.parse(submittedAt) + 20 * 3_600_000).toISOString();
}

/** When a province signed the month: half an hour after the last approval; null while something is not approved. */
export function signedAt(submissions: readonly DemoSubmission[], now: Date): Instant | null {
  const decided = submissions.map(({ status, decidedAt }) => (status === "approved" ? decidedAt : null));
  if (decided.includes(null)) return null;
  const latest = Math.max(...decided.map((instant) => Date.parse(instant ?? "")));
  return new Date(Math.min(latest + 1_800_000, now.getTime())).toISOString();
}

/** Locked two weeks after the month, unless it is the last or the one before. */
export function lockedAt(periodId: PeriodId, { last, now }: WorkflowContext): Instant | null {
  return periodId < addMonths(last, -1) ? at(addDays(asOfDay(periodId), 15), 60n, now) : null;
}

/** Money entered before the books were closed; never in a December. */
export function isEstimate(unitId: string, periodId: PeriodId, indicator: IndicatorId): boolean {
  const isMoney = indicator === "THU" || indicator === "PHAI_THU";
  return isMoney && !periodId.endsWith("-12") && oneIn(60, unitId, periodId, "estimate");
}

/** What the first version said where it was sent back: a little less was paid. */
export function firstTry(indicator: IndicatorId, value: bigint): bigint {
  return indicator === "THU" ? value - value / 40n : value;
}
