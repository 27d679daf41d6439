/** What is wrong with a sheet, in the order of its cells; no more of it is kept than anybody reads. */
import type { IssueLevel } from "./load-issue";
import { cellAddress } from "./sheet";
import type { SheetIssue } from "./target-sheet";

const MOST_ISSUES = 1_000;

export class SheetIssues {
  private readonly kept: (SheetIssue & { row: number; column: number })[] = [];
  private errors = 0;
  private found = 0;

  constructor(private readonly sheet: string) {}

  get hasErrors(): boolean {
    return this.errors > 0;
  }

  /** @param cell its address where it is not that of one cell; null for what concerns the whole sheet */
  add(level: IssueLevel, row: number, column: number, message: string, cell?: string | null): void {
    if (level === "error") this.errors += 1;
    this.found += 1;
    if (this.kept.length >= MOST_ISSUES) return;
    const address = cell === undefined ? cellAddress(row, column) : cell;
    this.kept.push({ level, sheet: this.sheet, cell: address, message, row, column });
  }

  /** From the top left on; last how many are not listed. */
  list(): SheetIssue[] {
    const issues = this.kept
      .toSorted((a, b) => a.row - b.row || a.column - b.column)
      .map(({ level, sheet, cell, message }): SheetIssue => ({ level, sheet, cell, message }));
    const more = this.found - issues.length;
    const message = `và ${more} lỗi, cảnh báo khác`;
    return more > 0 ? [...issues, { level: "warning", sheet: this.sheet, cell: null, message }] : issues;
  }
}
