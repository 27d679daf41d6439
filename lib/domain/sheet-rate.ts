/** A rate of a plan from a cell: "92,25", "92,25%", 92.25, or a number shown with a percent sign. */
import { parseRate, type ParsedNumber } from "./number";
import { quoted, type SheetCell } from "./sheet";

const LARGEST = 999_99n;

/** Hundredths of a percent. */
export function readRate(cell: SheetCell | null): ParsedNumber {
  if (cell === null || /^[-–—]$/.test(cell.shown)) return { kind: "empty" };
  const wrong = (message: string): ParsedNumber => ({ kind: "error", reason: "format", message });
  if (cell.isFormula)
    return wrong(`ô chứa công thức (đang hiện ${quoted(cell)}); sao chép rồi dán giá trị thay cho công thức`);
  if (cell.kind === "date" || cell.kind === "boolean" || cell.kind === "error")
    return wrong(`${quoted(cell)} không phải tỷ lệ phần trăm`);
  const text = cell.number ?? cell.shown.replace(/\s*%$/, "").replace(",", ".");
  const parsed = parseRate(text, LARGEST);
  if (parsed.kind !== "error") return parsed;
  if (parsed.reason === "range") return wrong(`${quoted(cell)} lớn quá, tỷ lệ nhiều nhất là 999,99`);
  return wrong(`${quoted(cell)} không phải tỷ lệ có tối đa hai số lẻ, ví dụ 92,25`);
}
