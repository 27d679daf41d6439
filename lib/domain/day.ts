/** A calendar day as "2023-11-30". Never a Date: a day has no time zone. The agency's clock is Asia/Ho_Chi_Minh. */
import { z } from "zod";

export type Day = string;

/** Years beyond which nothing here has a meaning: a mistyped year is refused, and arithmetic stays within what a day can be. */
const isThisAge = (day: string) => day >= "1900-01-01" && day <= "2199-12-31";

/** A real calendar day in ISO form, of any year: for those who have a narrower age of their own. */
export const anyDaySchema = z.iso.date("Ngày phải có dạng NĂM-THÁNG-NGÀY, ví dụ 2023-11-30");

/** A real calendar day in ISO form, from 1900 to 2199; 2023-02-30 is refused. */
export const daySchema = anyDaySchema.refine(isThisAge, "Năm phải từ 1900 đến 2199");

const MS = 86_400_000;

/** `days` later (or earlier, if negative). */
export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(day) + days * MS));
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / MS;
}

/** The quarter in which a day lies: "2026-Q4". */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The day of a DATE column, which Prisma reads as midnight of no zone. */
export function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** Vietnam has had no daylight saving since 1975: its offset is always +07:00. */
const VIETNAM_OFFSET = 7 * 3_600_000;

/** The day it is in Vietnam at this instant. */
export function dayInVietnam(instant: Date): Day {
  return dayOf(new Date(instant.getTime() + VIETNAM_OFFSET));
}

/** 30/11/2023 */
export function formatDay(day: Day): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** The month of a day or of a month in prose: 11, 3, but 01 and 02, so that no figure can be added in front. */
export function proseMonth(day: Day): string {
  const month = day.slice(5, 7);
  return Number(month) > 2 ? String(Number(month)) : month;
}

/** Monday is 1, Sunday is 7. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const isWeekday = (day: number): day is Weekday => WEEKDAYS.some((one) => one === day);

export function weekdayOf(day: Day): Weekday {
  // 5 January 1970 was a Monday.
  return ((((daysBetween("1970-01-05", day) % 7) + 7) % 7) + 1) as Weekday;
}

/** "thứ Năm" */
export const WEEKDAY_NAMES: Record<Weekday, string> = {
  1: "thứ Hai",
  2: "thứ Ba",
  3: "thứ Tư",
  4: "thứ Năm",
  5: "thứ Sáu",
  6: "thứ Bảy",
  7: "Chủ nhật",
};

/** 07:52, in Vietnam. */
export function timeInVietnam(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET).toISOString().slice(11, 16);
}

/** "07:52 ngày 04/12/2023", in Vietnam. */
export function formatInstant(instant: Date): string {
  return `${timeInVietnam(instant)} ngày ${formatDay(dayInVietnam(instant))}`;
}

/** The last instant of a day in Vietnam, as Date.toISOString() writes it. */
export function lastInstantOf(day: Day): string {
  return new Date(Date.parse(day) + MS - VIETNAM_OFFSET - 1).toISOString();
}
