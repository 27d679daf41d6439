/** What was chosen in a form for sheets: a workbook, a CSV file or a paste, as a sheet of plain cells. */
import "server-only";
import { createHash } from "node:crypto";
import type { SheetOrigin } from "@/lib/domain/figure-sheet";
import { sheetOfPaste, type Sheet } from "@/lib/domain/sheet";
import { sheetOfCsv } from "@/lib/domain/sheet-csv";
import { MAX_WORKBOOK_BYTES, readWorkbook } from "@/lib/excel/read-workbook";

export type OpenedSheet = {
  sheet: Sheet;
  origin: SheetOrigin;
  /** “Tệp so-lieu.xlsx”, “Bảng dán” */
  source: string;
  /** Of what was uploaded or pasted, byte by byte. */
  sha256: string;
  /** Visible sheets of a workbook. */
  sheets: readonly string[];
};
export type NotOpened = { ok: false; message: string; sheets?: readonly string[] };

type Chosen = { file: File | undefined; sheet: string; paste: string };

const hashOf = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const isCsv = (name: string) => /\.(csv|tsv|txt)$/i.test(name);

/** @param takesCsv where a file of text is taken too */
export async function openChosen(
  { file, sheet: wanted, paste }: Chosen,
  takesCsv: boolean,
): Promise<OpenedSheet | NotOpened> {
  const hasFile = file !== undefined && file.size > 0;
  if (hasFile && paste.trim() !== "")
    return { ok: false, message: "Vừa chọn tệp vừa dán bảng; chỉ giữ một trong hai" };
  if (!hasFile) return openPaste(paste, takesCsv);
  const source = `Tệp ${file.name.slice(0, 200)}`;
  if (takesCsv && isCsv(file.name)) {
    if (file.size > MAX_WORKBOOK_BYTES) return { ok: false, message: "Tệp CSV lớn quá 10 MB" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = sheetOfCsv(bytes);
    if (!read.ok) return read;
    return { sheet: read.sheet, origin: "csv", source, sha256: hashOf(bytes), sheets: [] };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const reading = await readWorkbook(bytes, wanted.trim() || null);
  const sheets = reading.sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
  if (!reading.ok) return { ok: false, message: reading.message, sheets };
  return { sheet: reading.sheet, origin: "workbook", source, sha256: hashOf(bytes), sheets };
}

function openPaste(paste: string, takesCsv: boolean): OpenedSheet | NotOpened {
  if (paste.trim() === "")
    return {
      ok: false,
      message: takesCsv ? "Chọn tệp .xlsx, .csv hoặc dán bảng" : "Chọn tệp .xlsx hoặc dán bảng",
    };
  const pasted = sheetOfPaste(paste);
  if (!pasted.ok) return pasted;
  return { sheet: pasted.sheet, origin: "paste", source: "Bảng dán", sha256: hashOf(paste), sheets: [] };
}

/** Every visible sheet of a workbook that holds something; a file or paste of one table is that table. */
export async function openAllSheets(file: File, first: OpenedSheet): Promise<Sheet[]> {
  if (first.origin !== "workbook" || first.sheets.length < 2) return [first.sheet];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sheets: Sheet[] = [];
  for (const name of first.sheets.slice(0, MOST_SHEETS)) {
    const reading =
      name === first.sheet.name ? { ok: true as const, sheet: first.sheet } : await readWorkbook(bytes, name);
    if (reading.ok) sheets.push(reading.sheet);
  }
  return sheets;
}

/** Five years of months. */
const MOST_SHEETS = 60;
