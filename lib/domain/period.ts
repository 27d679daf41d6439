/** What a submission is for: a month ("2023-11") or a flash period, a quick report as of a day ("2021-11-18"). */
import { z } from "zod";
import { addDays, daySchema, type Day } from "./day";
import { capital } from "./wording";

export type PeriodKind = "month" | "flash";
export type PeriodId = string & z.$brand<"PeriodId">;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Well within the days that exist here, because a period looks back a year and is due after its end. */
const isThisAge = (text: string) => text >= "1990" && text < "2100";

/** A month "2023-11" or a day "2021-11-18", from 1990 to 2099. */
export const periodIdSchema = z
  .string()
  .refine(
    (text) => (MONTH.test(text) || daySchema.safeParse(text).success) && isThisAge(text),
    "Kỳ phải là tháng (2023-11) hoặc ngày (2021-11-18), từ năm 1990 đến 2099",
  )
  .brand<"PeriodId">();

export function isPeriodId(text: string): text is PeriodId {
  return periodIdSchema.safeParse(text).success;
}

export function periodKind(id: PeriodId): PeriodKind {
  return id.length === 7 ? "month" : "flash";
}

/** The last day that the figures speak of. */
export function asOfDay(id: PeriodId): Day {
  if (periodKind(id) === "flash") return id;
  return addDays(monthStart(addMonths(id, 1)), -1);
}

/** The month in which the period lies. */
export function monthOf(id: PeriodId): PeriodId {
  return id.slice(0, 7) as PeriodId;
}

export function yearOf(id: PeriodId): number {
  return Number(id.slice(0, 4));
}

/** `months` later (or earlier, if negative), as a month. */
export function addMonths(id: PeriodId, months: number): PeriodId {
  const index = yearOf(id) * 12 + Number(id.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(index / 12)).padStart(4, "0");
  return `${year}-${String((index % 12) + 1).padStart(2, "0")}` as PeriodId;
}

/** The first day of a month. */
export function monthStart(id: PeriodId): Day {
  return `${monthOf(id)}-01`;
}

/** How far ahead flash periods are opened: those of a quarter at once. */
const FLASH_DAYS_AHEAD = 100;

/** The first day on which a period may be opened: a month from the first day of the month before it. */
export function opensOn(id: PeriodId): Day {
  return periodKind(id) === "flash" ? addDays(id, -FLASH_DAYS_AHEAD) : monthStart(addMonths(id, -1));
}

export function mayOpenOn(id: PeriodId, today: Day): boolean {
  return opensOn(id) <= today;
}

/** The months, oldest first, whose approved stock a period may carry: at most three back. */
export function carryWindow(id: PeriodId): PeriodId[] {
  return [-3, -2, -1].map((months) => addMonths(id, months));
}

/** "tháng 11/2023", or "ngày 18/11/2021" for a flash period. */
export function periodName(id: PeriodId): string {
  const [year, month, day] = id.split("-");
  return day === undefined ? `tháng ${month}/${year}` : `ngày ${day}/${month}/${year}`;
}

/** "11/2023", or "18/11/2021" for a flash period: for heads of columns. */
export function shortPeriodName(id: PeriodId): string {
  return id.split("-").reverse().join("/");
}

/** "Tháng 11/2023": at the head of a line. */
export const periodTitle = (id: PeriodId): string => capital(periodName(id));
