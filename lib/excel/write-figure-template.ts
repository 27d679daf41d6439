/** The month's form as a workbook: what is given is grey and locked, what is to be filled takes whole numbers only. */
import "server-only";
import { colToLetter, type Cell, type CellStyle, type WriteSheet } from "hucre/xlsx";
import {
  ESTIMATE_MARK,
  type FigureTemplate,
  type TemplateColumn,
  type TemplateRow,
} from "@/lib/domain/figure-template";
import { empty, GIVEN, HEAD, INPUT, number, SUM, TEXT, text, wholeNumbers } from "./form-cells";
import { placed, writeSheets } from "./write-workbook";

const GREY = { type: "pattern", pattern: "solid", fgColor: { rgb: "EEF0F2" } } as const;
const QUIET = { color: { rgb: "5F6B77" } };
const GIVEN_TEXT: CellStyle = { ...TEXT, fill: GREY, alignment: { vertical: "center" } };
const GIVEN_NUMBER: CellStyle = { ...GIVEN, fill: GREY, font: QUIET };
const INPUT_TEXT: CellStyle = { ...TEXT, protection: { locked: false }, alignment: { wrapText: true } };
const INPUT_MARK: CellStyle = { ...INPUT_TEXT, alignment: { horizontal: "center" } };

/** Title, how to fill it, what it is. */
const TOP = 3;

function styleOf({ kind, isInput }: TemplateColumn, isOpen: boolean): CellStyle {
  if (!isInput || !isOpen) return kind === "number" ? GIVEN_NUMBER : GIVEN_TEXT;
  if (kind === "number") return INPUT;
  return kind === "estimate" ? INPUT_MARK : INPUT_TEXT;
}

function dataRow({ cells, isOpen }: TemplateRow, columns: readonly TemplateColumn[]): Partial<Cell>[] {
  return columns.map((column, at) => {
    const value = cells[at] ?? null;
    const style = styleOf(column, isOpen);
    if (typeof value === "bigint") return number(value, style);
    return value === null || value === "" ? empty(style) : text(value, style);
  });
}

/** Sums that follow what is typed, with what they come to as the form is written. */
function totalRow({ columns, rows }: FigureTemplate, first: number): Partial<Cell>[] {
  return columns.map(({ kind }, at): Partial<Cell> => {
    if (at === 1) return text("Tổng cộng", { ...TEXT, font: { bold: true } });
    if (kind !== "number") return empty(TEXT);
    const sum = rows.reduce((total, { cells }) => {
      const value = cells[at];
      return typeof value === "bigint" ? total + value : total;
    }, 0n);
    const letter = colToLetter(at);
    const formula = `SUM(${letter}${first}:${letter}${first + rows.length - 1})`;
    return { type: "formula", formula, formulaResult: Number(sum), value: Number(sum), style: SUM };
  });
}

/** Stretches of rows that may be typed into. */
function openRanges(rows: readonly TemplateRow[], first: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (const [at, { isOpen }] of rows.entries()) {
    const last = ranges.at(-1);
    if (!isOpen) continue;
    if (last?.[1] === first + at - 1) last[1] += 1;
    else ranges.push([first + at, first + at]);
  }
  return ranges;
}

function validations(
  { columns, rows }: FigureTemplate,
  first: number,
): NonNullable<WriteSheet["dataValidations"]> {
  const ranges = openRanges(rows, first);
  return columns.flatMap(({ kind, isInput }, at) => {
    if (!isInput) return [];
    return ranges.flatMap(([from, to]) => {
      const range = `${colToLetter(at)}${from}:${colToLetter(at)}${to}`;
      if (kind === "number") return [wholeNumbers(range)];
      if (kind !== "estimate") return [];
      const mark: NonNullable<WriteSheet["dataValidations"]>[number] = {
        type: "list",
        values: [ESTIMATE_MARK],
        range,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: "Đánh dấu số ước",
        errorMessage: "Ghi x nếu là số ước, không thì để trống",
      };
      return [mark];
    });
  });
}

export async function writeFigureTemplate(template: FigureTemplate): Promise<Buffer> {
  const { title, guide, stamp, heads, columns, rows, frozen, hasTotal } = template;
  const headRows = TOP + heads.length;
  const data = rows.map((row) => dataRow(row, columns));
  return writeSheets([
    {
      name: "Số liệu",
      cells: placed([
        [text(title, { font: { bold: true, size: 14 } })],
        [text(guide, { font: { italic: true } })],
        [text(stamp, { font: QUIET })],
        ...heads.map((head) => head.map((words) => (words === "" ? empty(HEAD) : text(words, HEAD)))),
        ...data,
        ...(hasTotal && rows.length > 0 ? [totalRow(template, headRows + 1)] : []),
      ]),
      columns: columns.map(({ width }) => ({ width })),
      freezePane: { rows: headRows, columns: frozen },
      dataValidations: validations(template, headRows + 1),
      protection: { sheet: true, formatColumns: true, formatRows: true },
      pageSetup: {
        orientation: "landscape",
        paperSize: "a4",
        fitToPage: true,
        // A province is wider than paper: its pages follow each other, each with the names of the units.
        fitToWidth: hasTotal ? Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / 190) : 1,
        fitToHeight: 0,
        printTitlesRow: `$${TOP + 1}:$${headRows}`,
        ...(hasTotal && { printTitlesColumn: "$A:$B" }),
      },
      headerFooter: { oddFooter: "&L&8&A&R&8Trang &P/&N" },
    },
  ]);
}
