/** Pace: how many working days are left, what each of them must bring, and what each of the last ones brought. */
import { addDays, weekdayOf, type Day } from "./day";
import { addMonths, asOfDay, type PeriodId } from "./period";
import { absolute, divideUp, ratio, times, type Rounded } from "./ratio";

const FRIDAY = 5;

const isWorkingDay = (day: Day, holidays: ReadonlySet<Day>): boolean =>
  weekdayOf(day) <= FRIDAY && !holidays.has(day);

/** Working days after `after`, through `until`: Monday to Friday less holidays. */
export function workingDays(after: Day, until: Day, holidays: ReadonlySet<Day>): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1))
    if (isWorkingDay(day, holidays)) count += 1;
  return count;
}

/** What each day left must bring, rounded up so that it suffices; 0 once the target is reached, null with no day left. */
export function neededPerDay(remaining: bigint, days: number): bigint | null {
  if (remaining <= 0n) return 0n;
  return days > 0 ? divideUp(remaining, BigInt(days)) : null;
}

/** The month against which the recent pace is measured: three before. */
export function recentBase(period: PeriodId): PeriodId {
  return addMonths(period, -3);
}

/** What the time since the month three before brought, per working day; negative if it took. */
export function recentPace(
  period: PeriodId,
  brought: bigint | null,
  holidays: ReadonlySet<Day>,
): Rounded | null {
  const days = workingDays(asOfDay(recentBase(period)), asOfDay(period), holidays);
  return times(ratio(brought, BigInt(days)), paceDecimals(brought ?? 0n, days));
}

/** Below ten a day a whole number would hide most of it: 26 people in 63 days are 0,4 a day, not none. */
const paceDecimals = (brought: bigint, days: number) => (absolute(brought) < 10n * BigInt(days) ? 1 : 0);
