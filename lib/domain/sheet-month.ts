/** Which month a cell, the name of a sheet or a title names: "11/2023", "Tháng 11 năm 2023", "T11-2023", 30/11/2023. */
import { isPeriodId, type PeriodId } from "./period";
import { fold } from "./search";

const month = (year: string | undefined, number: string | undefined): PeriodId | null => {
  const id = `${year}-${(number ?? "").padStart(2, "0")}`;
  return isPeriodId(id) ? id : null;
};

/** Null for what names no month, or more than one way. */
export function readMonth(text: string): PeriodId | null {
  const words = text.trim();
  const [, isoYear, isoMonth] = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(words) ?? [];
  if (isoYear) return month(isoYear, isoMonth);
  const [, , dayMonth, dayYear] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(words) ?? [];
  if (dayYear) return month(dayYear, dayMonth);
  const [, number, year] =
    /^(?:thang|t)?\s*(\d{1,2})\s*(?:nam\s*)?[/.\s-]*(\d{4})$/.exec(folded(words)) ?? [];
  return year ? month(year, number) : null;
}

const folded = (text: string) => fold(text.replace(/[/.-]/g, " "));

/** The one month that stands somewhere in a text. */
export function findMonth(text: string): PeriodId | null {
  const found = [...folded(text).matchAll(/(?:^| )(?:thang|t) ?(\d{1,2}) (?:nam )?(\d{4})(?= |$)/g)].flatMap(
    ([, number, year]) => month(year, number) ?? [],
  );
  const [only, ...others] = new Set(found);
  return only !== undefined && others.length === 0 ? only : readMonth(text);
}

/** "2023", and "11" or "Tháng 11", in columns of their own. */
export function readYearAndMonth(year: string, number: string): PeriodId | null {
  const [, digits] = /^(?:nam )?(\d{4})$/.exec(fold(year)) ?? [];
  const [, two] = /^(?:thang|t)? ?(\d{1,2})$/.exec(fold(number)) ?? [];
  return digits && two ? month(digits, two) : null;
}
