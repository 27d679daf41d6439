/**
 * When people are reminded of a due day and when the digest goes out. Days are calendar days: a due day may be a Sunday, so
 * weekends and holidays move nothing. Pure: the clock is an argument.
 */
import { addDays, dayInVietnam, formatDay, lastInstantOf, type Day } from "./day";
import type { Notice } from "./notification";
import { toldPeriod } from "./period-news";
import type { PeriodId } from "./period";

export type ReminderRule = {
  /** Days after the due day, below 0 before it: -3, -1, 0, 1, 3. */
  days: readonly number[];
  /** Of the day in Vietnam, 0 to 23. */
  hour: number;
};

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Whoever missed a reminder by more than this while nothing ran is not woken by it: the next one comes, or none. */
const CATCH_UP = 48 * HOUR;

/** The instant at which it is this time of this day in Vietnam. */
export function instantInVietnam(day: Day, hour: number, minute = 0): Date {
  const startOfNext = Date.parse(lastInstantOf(day)) + 1;
  return new Date(startOfNext - 24 * HOUR + hour * HOUR + minute * MINUTE);
}

/**
 * The reminder whose time it is: of those that are past the newest, so that after a standstill one comes and not all.
 * Null when there is none, or it is long over.
 */
export function currentStep(dueOn: Day, now: Date, { days, hour }: ReminderRule): number | null {
  const past = days.filter((step) => instantInVietnam(addDays(dueOn, step), hour) <= now);
  if (past.length === 0) return null;
  const step = Math.max(...past);
  const age = now.getTime() - instantInVietnam(addDays(dueOn, step), hour).getTime();
  return age < CATCH_UP ? step : null;
}

/** Due days for which there may be a step now. */
export function dueDaysInReach(now: Date, { days }: ReminderRule): { from: Day; to: Day } {
  const today = dayInVietnam(now);
  const reach = CATCH_UP / (24 * HOUR);
  const [earliest, latest] = [Math.min(0, ...days), Math.max(0, ...days)];
  return { from: addDays(today, -latest - reach), to: addDays(today, -earliest) };
}

function whenDue(dueOn: Day, step: number): string {
  if (step < 0) return `còn ${-step} ngày đến hạn, hết ngày ${formatDay(dueOn)}`;
  if (step === 0) return `hạn nộp là hết hôm nay, ${formatDay(dueOn)}`;
  return `quá hạn ${step} ngày, hạn là hết ngày ${formatDay(dueOn)}`;
}

/** `{n}` stands for how many of a manager's units wait. */
export function reminderNotices({
  periodId,
  dueOn,
  step,
}: {
  periodId: PeriodId;
  dueOn: Day;
  step: number;
}): Record<"director" | "manager", Omit<Notice, "to">> {
  const period = toldPeriod(periodId);
  const words = { isUrgent: true, detail: null };
  return {
    director: {
      ...words,
      subject: step > 0 ? `Quá hạn nộp ${period}` : `Nhắc nộp ${period}`,
      sentence: `Biểu ${period} chưa gửi duyệt: ${whenDue(dueOn, step)}.`,
      href: `/entry/{unit}/${periodId}`,
    },
    manager: {
      ...words,
      subject: `Nhắc duyệt ${period}`,
      sentence: `{n} biểu ${period} đang chờ duyệt: ${whenDue(dueOn, step)}.`,
      href: `/submissions?period=${periodId}`,
    },
  };
}

/** "07:30" */
export type TimeOfDay = { hour: number; minute: number };

/** The last time before now at which a digest was due, and its day. */
export function lastDigest(now: Date, { hour, minute }: TimeOfDay): { day: Day; at: Date } {
  const today = dayInVietnam(now);
  const at = instantInVietnam(today, hour, minute);
  if (at <= now) return { day: today, at };
  const day = addDays(today, -1);
  return { day, at: instantInVietnam(day, hour, minute) };
}
