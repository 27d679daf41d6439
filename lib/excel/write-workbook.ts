/** A table as an Excel workbook. */
import "server-only";
import { writeXlsx, type Cell, type WriteSheet } from "hucre/xlsx";
import type { ExportCell, ExportTable } from "@/lib/domain/export-table";

/** Text is written as text, whatever it begins with: only a cell's own field `formula` would be run. */
function toCell(cell: ExportCell): Partial<Cell> | null {
  if (cell === null || cell === "") return null;
  if (typeof cell === "string") return { type: "string", value: cell };
  if (typeof cell === "bigint") return { type: "number", value: Number(cell), style: { numFmt: "#,##0" } };
  const { scaled, decimals } = cell;
  const numFmt = `#,##0.${"0".repeat(decimals)}`;
  return { type: "number", value: Number(scaled) / 10 ** decimals, style: { numFmt } };
}

/** Cells by their place, as the library takes them; rows and columns count from 0. */
export function placed(rows: readonly (readonly (Partial<Cell> | null)[])[]): Map<string, Partial<Cell>> {
  return new Map(
    rows.flatMap((row, at) =>
      row.flatMap((cell, column) => (cell ? [[`${at},${column}`, cell] as const] : [])),
    ),
  );
}

const WIDEST = 40;

function widths({ head, rows }: ExportTable): { width: number }[] {
  return head.map((name, index) => {
    const texts = rows.map((row) => row[index]).filter((cell) => typeof cell === "string");
    return {
      width: Math.min(
        WIDEST,
        Math.max(12, Math.ceil(name.length * 0.6), ...texts.map(({ length }) => length + 2)),
      ),
    };
  });
}

/** 'Chỉ tiêu chủ yếu'!$1:$1: without its quotes a name with spaces or marks is none to Excel, which then repairs the file. */
function printTitles(sheets: readonly WriteSheet[]) {
  return sheets.flatMap(({ name, pageSetup }) => {
    const titles = [pageSetup?.printTitlesRow, pageSetup?.printTitlesColumn].filter(
      (one) => one !== undefined,
    );
    if (titles.length === 0) return [];
    const range = titles.map((one) => `'${name.replaceAll("'", "''")}'!${one}`).join(",");
    return [{ name: "_xlnm.Print_Titles", range, scope: name }];
  });
}

/** The library writes the titles of a page with the bare name of their sheet, so they are given to it as named ranges. */
function withoutTitles(sheet: WriteSheet): WriteSheet {
  if (!sheet.pageSetup) return sheet;
  const pageSetup = { ...sheet.pageSetup };
  delete pageSetup.printTitlesRow;
  delete pageSetup.printTitlesColumn;
  return { ...sheet, pageSetup };
}

export async function writeSheets(sheets: WriteSheet[]): Promise<Buffer> {
  const bytes = await writeXlsx({ sheets: sheets.map(withoutTitles), namedRanges: printTitles(sheets) });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The numbers on the first sheet, where they come from on the second. */
export async function writeWorkbook(table: ExportTable): Promise<Buffer> {
  const head = table.head.map((value): Partial<Cell> => ({
    type: "string",
    value,
    style: { font: { bold: true }, alignment: { wrapText: true } },
  }));
  return writeSheets([
    {
      name: "Số liệu",
      cells: placed([head, ...table.rows.map((row) => row.map(toCell))]),
      columns: widths(table),
      freezePane: { rows: 1 },
    },
    {
      name: "Nguồn gốc",
      cells: placed(table.provenance.map((pair) => pair.map(toCell))),
      columns: [{ width: 20 }, { width: 90 }],
    },
  ]);
}
