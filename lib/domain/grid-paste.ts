/**
 * A block from a spreadsheet on its way into the grid: what each cell would change, and why a cell is not taken. Nothing is
 * changed here; a person looks at the plan first.
 */
import type { Block, Spot } from "./grid-block";
import { maxFigure } from "./checks";
import { indicator, type IndicatorId } from "./indicator";
import { formatCount, parseNumber } from "./number";

/** Characters: far more than any province has cells, and less than a browser would choke on. */
export const MAX_PASTED_TEXT = 4_000_000;

/** One number into a marked block fills it; any other table goes in as it is. */
export function filling(table: string[][], { top, bottom, left, right }: Block): string[][] {
  const [first, ...more] = table;
  const [one, ...others] = first ?? [];
  if (one === undefined || more.length > 0 || others.length > 0) return table;
  return Array.from({ length: bottom - top + 1 }, () => Array<string>(right - left + 1).fill(one));
}

const NEGATIVE = /^(?:[-\u2212\u2013]\s*[0-9][0-9.,]*|\([0-9][0-9.,]*\))$/;
const PERCENT = /^[-+\u2212]?[0-9.,]+\s*%$/;
const DATE = /^(?:[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:\s.*)?$/;
const SCIENTIFIC = /^[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+$/i;
const COMMAS = /^[0-9]{1,3}(?:,[0-9]{3})+$/;
const FRACTION = /^[0-9][0-9.]*,[0-9]+$|^[0-9][0-9,]*\.[0-9]+$/;
const FAULT = /^#/;

/** Why a text is no number of this indicator, in a few words; null if it is one, or empty. */
export function pastedError(id: IndicatorId, text: string): string | null {
  const parsed = parseNumber(text);
  if (parsed.kind === "empty") return null;
  if (parsed.kind === "value") {
    const most = maxFigure(id);
    return parsed.value > most ? `số quá lớn, tối đa ${formatCount(most)}` : null;
  }
  if (parsed.reason === "range") return "số quá lớn";
  const typed = text.trim();
  if (FAULT.test(typed)) return "lỗi của bảng tính";
  if (NEGATIVE.test(typed)) return "số âm";
  if (PERCENT.test(typed)) return "tỷ lệ phần trăm";
  if (DATE.test(typed)) return "ngày tháng";
  if (SCIENTIFIC.test(typed)) return "số bảng tính đã viết gọn, mất chữ số";
  if (COMMAS.test(typed)) return "số ngăn bằng dấu phẩy: dùng dấu chấm hoặc viết liền";
  if (FRACTION.test(typed)) return `số lẻ: nhập số ${indicator(id).unit} nguyên`;
  return "chữ, không phải số";
}

export type PasteTarget = {
  rows: number;
  /** In the order of the screen; a derived one is computed and takes nothing. */
  columns: readonly { id: IndicatorId; isDerived: boolean }[];
  /** Why the cell may not be typed into; null if it may. */
  refusal: (row: number, id: IndicatorId) => string | null;
  /** What stands in the cell. */
  textOf: (row: number, id: IndicatorId) => string;
};

type PasteChange = { row: number; id: IndicatorId; from: string; to: string };
type PasteProblem = {
  row: number;
  id: IndicatorId;
  /** Of the pasted block, from 1. */
  line: number;
  column: number;
  text: string;
  reason: string;
};
export type PastePlan = {
  /** Of the block as it was copied. */
  rows: number;
  columns: number;
  changes: PasteChange[];
  problems: PasteProblem[];
  /** Cells that hold the same already. */
  same: number;
  /** Cells over a computed column. */
  computed: number;
  /** Changes that empty a cell that holds something. */
  emptied: number;
  /** What lies beyond the last row or column and goes nowhere. */
  beyond: { rows: number; columns: number };
};

const isSameNumber = (a: string, b: string) => {
  const [one, other] = [parseNumber(a), parseNumber(b)];
  if (one.kind === "value" && other.kind === "value") return one.value === other.value;
  return one.kind === "empty" && other.kind === "empty";
};

/** @param at the upper left cell of the target */
export function planPaste(table: readonly (readonly string[])[], at: Spot, target: PasteTarget): PastePlan {
  const width = Math.max(0, ...table.map((line) => line.length));
  const plan: PastePlan = {
    rows: table.length,
    columns: width,
    changes: [],
    problems: [],
    same: 0,
    computed: 0,
    emptied: 0,
    beyond: {
      rows: Math.max(0, at.row + table.length - target.rows),
      columns: Math.max(0, at.column + width - target.columns.length),
    },
  };
  const lines = table.slice(0, target.rows - at.row);
  for (const [line, texts] of lines.entries())
    for (const [index, text] of texts.entries()) {
      const column = target.columns[at.column + index];
      if (column) judge(plan, text, { row: at.row + line, line, index, column }, target);
    }
  return plan;
}

type Place = { row: number; line: number; index: number; column: PasteTarget["columns"][number] };

function judge(
  plan: PastePlan,
  text: string,
  { row, line, index, column }: Place,
  { refusal, textOf }: PasteTarget,
): void {
  const { id, isDerived } = column;
  if (isDerived) {
    plan.computed += 1;
    return;
  }
  const from = textOf(row, id);
  if (isSameNumber(text, from)) {
    plan.same += 1;
    return;
  }
  const reason = refusal(row, id) ?? pastedError(id, text);
  if (reason !== null) {
    plan.problems.push({ row, id, line: line + 1, column: index + 1, text: text.trim(), reason });
    return;
  }
  const parsed = parseNumber(text);
  const to = parsed.kind === "value" ? formatCount(parsed.value) : "";
  if (to === "") plan.emptied += 1;
  plan.changes.push({ row, id, from, to });
}
