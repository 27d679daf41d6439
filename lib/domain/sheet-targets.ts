/** Reads a table of targets: what would change in the decision, and everything that is wrong, with its address. */
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount, type ParsedNumber } from "./number";
import { cellAddress, columnName, readCount, type Sheet, type SheetRow } from "./sheet";
import { isNumbering } from "./sheet-heading";
import { readRate } from "./sheet-rate";
import { SheetIssues } from "./sheet-issues";
import { tellMerges } from "./sheet-merges";
import { namedIn } from "./sheet-named";
import { ReceiverIndex } from "./sheet-receivers";
import { SheetSums } from "./sheet-sums";
import { isTotal } from "./sheet-total";
import type { TargetKind } from "./target";
import { TargetProposals } from "./target-proposals";
import {
  growthOf,
  SHEET_FIELDS,
  type SheetColumns,
  type SheetContext,
  type SheetField,
  type SheetMapping,
  type SheetReading,
  type SheetReadRow,
  type SheetReceiver,
  type SheetValues,
} from "./target-sheet";

const FULL_RATE = 100_00n;

type Columns = SheetColumns["indicators"][number];
/** What the decision calls a number of this column; null for what is for checking only. */
function kindOf(indicator: IndicatorId, field: SheetField): TargetKind | null {
  if (field === "base") return null;
  if (field !== "target") return field;
  return INDICATORS[indicator].unit === "đồng" ? "amount" : "headcount";
}

class Reading {
  readonly rows: SheetReadRow[] = [];
  private readonly issues: SheetIssues;
  private readonly index: ReceiverIndex;
  private readonly proposals: TargetProposals;
  private readonly firstPlace = new Map<string, string>();
  private readonly sums = new SheetSums();
  private readonly used: readonly number[];
  private readonly numbers: readonly number[];
  private readonly unitRows = new Set<number>();

  constructor(
    private readonly sheet: Sheet,
    private readonly mapping: SheetMapping,
    context: SheetContext,
  ) {
    const { code, name, indicators } = mapping.columns;
    this.issues = new SheetIssues(sheet.name);
    this.index = new ReceiverIndex(context);
    this.proposals = new TargetProposals(context, this.issues);
    this.numbers = indicators.flatMap((one) => SHEET_FIELDS.flatMap((field) => one[field] ?? []));
    this.used = [code, name, ...this.numbers].filter((column) => column !== null);
  }

  read(): SheetReading {
    const { firstRow, lastRow } = this.mapping;
    for (const row of this.sheet.rows)
      if (row.row >= firstRow && (lastRow === null || row.row <= lastRow)) this.readRow(row);
    tellMerges(this.sheet, [...this.unitRows], this.used, this.issues);
    this.checkMissing();
    const { rows } = this;
    const { changes, unchanged } = this.proposals;
    return { rows, changes, unchanged, issues: this.issues.list(), canWrite: !this.issues.hasErrors };
  }

  private readRow(row: SheetRow): void {
    const { code, name } = this.mapping.columns;
    const unitColumns = [code, name].filter((column) => column !== null);
    const hasNumbers = this.numbers.some((column) => row.cells[column]);
    // Whatever stands left of the numbers may say that a row is a total.
    const labels = row.cells.slice(0, Math.max(Math.max(...unitColumns) + 1, Math.min(...this.numbers)));
    if (labels.some(isTotal)) return this.sums.checkTotal(row, this.mapping.columns.indicators, this.issues);
    const named = namedIn(row, this.mapping.columns, this.index, this.issues);
    if (isNumbering(row) && !named?.answer.ok) return;
    if (named === null) {
      if (hasNumbers) this.unitRows.add(row.row);
      if (hasNumbers)
        this.issues.add("error", row.row, unitColumns[0] ?? 0, "dòng có số nhưng không ghi đơn vị");
      return;
    }
    const { column, answer } = named;
    // Headings of groups, notes and signatures: a unit that is meant will be missing below.
    if (!answer.ok && !hasNumbers) return;
    this.unitRows.add(row.row);
    if (!answer.ok) return this.issues.add("error", row.row, column, answer.message);
    if (answer.warning !== null) this.issues.add("warning", row.row, column, answer.warning);
    this.readUnit(row, column, answer.receiver);
  }

  private readUnit(row: SheetRow, column: number, receiver: SheetReceiver): void {
    const first = this.firstPlace.get(receiver.id);
    if (first !== undefined)
      return this.issues.add(
        "error",
        row.row,
        column,
        `${receiver.name} đã có ở ô ${first}; mỗi đơn vị chỉ một dòng`,
      );
    this.firstPlace.set(receiver.id, cellAddress(row.row, column));
    const values = this.mapping.columns.indicators.map((columns) =>
      this.readIndicator(row, columns, receiver),
    );
    this.rows.push({ row: row.row, receiver, values });
  }

  private readIndicator(row: SheetRow, columns: Columns, receiver: SheetReceiver): SheetValues {
    const { indicator } = columns;
    let hasErrors = false;
    const value = (field: SheetField): bigint | null => {
      const column = columns[field];
      if (column === null) return null;
      const cell = row.cells[column] ?? null;
      const parsed = field === "rate" ? readRate(cell) : readCount(cell);
      if (parsed.kind === "error") hasErrors = true;
      return this.taken(parsed, row.row, column);
    };
    const [base, increase, target, rate] = SHEET_FIELDS.map(value) as [
      bigint | null,
      bigint | null,
      bigint | null,
      bigint | null,
    ];
    const values = { indicator, base, increase, target, rate };
    if (!hasErrors) this.propose(row.row, columns, values, receiver);
    return values;
  }

  private taken(parsed: ParsedNumber, row: number, column: number): bigint | null {
    this.sums.add(column, parsed);
    if (parsed.kind === "error") this.issues.add("error", row, column, parsed.message);
    return parsed.kind === "value" ? parsed.value : null;
  }

  private propose(row: number, columns: Columns, values: SheetValues, { id, name }: SheetReceiver): void {
    const { indicator, base, increase, target, rate } = values;
    if (base !== null && increase !== null && target !== null && target - base !== increase)
      this.issues.add(
        "warning",
        row,
        columns.increase ?? 0,
        `chỉ tiêu năm ${formatCount(target)} trừ thực hiện ${formatCount(base)} là ${formatCount(target - base)}, ` +
          `không phải ${formatCount(increase)}; lấy chỉ tiêu năm`,
      );
    if (rate !== null && rate > FULL_RATE)
      this.issues.add("warning", row, columns.rate ?? 0, "tỷ lệ trên 100%; vẫn ghi như văn bản");
    // The year's number says all that the new people say.
    const fields: SheetField[] = [target !== null ? "target" : "increase", "rate"];
    let count = 0;
    for (const field of fields) {
      const [value, column, kind] = [values[field], columns[field], kindOf(indicator, field)];
      if (value === null || column === null || kind === null) continue;
      count += 1;
      const said = kind === "rate" ? null : growthOf(values);
      this.proposals.propose({ receiverId: id, indicator, kind, value }, row, column, said);
    }
    if (count > 0) return;
    const column = columns.target ?? columns.increase ?? columns.rate ?? 0;
    this.issues.add("warning", row, column, `${name} để trống chỉ tiêu ${INDICATORS[indicator].name}`);
  }

  private checkMissing(): void {
    const { firstRow, columns } = this.mapping;
    if (this.firstPlace.size === 0) {
      const where = columnName(columns.name ?? columns.code ?? 0);
      this.issues.add(
        "error",
        firstRow,
        0,
        `không đọc được đơn vị nào ở cột ${where} từ dòng ${firstRow}`,
        null,
      );
      return;
    }
    this.proposals.tellMissing(this.firstPlace, "bảng");
  }
}

/** Reading writes nothing; the same sheet read again over what it has written changes nothing. */
export function readTargetSheet(sheet: Sheet, mapping: SheetMapping, context: SheetContext): SheetReading {
  return new Reading(sheet, mapping, context).read();
}
