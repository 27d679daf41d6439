/** Columns of a sheet that are for another year than the one they would be read into, as their headings say. */
import type { SheetHeading } from "./sheet-heading";
import { NO_DRIVES, scopeName, scopeYear, type TargetScope } from "./target-scope";
import type { SheetColumns, SheetIssue } from "./target-sheet";

/** Days, and what a number is compared with, name years that the column is not for. */
const NOT_ITS_OWN = [
  /\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}/g,
  /tháng\s*\d{1,2}\s*[/.-]\s*\d{4}/g,
  /(?:(?:^|\s)so(?:\s|$)|thực hiện|cùng kỳ|tính đến|đến hết|đến năm)[^,;()]*/g,
];

/** The years for which a heading says that its column is: "Chỉ tiêu năm 2025", "năm học 2026-2027". */
export function yearsIn(words: string): number[] {
  const own = NOT_ITS_OWN.reduce((text, one) => text.replace(one, " "), words.normalize("NFC").toLowerCase());
  return [...own.matchAll(/(?<!\d)(?:19[89]\d|20\d\d)(?!\d)/g)].map(([year]) => Number(year));
}

/** One error for each column that would be read and is for another year: the words nearest to it that name one decide. */
export function otherYearIssues(
  sheet: string,
  { columns }: Pick<SheetHeading, "columns">,
  mapping: SheetColumns,
  scope: TargetScope,
): SheetIssue[] {
  const year = scopeYear(scope);
  if (year === null) return [];
  const read = new Set(mapping.indicators.flatMap(({ target, increase, rate }) => [target, increase, rate]));
  return columns.flatMap(({ column, words, places }): SheetIssue[] => {
    if (!read.has(column)) return [];
    const at = words.findLastIndex((text) => yearsIn(text).length > 0);
    const years = yearsIn(words[at] ?? "");
    if (years.length === 0 || years.includes(year)) return [];
    const message =
      `cột này ghi “${words[at]}”, còn bảng đang nhập chỉ tiêu ${scopeName(scope, NO_DRIVES)}; ` +
      "chọn đúng thời gian, hoặc chọn Không đọc cho cột này";
    return [{ level: "error", sheet, cell: places[at] ?? null, message }];
  });
}
