/** A sheet as text between two requests: what was read is shown first and written later, and nothing is kept meanwhile. */
import { z } from "zod";
import { MAX_SHEET_CELLS, MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, type Sheet, type SheetCell } from "./sheet";

/** Characters: more than any appendix that was ever issued, less than a page can carry. */
export const MAX_SHEET_TEXT = 1_500_000;

const KINDS = ["text", "integer", "decimal", "percent", "date", "boolean", "error"] as const;

/** A number alone for a whole number, text alone for what is text, the most frequent; null for nothing. */
const cellSchema = z.union([
  z.null(),
  z.int(),
  z.string().min(1).max(40_000),
  z.tuple([
    z.enum(KINDS),
    z.string().max(40_000),
    z
      .string()
      .regex(/^-?\d{1,400}(\.\d{1,400})?$/)
      .nullable(),
    z.literal([0, 1]),
  ]),
]);
type CellText = z.infer<typeof cellSchema>;

const row = z.int().min(1).max(1_048_576);
const column = z.int().min(0).max(16_383);

const sheetSchema = z
  .object({
    name: z.string().max(200),
    rows: z.array(z.tuple([row, z.array(cellSchema).max(MAX_SHEET_COLUMNS)])).max(MAX_SHEET_ROWS),
    merges: z.array(z.tuple([row, column, row, column])).max(MAX_SHEET_CELLS),
  })
  .refine(({ rows }) => rows.every(([one], at) => at === 0 || one > (rows[at - 1]?.[0] ?? 0)));

const writeCell = (cell: SheetCell | null): CellText => {
  if (cell === null) return null;
  const { kind, shown, number, isFormula } = cell;
  if (kind === "integer" && !isFormula && shown === number && number === String(Number(number)))
    return Number(number);
  return kind === "text" && !isFormula ? shown : [kind, shown, number, isFormula ? 1 : 0];
};

const readCell = (cell: CellText): SheetCell | null => {
  if (cell === null) return null;
  if (typeof cell === "number")
    return { kind: "integer", shown: String(cell), number: String(cell), isFormula: false };
  if (typeof cell === "string") return { kind: "text", shown: cell, number: null, isFormula: false };
  const [kind, shown, number, isFormula] = cell;
  return { kind, shown, number: kind === "text" ? null : number, isFormula: isFormula === 1 };
};

/** Null for a sheet that is too large to be carried. */
export function writeSheetText({ name, rows, merges }: Sheet): string | null {
  const text = JSON.stringify({
    name,
    rows: rows.map((one) => [one.row, one.cells.map(writeCell)]),
    merges: merges.map(({ top, left, bottom, right }) => [top, left, bottom, right]),
  });
  return text.length > MAX_SHEET_TEXT ? null : text;
}

/** Null for what this application did not write. Whoever writes it by hand could as well have written the workbook. */
export function readSheetText(text: string): Sheet | null {
  if (text.length > MAX_SHEET_TEXT) return null;
  const parsed = sheetSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { name, rows, merges } = parsed.data;
  return {
    name,
    rows: rows.map(([at, cells]) => ({ row: at, cells: cells.map(readCell) })),
    merges: merges.map(([top, left, bottom, right]) => ({ top, left, bottom, right })),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
