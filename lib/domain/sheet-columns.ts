/** Which column is what, as a form asks it: one choice a column, and back. */
import { kindsOf } from "./decision";
import { isIndicatorId, type IndicatorId } from "./indicator";
import { SHEET_FIELDS, sheetColumnsSchema, type SheetColumns, type SheetField } from "./target-sheet";

/** "code", "name", "BHYT.target"; empty for a column that is not read. */
export type ColumnUse = string;

/** What may be said of an indicator: money is not counted in new people. */
export function fieldsOf(indicator: IndicatorId): SheetField[] {
  return SHEET_FIELDS.filter((field) => field !== "increase" || kindsOf(indicator).includes("increase"));
}

export const columnField = (column: number) => `c.${column}`;

export function useOf(columns: SheetColumns | null, column: number): ColumnUse {
  if (columns === null) return "";
  if (columns.code === column) return "code";
  if (columns.name === column) return "name";
  for (const one of columns.indicators)
    for (const field of SHEET_FIELDS) if (one[field] === column) return `${one.indicator}.${field}`;
  return "";
}

export type ColumnsAnswer = { ok: true; columns: SheetColumns } | { ok: false; message: string };

/** The choices of a posted form. */
export function readUses(uses: ReadonlyMap<number, ColumnUse>): ColumnsAnswer {
  const seen = new Set<ColumnUse>();
  let columns: SheetColumns = { code: null, name: null, indicators: [] };
  for (const [column, use] of uses) {
    if (use === "") continue;
    if (seen.has(use)) return { ok: false, message: "Hai cột cùng một nội dung; mỗi nội dung chọn một cột" };
    seen.add(use);
    if (use === "code" || use === "name") columns = { ...columns, [use]: column };
    else columns = withNumber(columns, use, column);
  }
  const parsed = sheetColumnsSchema.safeParse(columns);
  if (parsed.success) return { ok: true, columns: parsed.data };
  return { ok: false, message: parsed.error.issues[0]?.message ?? "Chọn lại các cột" };
}

function withNumber(columns: SheetColumns, use: ColumnUse, column: number): SheetColumns {
  const [indicator = "", name = ""] = use.split(".");
  const field = SHEET_FIELDS.find((one) => one === name);
  if (!isIndicatorId(indicator) || field === undefined) return columns;
  const none = { indicator, base: null, increase: null, target: null, rate: null };
  const known = columns.indicators.find((one) => one.indicator === indicator) ?? none;
  const others = columns.indicators.filter((one) => one.indicator !== indicator);
  return { ...columns, indicators: [...others, { ...known, [field]: column }] };
}
