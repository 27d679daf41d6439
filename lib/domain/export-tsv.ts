/** A table as a spreadsheet takes it from the clipboard: what is shown, cells parted by tabs. */
import { inertText } from "./export-csv";

/** A number as it stands on the page: +2,3%, −39.252, 12/34. */
const NUMBER = /^[+\u2212-]?\d[\d.,/]*%?$/;

function cell(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  // A spreadsheet reads the minus of a keyboard only.
  return NUMBER.test(line) ? line.replace("\u2212", "-") : inertText(line);
}

export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}
