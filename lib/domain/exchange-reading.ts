/** Reads the values of a data value set against the forms of their months; nothing is written here. */
import { enteredIndicator, homeward, readDhis2Period, type ExchangeCodes } from "./exchange-codes";
import { valueAt } from "./exchange-sheet";
import type { FigureForm } from "./figure-form";
import type { MonthForms } from "./figure-old-sheet";
import { FigureProposals, type FigureReading } from "./figure-proposals";
import { LOCK_WORDS } from "./lock-words";
import { periodName, type PeriodId } from "./period";
import { fold } from "./search";
import { quoted, readDigits, type Sheet, type SheetCell, type SheetRow } from "./sheet";
import type { ParsedNumber } from "./number";

export type ExchangeAnswer = { ok: true; reading: FigureReading } | { ok: false; message: string };

export type ExchangeColumns = Record<
  "element" | "period" | "unit" | "category" | "attribute" | "value" | "comment" | "deleted",
  number | null
>;

export const NO_HEAD =
  "Dòng đầu của tệp CSV phải nêu các cột dataelement, period, orgunit, value như tệp CSV của DHIS2.";
export const NOTHING = "Tệp không có giá trị nào.";

export function columnsOf(head: SheetRow): ExchangeColumns {
  const named = head.cells.map((cell) => (cell ? fold(cell.shown).replaceAll(" ", "") : ""));
  const at = (...names: string[]) => {
    const found = named.findIndex((name) => names.includes(name));
    return found < 0 ? null : found;
  };
  return {
    element: at("dataelement"),
    period: at("period"),
    unit: at("orgunit", "organisationunit"),
    category: at("categoryoptioncombo", "catoptcombo"),
    attribute: at("attributeoptioncombo", "attroptcombo"),
    value: at("value"),
    comment: at("comment"),
    deleted: at("deleted"),
  };
}

export const cellAt = ({ cells }: SheetRow, column: number | null): SheetCell | null =>
  column === null ? null : (cells[column] ?? null);

/** The periods that a set names, so that their forms can be read first. */
export function periodsOf({ rows }: Sheet): PeriodId[] {
  const [head, ...values] = rows;
  const column = head ? columnsOf(head).period : null;
  const found = values.flatMap((row) => readDhis2Period(cellAt(row, column)?.shown ?? "") ?? []);
  return [...new Set(found)].sort();
}

/** No set needs more at once; each costs the forms of a whole unit. */
export const MOST_PERIODS = 36;

/** What DHIS2 writes where nothing is parted. */
export const DEFAULT_COMBOS = new Set(["default", "HllvX50cXC0"]);
const ESTIMATE = /^(?:ước|uoc|≈)(?:\s*[:;,.]\s*(.*)|)$/iu;

/** "ước" marks an estimate, also before more words; a value without it is none. */
export function readComment(comment: string): { isEstimate: boolean; note: string | undefined } {
  const match = ESTIMATE.exec(comment.trim());
  const words = match ? (match[1] ?? "") : comment.trim();
  return { isEstimate: match !== null, note: words === "" ? undefined : words };
}

export function numberIn(cell: SheetCell | null): ParsedNumber {
  if (cell?.kind === "decimal")
    return {
      kind: "error",
      reason: "format",
      message: `${quoted(cell)} là số lẻ hoặc quá lớn; số lớn ghi trong dấu nháy kép`,
    };
  return readDigits(cell);
}

class Reading {
  private readonly proposals = new FigureProposals(({ row }) => valueAt(row));
  private readonly home: ReturnType<typeof homeward>;
  private readonly closed = new Set<string>();

  constructor(
    private readonly sheet: Sheet,
    private readonly columns: ExchangeColumns,
    private readonly months: ReadonlyMap<PeriodId, MonthForms>,
    codes: ExchangeCodes,
  ) {
    this.home = homeward(codes);
  }

  read(rows: readonly SheetRow[]): FigureReading {
    for (const row of rows) this.readRow(row);
    return this.proposals.finish();
  }

  private error(row: SheetRow, column: number | null, message: string): null {
    this.proposals.issuesOf(this.sheet.name).add("error", row.row, column ?? 0, message);
    return null;
  }

  private readRow(row: SheetRow): void {
    const { columns } = this;
    const form = this.formOf(row);
    const indicator = this.indicatorOf(row);
    const isWhole = this.isWhole(row);
    if (form === null || indicator === null || !isWhole) return;
    const cell = cellAt(row, columns.value);
    if (cell === null) return void this.error(row, columns.value, "không có giá trị: bỏ dòng này");
    const { isEstimate, note } = readComment(cellAt(row, columns.comment)?.shown ?? "");
    this.proposals.propose({
      form,
      indicator,
      number: numberIn(cell),
      // A file that has no comments says nothing of estimates.
      isEstimate: columns.comment === null ? undefined : isEstimate,
      note,
      place: { sheet: this.sheet.name, row: row.row, column: columns.value ?? 0 },
    });
  }

  private indicatorOf(row: SheetRow) {
    const cell = cellAt(row, this.columns.element);
    if (cell === null) return this.error(row, this.columns.element, "không ghi dataElement");
    const found = enteredIndicator(this.home.element(cell.shown));
    if (typeof found === "string") return found;
    return this.error(row, this.columns.element, `dataElement ${quoted(cell)} ${found.problem}`);
  }

  private formOf(row: SheetRow): FigureForm | null {
    const { columns } = this;
    const [periodCell, unitCell] = [cellAt(row, columns.period), cellAt(row, columns.unit)];
    const period = readDhis2Period(periodCell?.shown ?? "");
    if (period === null) {
      const what = periodCell ? `period ${quoted(periodCell)} không đọc được` : "không ghi period";
      return this.error(row, columns.period, `${what}; viết 202310 cho tháng, 20211118 cho ngày`);
    }
    const { forms = [], outsiders = [] } = this.months.get(period) ?? {};
    if (forms.length === 0) {
      // Once a period, not once a value.
      if (!this.closed.has(period))
        this.error(row, columns.period, `${periodName(period)}: ${LOCK_WORDS["not-open"]}`);
      this.closed.add(period);
      return null;
    }
    if (unitCell === null) return this.error(row, columns.unit, "không ghi orgUnit");
    const code = this.home.unit(unitCell.shown);
    const found = forms.find(({ unit }) => unit.code === code) ?? forms.find(({ unitId }) => unitId === code);
    if (found) return found;
    const outsider = outsiders.find((one) => one.code === code) ?? outsiders.find((one) => one.id === code);
    return this.error(
      row,
      columns.unit,
      outsider
        ? `${outsider.name}: ${outsider.reason}`
        : `orgUnit ${quoted(unitCell)} không phải đơn vị nào mà tài khoản được nhập ${periodName(period)}`,
    );
  }

  /** Values parted by what the forms do not part by, and values to be taken away, are no business of a form. */
  private isWhole(row: SheetRow): boolean {
    for (const column of [this.columns.category, this.columns.attribute]) {
      const cell = cellAt(row, column);
      if (cell && !DEFAULT_COMBOS.has(cell.shown)) {
        this.error(row, column, `${quoted(cell)}: biểu không nhận số chia theo phân tổ`);
        return false;
      }
    }
    if (fold(cellAt(row, this.columns.deleted)?.shown ?? "") !== "true") return true;
    this.error(row, this.columns.deleted, "biểu không xóa số bằng tệp; xóa trong biểu");
    return false;
  }
}

/** @param months forms of every period that the set names */
export function readDataValues(
  sheet: Sheet,
  months: ReadonlyMap<PeriodId, MonthForms>,
  codes: ExchangeCodes,
): ExchangeAnswer {
  const [head, ...values] = sheet.rows;
  if (!head) return { ok: false, message: NOTHING };
  const columns = columnsOf(head);
  const { element, period, unit, value } = columns;
  if ([element, period, unit, value].includes(null)) return { ok: false, message: NO_HEAD };
  if (values.length === 0) return { ok: false, message: NOTHING };
  return { ok: true, reading: new Reading(sheet, columns, months, codes).read(values) };
}
