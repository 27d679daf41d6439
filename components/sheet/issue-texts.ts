/** What is wrong with a sheet, as its preview lists it. */
import { countIssues, sheetIssueText, type SheetIssue } from "@/lib/domain/target-sheet";

export type IssueTexts = {
  errors: readonly string[];
  warnings: readonly string[];
  /** With those that are not listed. */
  errorCount: number;
  warningCount: number;
};

export function issueTexts(issues: readonly SheetIssue[]): IssueTexts {
  const of = (level: string) => issues.filter((one) => one.level === level).map(sheetIssueText);
  return {
    errors: of("error"),
    warnings: of("warning"),
    errorCount: countIssues(issues, "error"),
    warningCount: countIssues(issues, "warning"),
  };
}
