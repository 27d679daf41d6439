/** Reads the month's form back from a spreadsheet: of one unit, indicators down; of a province, units down. */
import type { FigureForm } from "./figure-form";
import { FigureProposals, type FigureReading, type Place } from "./figure-proposals";
import { findStamp, stampProblem } from "./figure-stamp";
import { figureName, HEAD, readNotes } from "./figure-template";
import { INDICATOR_IDS, isIndicatorId, type IndicatorId } from "./indicator";
import type { PeriodId } from "./period";
import { isDerivedId } from "./rollup";
import { fold } from "./search";
import { quoted, readCount, readDigits, type Sheet, type SheetCell, type SheetRow } from "./sheet";
import type { SheetIssues } from "./sheet-issues";
import { tellMerges } from "./sheet-merges";
import { namedIn } from "./sheet-named";
import { ReceiverIndex } from "./sheet-receivers";
import { isTotal } from "./sheet-total";

/** Of what a sheet was made: in a CSV file only digits are numbers, and only a paste may come without its stamp. */
export const SHEET_ORIGINS = ["workbook", "csv", "paste", "json"] as const;
export type SheetOrigin = (typeof SHEET_ORIGINS)[number];

export type FigureContext = {
  unitId: string;
  unitName: string;
  periodId: PeriodId;
  /** One: a unit's own form. */
  forms: readonly FigureForm[];
  isUnit: boolean;
};

export type FigureAnswer = { ok: true; reading: FigureReading } | { ok: false; message: string };

const HEAD_REACH = 30;
const NO_STAMP =
  "Tệp không có mã biểu nên không rõ là của kỳ nào. Tải mẫu ở trang này rồi điền; biểu cũ theo mẫu khác thì nhập ở trang Biểu cũ.";
const NO_HEAD = "Không thấy dòng tiêu đề của mẫu. Chép cả dòng tiêu đề của mẫu rồi dán lại.";

export function readFigureSheet(sheet: Sheet, origin: SheetOrigin, context: FigureContext): FigureAnswer {
  const stamp = findStamp(sheet);
  if (stamp === null && origin !== "paste") return { ok: false, message: NO_STAMP };
  const problem = stamp && stampProblem(stamp, context);
  if (problem) return { ok: false, message: problem };
  const number = origin === "csv" ? readDigits : readCount;
  return context.isUnit ? readUnit(sheet, number, context) : readProvince(sheet, number, context);
}

type ReadNumber = typeof readCount;

const is = (cell: SheetCell | null | undefined, words: string) =>
  cell?.kind === "text" && fold(cell.shown) === fold(words);
const columnOf = ({ cells }: SheetRow, words: string) => {
  const at = cells.findIndex((cell) => is(cell, words));
  return at < 0 ? null : at;
};

const NAMES = new Map(INDICATOR_IDS.flatMap((id) => [[fold(figureName(id)), id] as const]));

function readUnit(sheet: Sheet, number: ReadNumber, { forms: [form] }: FigureContext): FigureAnswer {
  const head = sheet.rows.find((row) => row.row <= HEAD_REACH && columnOf(row, HEAD.value) !== null);
  const value = head && columnOf(head, HEAD.value);
  if (!form || !head || value === null || value === undefined) return { ok: false, message: NO_HEAD };
  const columns = {
    code: columnOf(head, HEAD.code),
    name: columnOf(head, "Chỉ tiêu"),
    value,
    estimate: columnOf(head, HEAD.estimate),
    note: columnOf(head, HEAD.note),
  };
  const proposals = new FigureProposals();
  const issues = proposals.issuesOf(sheet.name);
  const filled: number[] = [];
  for (const row of sheet.rows) {
    if (row.row <= head.row) continue;
    const cell = row.cells[columns.value] ?? null;
    const id = indicatorOf(row, columns);
    const column = columns.code ?? columns.name ?? 0;
    const note = noteIn(row, columns.note, issues);
    if (cell || note) filled.push(row.row);
    if (id === null) {
      if (cell) issues.add("error", row.row, column, "dòng có số nhưng không ghi chỉ tiêu nào của mẫu");
      continue;
    }
    if (isDerivedId(id)) {
      if (cell)
        issues.add("error", row.row, columns.value, `${figureName(id)} do hệ thống tự tính: để trống`);
      continue;
    }
    proposals.propose({
      form,
      indicator: id,
      number: number(cell),
      isEstimate: columns.estimate === null ? undefined : markedIn(row, columns.estimate, issues),
      note,
      place: { sheet: sheet.name, row: row.row, column: columns.value },
    });
  }
  const used = Object.values(columns).filter((one) => one !== null);
  tellMerges(sheet, filled, used, issues);
  return { ok: true, reading: proposals.finish() };
}

function indicatorOf(
  { cells }: SheetRow,
  { code, name }: { code: number | null; name: number | null },
): IndicatorId | null {
  const written = code === null ? null : cells[code];
  if (written && !written.isFormula && isIndicatorId(written.shown)) return written.shown;
  const called = name === null ? null : cells[name];
  if (written || !called || called.isFormula) return null;
  return NAMES.get(fold(called.shown)) ?? null;
}

const MARKS = new Set(["x", "uoc", "co"]);

function markedIn({ row, cells }: SheetRow, column: number, issues: SheetIssues): boolean {
  const cell = cells[column] ?? null;
  if (cell === null) return false;
  if (!cell.isFormula && MARKS.has(fold(cell.shown))) return true;
  issues.add("error", row, column, `${quoted(cell)}: số ước thì ghi x, không thì để trống`);
  return false;
}

/** Words as they stand; undefined for a blank, which takes nothing away. */
function noteIn({ row, cells }: SheetRow, column: number | null, issues: SheetIssues): string | undefined {
  const cell = column === null ? null : (cells[column] ?? null);
  if (cell === null || column === null) return undefined;
  if (!cell.isFormula) return cell.shown;
  issues.add("error", row, column, "ghi chú là công thức; sao chép rồi dán giá trị thay cho công thức");
  return undefined;
}

type ProvinceColumns = {
  code: number | null;
  name: number | null;
  estimates: number | null;
  note: number | null;
  numbers: readonly { id: IndicatorId; column: number }[];
};

function provinceColumns(head: SheetRow): ProvinceColumns {
  return {
    code: columnOf(head, HEAD.code),
    name: columnOf(head, HEAD.unit),
    estimates: columnOf(head, HEAD.estimates),
    note: columnOf(head, HEAD.note),
    numbers: head.cells.flatMap((cell, column) =>
      cell && isIndicatorId(cell.shown) && !isDerivedId(cell.shown) ? [{ id: cell.shown, column }] : [],
    ),
  };
}

function readProvince(sheet: Sheet, number: ReadNumber, context: FigureContext): FigureAnswer {
  const head = sheet.rows.find(
    (row) => row.row <= HEAD_REACH && row.cells.some((cell) => cell && isIndicatorId(cell.shown)),
  );
  const columns = head && provinceColumns(head);
  if (!columns || (columns.code === null && columns.name === null)) return { ok: false, message: NO_HEAD };
  const proposals = new FigureProposals();
  const issues = proposals.issuesOf(sheet.name);
  const byUnit = new Map(context.forms.map((form) => [form.unit.id, form]));
  const index = new ReceiverIndex(
    { receivers: context.forms.map(({ unit }) => unit), outsiders: [] },
    "nộp biểu ở đây",
  );
  const filled: number[] = [];
  const seen = new Map<string, number>();
  const labels = Math.min(...columns.numbers.map(({ column }) => column));
  for (const row of sheet.rows) {
    if (row.row <= head.row || row.cells.slice(0, labels).some(isTotal)) continue;
    const hasNumbers = columns.numbers.some(({ column }) => row.cells[column]);
    const named = namedIn(row, columns, index, issues);
    if (hasNumbers) filled.push(row.row);
    if (named === null || !named.answer.ok) {
      const message = named?.answer.ok === false ? named.answer.message : "dòng có số nhưng không ghi đơn vị";
      if (hasNumbers) issues.add("error", row.row, named?.column ?? columns.code ?? 0, message);
      continue;
    }
    const { receiver, warning } = named.answer;
    if (warning !== null) issues.add("warning", row.row, named.column, warning);
    const form = byUnit.get(receiver.id);
    const first = seen.get(receiver.id);
    if (first !== undefined) {
      const message = `${receiver.name} đã có ở dòng ${first}; mỗi đơn vị chỉ một dòng`;
      issues.add("error", row.row, named.column, message);
    } else if (form) proposeRow(form, row, columns, number, proposals, sheet.name);
    seen.set(receiver.id, first ?? row.row);
  }
  const { code, name, estimates, note, numbers } = columns;
  const used = [code, name, estimates, note, ...numbers.map(({ column }) => column)];
  tellMerges(
    sheet,
    filled,
    used.filter((one) => one !== null),
    issues,
  );
  if (seen.size === 0) return { ok: false, message: "Bảng không có dòng nào của đơn vị trong biểu này." };
  return { ok: true, reading: proposals.finish() };
}

function proposeRow(
  form: FigureForm,
  row: SheetRow,
  columns: ProvinceColumns,
  number: ReadNumber,
  proposals: FigureProposals,
  sheet: string,
): void {
  const issues = proposals.issuesOf(sheet);
  const estimates = estimatesIn(row, columns, issues);
  const notes = notesIn(row, columns, issues);
  for (const { id, column } of columns.numbers) {
    const place: Place = { sheet, row: row.row, column };
    proposals.propose({
      form,
      indicator: id,
      number: number(row.cells[column] ?? null),
      isEstimate: estimates?.has(id),
      note: notes?.get(id),
      place,
    });
  }
}

/** Undefined where the sheet has no such column: what is there stays. */
function estimatesIn(
  { row, cells }: SheetRow,
  { estimates, numbers }: ProvinceColumns,
  issues: SheetIssues,
): ReadonlySet<IndicatorId> | undefined {
  if (estimates === null) return undefined;
  const cell = cells[estimates] ?? null;
  if (cell === null) return new Set();
  if (fold(cell.shown) === "tat ca") return new Set(numbers.map(({ id }) => id));
  const words = cell.shown.split(/[,;\s]+/).filter((word) => word !== "");
  const ids = words.filter(isIndicatorId);
  const [wrong] = words.filter((word) => !isIndicatorId(word));
  if (wrong !== undefined || cell.isFormula)
    issues.add(
      "error",
      row,
      estimates,
      `${quoted({ shown: wrong ?? cell.shown })}: ghi mã chỉ tiêu ở đầu cột (ví dụ BHYT, THU) hoặc “tất cả”`,
    );
  return new Set(ids);
}

function notesIn(
  row: SheetRow,
  { note }: ProvinceColumns,
  issues: SheetIssues,
): Map<IndicatorId, string> | undefined {
  const words = noteIn(row, note, issues);
  if (words === undefined || note === null) return undefined;
  const notes = readNotes(words);
  if (notes === null)
    issues.add("error", row.row, note, "ghi mã chỉ tiêu trước lời ghi, ví dụ BHYT: đã rà soát thẻ trùng");
  return notes ?? undefined;
}
