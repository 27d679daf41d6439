/** A CSV file of figures as a sheet: parted by semicolons, commas or tabs, whichever its heading uses. */
import { CsvReader } from "./load-csv";
import {
  MAX_SHEET_CELLS,
  MAX_SHEET_COLUMNS,
  MAX_SHEET_ROWS,
  textCell,
  TOO_MANY_CELLS,
  TOO_MANY_COLUMNS,
  TOO_MANY_ROWS,
  type Paste,
  type SheetRow,
} from "./sheet";

const SEPARATORS = [";", "\t", ","] as const;
type Separator = (typeof SEPARATORS)[number];

/** Of the first lines, outside quotes, the sign that is most frequent in one line. */
function separatorOf(text: string): Separator {
  const counts = text
    .slice(0, 20_000)
    .split("\n")
    .slice(0, 20)
    .map((line) => line.replace(/"[^"]*"/g, ""))
    .map((line) => SEPARATORS.map((sign) => line.split(sign).length - 1));
  const most = (at: number) => Math.max(0, ...counts.map((count) => count[at] ?? 0));
  return SEPARATORS.toSorted((a, b) => most(SEPARATORS.indexOf(b)) - most(SEPARATORS.indexOf(a)))[0] ?? ";";
}

const PIECE = 65_536;

/** An apostrophe that keeps a spreadsheet from taking a text for a formula. */
const plain = (field: string) => field.replace(/^'(?=[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20])/, "");

/** Bytes, because a file may be in another encoding: then it says so. */
export function sheetOfCsv(bytes: Uint8Array): Paste {
  const separator = separatorOf(new TextDecoder("utf-8").decode(bytes.subarray(0, 20_000)));
  const rows: SheetRow[] = [];
  const problems: string[] = [];
  let cells = 0;
  const reader = new CsvReader(
    {
      record: (fields, line) => {
        if (problems.length > 0) return;
        if (line > MAX_SHEET_ROWS) return void problems.push(TOO_MANY_ROWS);
        if (fields.length > MAX_SHEET_COLUMNS) return void problems.push(TOO_MANY_COLUMNS);
        const row = fields.map((field) => textCell(plain(field)));
        cells += row.filter((cell) => cell !== null).length;
        if (cells > MAX_SHEET_CELLS) return void problems.push(TOO_MANY_CELLS);
        if (row.some((cell) => cell !== null)) rows.push({ row: line, cells: row });
      },
      fault: ({ line }) =>
        problems.push(`Dòng ${line} của tệp CSV không đọc được; lưu lại với loại “CSV UTF-8”`),
    },
    separator,
  );
  // Piece by piece: a file that is too long is not read to its end.
  for (let at = 0; at < bytes.length && problems.length === 0; at += PIECE)
    reader.push(bytes.subarray(at, at + PIECE));
  if (problems.length === 0) reader.end();
  const [message] = problems;
  return message === undefined ? { ok: true, sheet: { name: "", rows, merges: [] } } : { ok: false, message };
}
