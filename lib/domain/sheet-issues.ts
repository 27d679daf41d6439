/** What is wrong with a sheet, in the order of its cells; no more of it is listed than anybody reads, but all is counted. */
import type { IssueLevel } from "./load-issue";
import { formatCount } from "./number";
import { cellAddress } from "./sheet";
import type { SheetIssue } from "./target-sheet";

/** Of errors, and of warnings besides. */
const LISTED_ISSUES = 100;

const WORDS: Record<IssueLevel, string> = { error: "lỗi", warning: "cảnh báo" };

type Placed = SheetIssue & { row: number; column: number };

const fromTop = (a: Placed, b: Placed) => a.row - b.row || a.column - b.column;
const firstOf = (issues: readonly Placed[]) => issues.toSorted(fromTop).slice(0, LISTED_ISSUES);

export class SheetIssues {
  private readonly kept: Record<IssueLevel, Placed[]> = { error: [], warning: [] };
  private readonly found: Record<IssueLevel, number> = { error: 0, warning: 0 };

  constructor(private readonly sheet: string) {}

  get hasErrors(): boolean {
    return this.found.error > 0;
  }

  /** @param cell its address where it is not that of one cell; null for what concerns the whole sheet */
  add(level: IssueLevel, row: number, column: number, message: string, cell?: string | null): void {
    this.found[level] += 1;
    const address = cell === undefined ? cellAddress(row, column) : cell;
    const kept = this.kept[level];
    kept.push({ level, sheet: this.sheet, cell: address, message, row, column });
    // Those found later may stand above the others; no sheet fills the memory with what nobody reads.
    if (kept.length > 10 * LISTED_ISSUES) this.kept[level] = firstOf(kept);
  }

  /** From the top left on; last how many of each level are not listed. */
  list(): SheetIssue[] {
    const issues = [...firstOf(this.kept.error), ...firstOf(this.kept.warning)]
      .toSorted(fromTop)
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
