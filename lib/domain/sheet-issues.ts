/** What is wrong with a sheet, in the order of its cells; no more of it is listed than anybody reads, but all is counted. */
import type { IssueLevel } from "./load-issue";
import { formatCount } from "./number";
import { cellAddress } from "./sheet";
import type { SheetIssue } from "./target-sheet";

/** Of errors, and of warnings besides. */
const LISTED_ISSUES = 100;

const WORDS: Record<IssueLevel, string> = { error: "lỗi", warning: "cảnh báo" };

export class SheetIssues {
  private readonly kept: (SheetIssue & { row: number; column: number })[] = [];
  private readonly found: Record<IssueLevel, number> = { error: 0, warning: 0 };

  constructor(private readonly sheet: string) {}

  get hasErrors(): boolean {
    return this.found.error > 0;
  }

  /** @param cell its address where it is not that of one cell; null for what concerns the whole sheet */
  add(level: IssueLevel, row: number, column: number, message: string, cell?: string | null): void {
    this.found[level] += 1;
    if (this.found[level] > LISTED_ISSUES) return;
    const address = cell === undefined ? cellAddress(row, column) : cell;
    this.kept.push({ level, sheet: this.sheet, cell: address, message, row, column });
  }

  /** From the top left on; last how many of each level are not listed. */
  list(): SheetIssue[] {
    const issues = this.kept
      .toSorted((a, b) => a.row - b.row || a.column - b.column)
      .map(({ level, sheet, cell, message }): SheetIssue => ({ level, sheet, cell, message }));
    return [...issues, ...this.rest("error"), ...this.rest("warning")];
  }

  private rest(level: IssueLevel): SheetIssue[] {
    const unlisted = this.found[level] - LISTED_ISSUES;
    if (unlisted <= 0) return [];
    const message = `và ${formatCount(BigInt(unlisted))} ${WORDS[level]} khác; chỉ liệt kê ${LISTED_ISSUES} ${WORDS[level]} đầu`;
    return [{ level, sheet: this.sheet, cell: null, message, unlisted }];
  }
}
