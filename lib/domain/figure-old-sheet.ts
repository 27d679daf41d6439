/** Reads old sheets of figures by a mapping of their columns: many units, many months, written in thousands or millions. */
import type { FigureColumns } from "./figure-columns";
import type { FigureForm } from "./figure-form";
import { FigureProposals, type FigureReading } from "./figure-proposals";
import { LOCK_WORDS } from "./lock-words";
import { periodName, type PeriodId } from "./period";
import type { Sheet, SheetCell, SheetRow } from "./sheet";
import type { SheetIssues } from "./sheet-issues";
import { tellMerges } from "./sheet-merges";
import { readMonth, readYearAndMonth } from "./sheet-month";
import { namedIn } from "./sheet-named";
import { ReceiverIndex } from "./sheet-receivers";
import { readScaled } from "./sheet-scale";
import { isTotal } from "./sheet-total";
import { isIndicatorId } from "./indicator";
import { isNumbering } from "./sheet-heading";
import type { SheetOutsider } from "./target-sheet";

export type OldSheet = {
  sheet: Sheet;
  columns: FigureColumns;
  /** The first row of data, and the last, as the spreadsheet counts. */
  firstRow: number;
  lastRow: number | null;
  /** Of the whole sheet, where no column says it. */
  month: PeriodId | null;
};

/** Of one month: who has a form then, and who might be named besides. */
export type MonthForms = { forms: readonly FigureForm[]; outsiders: readonly SheetOutsider[] };

const UNREADABLE = "không rõ tháng; viết như 11/2023";

function monthOf(row: SheetRow, { columns, month }: OldSheet): PeriodId | string | null {
  const cellAt = (at: number | null) => (at === null ? null : (row.cells[at] ?? null));
  const formula = [columns.month, columns.year, columns.monthNumber].some((at) => cellAt(at)?.isFormula);
  if (formula) return "tháng là công thức; sao chép rồi dán giá trị thay cho công thức";
  if (columns.month !== null) return shown(cellAt(columns.month), readMonth);
  if (columns.year === null) return month;
  const [year, number] = [cellAt(columns.year), cellAt(columns.monthNumber)];
  return year && number ? (readYearAndMonth(year.shown, number.shown) ?? UNREADABLE) : "dòng không ghi tháng";
}

function shown(cell: SheetCell | null, read: (text: string) => PeriodId | null): PeriodId | string {
  return cell ? (read(cell.shown) ?? UNREADABLE) : "dòng không ghi tháng";
}

const isMonth = (text: string): text is PeriodId => /^\d{4}-\d{2}$/.test(text);
const dataRows = ({ sheet, firstRow, lastRow }: OldSheet) =>
  sheet.rows.filter(({ row }) => row >= firstRow && (lastRow === null || row <= lastRow));

/** The months that sheets name, so that their forms can be read first. */
export function monthsOf(sheets: readonly OldSheet[]): PeriodId[] {
  const found = sheets.flatMap((one) =>
    dataRows(one).flatMap((row) => {
      const month = monthOf(row, one);
      return month !== null && isMonth(month) ? [month] : [];
    }),
  );
  return [...new Set(found)].sort();
}

class Reading {
  private readonly proposals = new FigureProposals();
  private readonly indexes = new Map<PeriodId, ReceiverIndex>();
  private readonly closed = new Set<PeriodId>();
  private found = 0;

  constructor(private readonly months: ReadonlyMap<PeriodId, MonthForms>) {}

  read(sheets: readonly OldSheet[]): FigureReading {
    for (const one of sheets) this.readSheet(one);
    return this.proposals.finish();
  }

  private readSheet(one: OldSheet): void {
    const { sheet, columns, firstRow } = one;
    const issues = this.proposals.issuesOf(sheet.name);
    const filled: number[] = [];
    this.found = 0;
    for (const row of dataRows(one)) if (this.readRow(row, one, issues)) filled.push(row.row);
    const { code, name, month, year, monthNumber, numbers } = columns;
    const used = [code, name, month, year, monthNumber, ...numbers.map(({ column }) => column)];
    tellMerges(
      sheet,
      filled,
      used.filter((at) => at !== null),
      issues,
    );
    if (this.found === 0)
      issues.add("error", firstRow, 0, `không đọc được đơn vị nào từ dòng ${firstRow}`, null);
  }

  /** Whether the row holds data. */
  private readRow(row: SheetRow, one: OldSheet, issues: SheetIssues): boolean {
    const { columns } = one;
    const { numbers } = columns;
    const labels = row.cells.slice(0, Math.min(...numbers.map(({ column }) => column)));
    if (labels.some(isTotal)) return false;
    const hasNumbers = numbers.some(({ column }) => row.cells[column]);
    if (!hasNumbers || isNumbering(row)) return false;
    const month = monthOf(row, one);
    const at = columns.month ?? columns.year ?? columns.name ?? columns.code ?? 0;
    if (month === null || !isMonth(month)) {
      issues.add(
        "error",
        row.row,
        at,
        month ?? "chưa rõ bảng là của tháng nào; ghi tháng ở mục Tháng của bảng",
      );
      return true;
    }
    const index = this.indexOf(month);
    if (index === null) {
      if (!this.closed.has(month)) {
        const message = `${periodName(month)}: ${LOCK_WORDS["not-open"]}`;
        issues.add("error", row.row, at, message);
      }
      this.closed.add(month);
      this.found += 1;
      return true;
    }
    const named = namedIn(row, columns, index, issues);
    if (named === null || !named.answer.ok) {
      const message = named?.answer.ok === false ? named.answer.message : "dòng có số nhưng không ghi đơn vị";
      issues.add("error", row.row, named?.column ?? columns.name ?? columns.code ?? 0, message);
      return true;
    }
    this.found += 1;
    const { receiver, warning } = named.answer;
    if (warning !== null) issues.add("warning", row.row, named.column, warning);
    const form = this.months.get(month)?.forms.find(({ unitId }) => unitId === receiver.id);
    if (form) this.propose(form, row, one);
    return true;
  }

  /** Null for a month of which nobody has a form. */
  private indexOf(month: PeriodId): ReceiverIndex | null {
    const known = this.indexes.get(month);
    if (known) return known;
    const { forms = [], outsiders = [] } = this.months.get(month) ?? {};
    if (forms.length === 0) return null;
    const index = new ReceiverIndex(
      { receivers: forms.map(({ unit }) => unit), outsiders },
      "nộp biểu ở đây",
    );
    this.indexes.set(month, index);
    return index;
  }

  private propose(form: FigureForm, { row, cells }: SheetRow, { sheet, columns }: OldSheet): void {
    for (const { indicator, column, scale } of columns.numbers) {
      if (!isIndicatorId(indicator)) continue;
      this.proposals.propose({
        form,
        indicator,
        number: readScaled(cells[column] ?? null, scale),
        place: { sheet: sheet.name, row, column },
      });
    }
  }
}

/** Reading writes nothing; the same sheets read again over what they have written change nothing. */
export function readOldSheets(
  sheets: readonly OldSheet[],
  months: ReadonlyMap<PeriodId, MonthForms>,
): FigureReading {
  return new Reading(months).read(sheets);
}
