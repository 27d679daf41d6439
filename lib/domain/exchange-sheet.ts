/** A data value set, JSON or CSV, as a sheet with one value a row: from there on it is read like every other sheet. */
import { z } from "zod";
import { VALUE_COLUMNS } from "./exchange-values";
import { MAX_SHEET_ROWS, textCell, type Paste, type SheetCell, type SheetRow } from "./sheet";
import { sheetOfCsv } from "./sheet-csv";

export type ExchangeFormat = "json" | "csv";

const NOT_TAKEN = "Chỉ nhận dataValueSet dạng JSON hoặc CSV của DHIS2.";
const NOT_UTF8 = "Tệp không phải UTF-8; lưu lại với bảng mã UTF-8.";
const TOO_MANY = "Tệp có quá 20.000 giá trị; chia tệp theo kỳ hoặc theo đơn vị.";
const NO_VALUES = "Tệp JSON không có danh sách dataValues nào.";

const codeSchema = z.union([z.string().max(1000), z.number()]).nullish();
const valueSchema = z.object({
  dataElement: codeSchema,
  period: codeSchema,
  orgUnit: codeSchema,
  categoryOptionCombo: codeSchema,
  attributeOptionCombo: codeSchema,
  value: z.union([z.string().max(1000), z.number(), z.boolean()]).nullish(),
  comment: z.string().max(10_000).nullish(),
  deleted: z.boolean().nullish(),
});
const setSchema = z.object({
  period: codeSchema,
  orgUnit: codeSchema,
  attributeOptionCombo: codeSchema,
  dataValues: z.array(z.unknown()),
});

/** What the bytes look like; null for what is neither. */
function formatOf(text: string): ExchangeFormat | null {
  const [start = ""] = text.trimStart();
  if (start === "{" || start === "[") return "json";
  return /^"?data_?element"?[,;\t]/i.test(text.trimStart()) ? "csv" : null;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @param format null to tell by what is in it */
export function sheetOfExchange(
  bytes: Uint8Array,
  format: ExchangeFormat | null,
): (Paste & { ok: true; format: ExchangeFormat }) | { ok: false; message: string } {
  const text = decoded(bytes);
  if (text === null)
    return { ok: false, message: bytes[0] === 0x50 && bytes[1] === 0x4b ? NOT_TAKEN : NOT_UTF8 };
  const found = format ?? formatOf(text);
  if (found === null) return { ok: false, message: NOT_TAKEN };
  const read = found === "json" ? sheetOfJson(text) : sheetOfCsv(bytes);
  return read.ok ? { ...read, format: found } : read;
}

const shown = (value: string | number | boolean | null | undefined): SheetCell | null =>
  value === null || value === undefined ? null : numberCell(value);

/** A number that JSON cannot hold exactly is not what was written; a fraction is none that a form takes. */
function numberCell(value: string | number | boolean): SheetCell | null {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    return { kind: "decimal", shown: String(value), number: null, isFormula: false };
  return textCell(String(value));
}

const HEAD: SheetRow = { row: 1, cells: [...VALUE_COLUMNS, "deleted"].map((name) => textCell(name)) };

/** "giá trị thứ 1": of a set as JSON, which has no cells, and as CSV. @param row the first value is row 2, as below a heading */
export const valueAt = (row: number) => `giá trị thứ ${row - 1}`;

/** The first value is row 2, as below a heading. */
function sheetOfJson(text: string): Paste {
  const found = parsed(text);
  if (found === null) return { ok: false, message: "Tệp JSON hỏng hoặc thiếu phần cuối; không đọc được." };
  const set = setSchema.safeParse(found.value);
  if (!set.success) return { ok: false, message: NO_VALUES };
  const { dataValues, period, orgUnit, attributeOptionCombo } = set.data;
  if (dataValues.length >= MAX_SHEET_ROWS) return { ok: false, message: TOO_MANY };
  const rows: SheetRow[] = [];
  for (const [index, one] of dataValues.entries()) {
    const value = valueSchema.safeParse(one);
    if (!value.success)
      return {
        ok: false,
        message: `Giá trị thứ ${index + 1} không đúng dạng dataValue: cần dataElement, period, orgUnit, value.`,
      };
    const { data } = value;
    const cells = [
      shown(data.dataElement),
      shown(data.period ?? period),
      shown(data.orgUnit ?? orgUnit),
      shown(data.categoryOptionCombo),
      shown(data.attributeOptionCombo ?? attributeOptionCombo),
      shown(data.value),
      null,
      null,
      shown(data.comment),
      data.deleted === true ? textCell("true") : null,
    ];
    rows.push({ row: index + 2, cells });
  }
  return { ok: true, sheet: { name: "", rows: [HEAD, ...rows], merges: [] } };
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
