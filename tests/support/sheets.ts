/** Sheets as a test writes them down: text as text, numbers as numbers. */
import { textCell, type Sheet, type SheetCell, type SheetRange } from "@/lib/domain/sheet";
import type { SheetColumns, SheetReceiver } from "@/lib/domain/target-sheet";

type Given = string | number | SheetCell | null;

function cellOf(given: Given): SheetCell | null {
  if (given === null || typeof given === "object") return given;
  if (typeof given === "string") return textCell(given);
  const kind = Number.isInteger(given) ? "integer" : "decimal";
  return { kind, shown: String(given), number: String(given), isFormula: false };
}

export const formula = (value: number): SheetCell => ({
  kind: "integer",
  shown: String(value),
  number: String(value),
  isFormula: true,
});

/** @param first the row in which the first of them stands */
export function sheet(
  rows: readonly (readonly Given[])[],
  first = 1,
  merges: readonly SheetRange[] = [],
): Sheet {
  return {
    name: "",
    rows: rows.map((row, at) => ({ row: first + at, cells: row.map(cellOf) })),
    merges,
  };
}

export const receiver = (
  code: string,
  name: string,
  level: SheetReceiver["level"] = "district",
): SheetReceiver => ({
  id: `id-${code}`,
  code,
  name,
  shortName: name.replace(/^\S+ (?=\p{Lu})|^(Thành phố|Thị xã) /u, ""),
  level,
});

/** Code in A, name in B, then what there was, the new people, the year's number and the rate of one indicator. */
export const COLUMNS: SheetColumns = {
  code: 0,
  name: 1,
  indicators: [{ indicator: "BHXH_TN", base: 2, increase: 3, target: 4, rate: 5 }],
};
