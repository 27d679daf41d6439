/** A sheet as a workbook or the clipboard gives it: cells as they stand, nothing computed. */
import { parseDigits, parseNumber, type ParsedNumber } from "./number";
import { uncapital } from "./wording";

type SheetCellKind =
  /** Text, be it what a formula looks like: `=1+1` typed as text stays text. */
  | "text"
  /** A whole number that a BIGINT holds, negative ones included. */
  | "integer"
  /** A number with decimals, or one too large to be exact. */
  | "decimal"
  /** Shown with a percent sign; `number` is what is shown: 92.25, not 0.9225. */
  | "percent"
  | "date"
  | "boolean"
  /** #REF!, #N/A */
  | "error";

export type SheetCell = {
  kind: SheetCellKind;
  /** For people: the text, or the number as a person would write it. */
  shown: string;
  /** Exact digits with an optional sign and decimals after a point ("-5", "92.25"); null where it is no number. */
  number: string | null;
  /** Computed by a formula when the workbook was last saved: `shown` is what was cached. */
  isFormula: boolean;
};

/** Rows count from 1 as a spreadsheet shows them, columns from 0: B7 is row 7, column 1. */
export type SheetRow = { row: number; cells: readonly (SheetCell | null)[] };

/** Inclusive. */
export type SheetRange = { top: number; left: number; bottom: number; right: number };

export type Sheet = {
  /** Empty for the clipboard. */
  name: string;
  /** In order; rows without a filled cell are left out. */
  rows: readonly SheetRow[];
  merges: readonly SheetRange[];
};

export const MAX_SHEET_ROWS = 20_000;
export const MAX_SHEET_COLUMNS = 200;
/** Filled cells of one sheet. */
export const MAX_SHEET_CELLS = 200_000;
/** Characters of a paste. */
export const MAX_PASTE = 5_000_000;

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** "D12" */
export function cellAddress(row: number, column: number): string {
  return columnName(column) + row;
}

/** "A3:C3" */
export function rangeAddress({ top, left, bottom, right }: SheetRange): string {
  return `${cellAddress(top, left)}:${cellAddress(bottom, right)}`;
}

/** Text of a person, without what no keyboard writes; null where nothing is left. */
export function textCell(text: string): SheetCell | null {
  const shown = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return shown === "" ? null : { kind: "text", shown, number: null, isFormula: false };
}

const WHAT: Record<Exclude<SheetCellKind, "text" | "integer">, string> = {
  decimal: "là số lẻ hoặc quá lớn",
  percent: "là tỷ lệ phần trăm",
  date: "là ngày tháng",
  boolean: "là giá trị đúng/sai",
  error: "là lỗi của bảng tính",
};

/** A whole number from a cell that must hold one. What a formula computed is refused: its cached value may be stale. */
export function readCount(cell: SheetCell | null): ParsedNumber {
  if (cell === null) return { kind: "empty" };
  const wrong = (message: string): ParsedNumber => ({ kind: "error", reason: "format", message });
  if (cell.isFormula)
    return wrong(`ô chứa công thức (đang hiện ${quoted(cell)}); sao chép rồi dán giá trị thay cho công thức`);
  if (cell.kind === "text") return readText(cell);
  if (cell.kind !== "integer" || cell.number === null)
    return wrong(
      `${quoted(cell)} ${cell.kind === "integer" ? WHAT.decimal : WHAT[cell.kind]}, cần số nguyên`,
    );
  if (cell.number.startsWith("-")) return wrong(`số âm ${quoted(cell)}, cần số từ 0 trở lên`);
  const parsed = parseNumber(cell.number);
  return parsed.kind === "error" ? wrong(`${quoted(cell)}: ${uncapital(parsed.message)}`) : parsed;
}

/** The same from a CSV file, where nothing but digits is a number. */
export function readDigits(cell: SheetCell | null): ParsedNumber {
  if (cell === null) return { kind: "empty" };
  const parsed = parseDigits(cell.shown);
  if (parsed.kind !== "error") return parsed;
  return { ...parsed, message: `${quoted(cell)}: ${uncapital(parsed.message)}` };
}

/** An empty place of a table is often written as a dash. */
const DASH = /^[-–—]$/;

function readText(cell: SheetCell): ParsedNumber {
  if (DASH.test(cell.shown)) return { kind: "empty" };
  const parsed = parseNumber(cell.shown);
  if (parsed.kind !== "error") return parsed;
  const message = `${quoted(cell)} ${textProblem(cell.shown) ?? `không phải số: ${uncapital(parsed.message)}`}`;
  return { ...parsed, message };
}

function textProblem(text: string): string | null {
  if (/^[-\u2212]\s*\d[\d.,]*$/.test(text)) return "là số âm, cần số từ 0 trở lên";
  if (/^[\d.,]+\s*%$/.test(text)) return "là tỷ lệ phần trăm, cần số nguyên";
  if (/^\d{1,3}(,\d{3})+$/.test(text)) return "dùng dấu phẩy ngăn nghìn; viết 1052062 hoặc 1.052.062";
  return null;
}

const LONGEST = 60;

/** “…” */
export function quoted({ shown }: Pick<SheetCell, "shown">): string {
  return `“${shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown}”`;
}

export type Paste = { ok: true; sheet: Sheet } | { ok: false; message: string };

/**
 * What a spreadsheet puts on the clipboard: cells parted by tabs, rows by line ends; a cell with a tab, a line end or a
 * quotation mark in quotation marks. All cells are text: the clipboard carries what is shown.
 */
export function sheetOfPaste(text: string): Paste {
  if (text.length > MAX_PASTE) return { ok: false, message: "Nội dung dán quá lớn; hãy tải tệp lên" };
  const rows: SheetRow[] = [];
  let cells = 0;
  let line = 0;
  for (const fields of pastedRows(text)) {
    line += 1;
    if (line > MAX_SHEET_ROWS) return { ok: false, message: TOO_MANY_ROWS };
    if (fields.length > MAX_SHEET_COLUMNS) return { ok: false, message: TOO_MANY_COLUMNS };
    const row = fields.map(textCell);
    cells += row.filter((cell) => cell !== null).length;
    if (cells > MAX_SHEET_CELLS) return { ok: false, message: TOO_MANY_CELLS };
    if (row.some((cell) => cell !== null)) rows.push({ row: line, cells: row });
  }
  return { ok: true, sheet: { name: "", rows, merges: [] } };
}

export const TOO_MANY_ROWS = "Bảng có quá 20.000 dòng; chỉ giữ các dòng cần nhập";
export const TOO_MANY_COLUMNS = "Bảng có quá 200 cột; chỉ giữ các cột cần nhập";
export const TOO_MANY_CELLS = "Bảng có quá 200.000 ô có dữ liệu; chỉ giữ bảng cần nhập";

/** One field, quoted or plain, and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;

/** Rows of cells, as a spreadsheet puts them on the clipboard: tabs and line ends, a cell that holds one of them in quotes. */
export function* pastedRows(text: string): Generator<string[]> {
  let row: string[] = [];
  for (const [all, marked, plain = "", end] of text.matchAll(FIELD)) {
    row.push(marked === undefined ? plain : marked.replaceAll('""', '"'));
    if (end === "\t") continue;
    if (end === "" && all === "" && row.length === 1) return;
    yield row;
    if (end === "") return;
    row = [];
  }
}
