/** Merged cells among data: which of the rows they cover is meant nobody can tell. */
import { rangeAddress, type Sheet } from "./sheet";
import type { SheetIssues } from "./sheet-issues";

/** @param rows those that hold data, @param used columns that are read */
export function tellMerges(
  { merges }: Sheet,
  rows: readonly number[],
  used: readonly number[],
  issues: SheetIssues,
): void {
  for (const merge of merges) {
    const { top, left, bottom, right } = merge;
    if (!used.some((column) => left <= column && column <= right)) continue;
    const row = rows.find((one) => top <= one && one <= bottom);
    if (row === undefined) continue;
    const message = "ô gộp trong bảng số liệu; bỏ gộp ô rồi điền từng dòng";
    issues.add("error", row, left, message, rangeAddress(merge));
  }
}
