/** A table as CSV (RFC 4180) that spreadsheets read as UTF-8 and never run. */
import { apiDecimal } from "./number";
import type { ExportCell, ExportTable } from "./export-table";

const BOM = "\uFEFF";

/** A spreadsheet takes text that begins so for a formula; an apostrophe keeps it text. */
export function inertText(text: string): string {
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}

const SPECIAL = /[",\r\n]/;

function field(cell: ExportCell, special = SPECIAL): string {
  if (cell === null) return "";
  if (typeof cell === "bigint") return String(cell);
  if (typeof cell === "object") return apiDecimal(cell) ?? "";
  const text = inertText(cell);
  return special.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table from the first line on, so that programs read it; below it, after an empty line, where it comes from. */
export function toCsv({ head, rows, provenance }: ExportTable): string {
  const lines = [head, ...rows, [], ...provenance].map((cells) => cells.map((cell) => field(cell)).join(","));
  return BOM + lines.map((line) => `${line}\r\n`).join("");
}

/** Rows parted as a spreadsheet in Vietnamese parts them, so that it opens the file by itself. */
export function toSpreadsheetCsv(rows: readonly (readonly ExportCell[])[]): string {
  return BOM + rows.map((cells) => `${cells.map((cell) => field(cell, /[",;\r\n]/)).join(";")}\r\n`).join("");
}

/** Rows parted by commas and nothing besides, for programs: without a BOM, without words of where it comes from. */
export function toPlainCsv(rows: readonly (readonly ExportCell[])[]): string {
  return rows.map((cells) => `${cells.map((cell) => field(cell)).join(",")}\r\n`).join("");
}
