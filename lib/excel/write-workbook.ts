/** A table as an Excel workbook. The one module that knows the library behind it. */
import "server-only";
import writeExcelFile, { type Cell } from "write-excel-file/node";
import type { ExportCell, ExportTable } from "@/lib/domain/export-table";

/** Text is written as text, whatever it begins with: only the library's own kind Formula would be run. */
function toCell(cell: ExportCell): Cell {
  if (cell === null || cell === "") return null;
  if (typeof cell === "string") return { type: String, value: cell };
  if (typeof cell === "bigint") return { type: Number, value: Number(cell), format: "#,##0" };
  const { scaled, decimals } = cell;
  return { type: Number, value: Number(scaled) / 10 ** decimals, format: `#,##0.${"0".repeat(decimals)}` };
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

/** The numbers on the first sheet, where they come from on the second. */
export async function writeWorkbook(table: ExportTable): Promise<Buffer> {
  const head = table.head.map((value) => ({ type: String, value, fontWeight: "bold", wrap: true }) as const);
  return writeExcelFile([
    {
      sheet: "Số liệu",
      data: [head, ...table.rows.map((row) => row.map(toCell))],
      columns: widths(table),
      stickyRowsCount: 1,
    },
    {
      sheet: "Nguồn gốc",
      data: table.provenance.map((pair) => pair.map(toCell)),
      columns: [{ width: 20 }, { width: 90 }],
    },
  ]).toBuffer();
}
