/** What was read in each column of a sheet, and what its total rows state against that. */
import { INDICATORS } from "./indicator";
import { formatCount, type ParsedNumber } from "./number";
import { readCount, type SheetRow } from "./sheet";
import type { SheetIssues } from "./sheet-issues";
import { SHEET_FIELD_NAMES, type SheetColumns } from "./target-sheet";

type Sum = { all: bigint; sinceTotal: bigint; hasErrors: boolean };

export class SheetSums {
  private readonly sums = new Map<number, Sum>();

  add(column: number, parsed: ParsedNumber): void {
    const sum = this.sums.get(column) ?? { all: 0n, sinceTotal: 0n, hasErrors: false };
    this.sums.set(column, sum);
    if (parsed.kind === "error") sum.hasErrors = true;
    if (parsed.kind !== "value") return;
    sum.all += parsed.value;
    sum.sinceTotal += parsed.value;
  }

  /** Of all rows, or of those since the last total; formulas count by their cached value. */
  checkTotal({ row, cells }: SheetRow, indicators: SheetColumns["indicators"], issues: SheetIssues): void {
    for (const { indicator, ...columns } of indicators)
      for (const field of ["base", "increase", "target"] as const) {
        const column = columns[field];
        const sum = column === null ? undefined : this.sums.get(column);
        const cell = column === null ? undefined : cells[column];
        if (column === null || !sum || !cell) continue;
        const stated = readCount({ ...cell, isFormula: false });
        const isSame =
          stated.kind === "value" && (stated.value === sum.all || stated.value === sum.sinceTotal);
        sum.sinceTotal = 0n;
        if (stated.kind !== "value" || isSame || sum.hasErrors) continue;
        const name = `${SHEET_FIELD_NAMES[field]} ${INDICATORS[indicator].name}`;
        const message = `tổng ${name} ghi ${formatCount(stated.value)}, cộng các dòng được ${formatCount(sum.all)}`;
        issues.add("warning", row, column, message);
      }
  }
}
