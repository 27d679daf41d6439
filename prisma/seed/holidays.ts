/** Working days (Monday to Friday) on which Vietnam's offices are closed, 2021 to 2027; the table can be edited later. */
import type { Day } from "@/lib/domain/day";

export type Holiday = { day: Day; name: string };

const TET = "Tết Nguyên đán";
const KINGS = "Giỗ Tổ Hùng Vương";
const VICTORY = "Ngày Chiến thắng 30/4";
const LABOUR = "Quốc tế Lao động 1/5";
const NATIONAL = "Quốc khánh 2/9";
const NEW_YEAR = "Tết Dương lịch";
const instead = (name: string) => `${name} (nghỉ bù)`;
const swapped = (name: string) => `${name} (hoán đổi)`;
/** The order of the prime minister for the year is not known yet: the statutory days. */
const expected = (name: string) => `${name} (dự kiến)`;

/** Days written as "MM-DD", several of them separated by spaces. */
const YEARS: Record<number, readonly (readonly [string, string])[]> = {
  2021: [
    ["01-01", NEW_YEAR],
    ["02-10 02-11 02-12 02-15 02-16", TET],
    ["04-21", KINGS],
    ["04-30", VICTORY],
    ["05-03", instead(LABOUR)],
    ["09-02 09-03", NATIONAL],
  ],
  2022: [
    ["01-03", instead(NEW_YEAR)],
    ["01-31 02-01 02-02 02-03 02-04", TET],
    ["04-11", instead(KINGS)],
    ["05-02", instead(VICTORY)],
    ["05-03", instead(LABOUR)],
    ["09-01 09-02", NATIONAL],
  ],
  2023: [
    ["01-02", instead(NEW_YEAR)],
    ["01-20 01-23 01-24 01-25 01-26", TET],
    ["05-01", LABOUR],
    ["05-02", instead(KINGS)],
    ["05-03", instead(VICTORY)],
    ["09-01", NATIONAL],
    ["09-04", instead(NATIONAL)],
  ],
  2024: [
    ["01-01", NEW_YEAR],
    ["02-08 02-09 02-12 02-13 02-14", TET],
    ["04-18", KINGS],
    ["04-29", swapped(VICTORY)],
    ["04-30", VICTORY],
    ["05-01", LABOUR],
    ["09-02 09-03", NATIONAL],
  ],
  2025: [
    ["01-01", NEW_YEAR],
    ["01-27 01-28 01-29 01-30 01-31", TET],
    ["04-07", KINGS],
    ["04-30", VICTORY],
    ["05-01", LABOUR],
    ["05-02", swapped(LABOUR)],
    ["09-01 09-02", NATIONAL],
  ],
  2026: [
    ["01-01", NEW_YEAR],
    ["01-02", swapped(NEW_YEAR)],
    ["02-16 02-17 02-18 02-19 02-20", TET],
    ["04-27", instead(KINGS)],
    ["04-30", VICTORY],
    ["05-01", LABOUR],
    ["08-31", swapped(NATIONAL)],
    ["09-01 09-02", NATIONAL],
  ],
  2027: [
    ["01-01", NEW_YEAR],
    ["02-05 02-08 02-09 02-10 02-11", expected(TET)],
    ["04-16", KINGS],
    ["04-30", VICTORY],
    ["05-03", instead(LABOUR)],
    ["09-02 09-03", expected(NATIONAL)],
  ],
};

export const HOLIDAYS: readonly Holiday[] = Object.entries(YEARS).flatMap(([year, entries]) =>
  entries.flatMap(([days, name]) => days.split(" ").map((day) => ({ day: `${year}-${day}`, name }))),
);
