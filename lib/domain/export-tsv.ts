/** A table as a spreadsheet takes it from the clipboard: what is shown, cells parted by tabs. */
import { inertText } from "./export-csv";

/** A number as it stands on the page: +2,3%, −39.252. */
const NUMBER = /^[+\u2212-]?\d[\d.,]*%?$/;
/** A spreadsheet takes both for days: 10/2026, and 12/29 of 29 units. */
const MONTH = /^(0?[1-9]|1[0-2])\/(19|20)\d\d$/;
const COUNT_OF = /^([\d.]+)\/([\d.]+)$/;

function cell(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  // A spreadsheet reads the minus of a keyboard only.
  if (NUMBER.test(line)) return line.replace("\u2212", "-");
  if (MONTH.test(line)) return `tháng ${line}`;
  return inertText(line.replace(COUNT_OF, "$1 trên $2"));
}

/** Columns of nothing but drawings have no text in any row. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const whole = rows.filter((row) => row.length === width);
  const isEmpty = (column: number) => whole.every((row) => row[column]?.trim() === "");
  const shown = rows.map((row) => (row.length === width ? row.filter((_, column) => !isEmpty(column)) : row));
  return shown.map((row) => row.map(cell).join("\t")).join("\r\n");
}
