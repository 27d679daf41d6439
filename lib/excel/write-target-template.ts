/** The form of targets as a workbook: what is given is locked, what is to be filled takes whole numbers only. */
import "server-only";
import { colToLetter, type Cell, type WriteSheet } from "hucre/xlsx";
import {
  templateColumns,
  templateGroup,
  templateValue,
  type TargetTemplate,
  type TemplateColumn,
} from "@/lib/domain/target-template";
import { empty, GIVEN, HEAD, INPUT, number, SUM, TEXT, text, wholeNumbers } from "./form-cells";
import { placed, writeSheets } from "./write-workbook";

/** Title, note, two rows of heading: the data begin in row 5. */
const HEAD_ROWS = 4;
const UNIT_COLUMNS = 2;
const GUIDE =
  "Điền các ô trắng: số nguyên từ 0 trở lên. Có chỉ tiêu năm thì lấy chỉ tiêu năm; chỉ có phát triển mới thì lấy phát triển mới. Không thêm, bớt cột.";

function headRows(columns: readonly TemplateColumn[]): Partial<Cell>[][] {
  // Of merged cells only the first has words.
  const groups = columns.map(({ indicator }, at) =>
    columns[at - 1]?.indicator === indicator ? empty(HEAD) : text(templateGroup(indicator), HEAD),
  );
  return [
    [text("Mã", HEAD), text("Đơn vị", HEAD), ...groups],
    [empty(HEAD), empty(HEAD), ...columns.map(({ heading }) => text(heading, HEAD))],
  ];
}

/** Sums that follow what is typed, with what they come to as the form is written. */
function totalRow({ rows }: TargetTemplate, columns: readonly TemplateColumn[]): Partial<Cell>[] {
  const last = HEAD_ROWS + rows.length;
  return [
    empty(TEXT),
    text("Tổng cộng", { ...TEXT, font: { bold: true } }),
    ...columns.map((column, at): Partial<Cell> => {
      const letter = colToLetter(UNIT_COLUMNS + at);
      const sum = rows.reduce((total, { values }) => total + (templateValue(values, column) ?? 0n), 0n);
      const formula = `SUM(${letter}${HEAD_ROWS + 1}:${letter}${last})`;
      return { type: "formula", formula, formulaResult: Number(sum), value: Number(sum), style: SUM };
    }),
  ];
}

/** A group stands over its columns; code and name over both rows. */
function merges(columns: readonly TemplateColumn[]): NonNullable<WriteSheet["merges"]> {
  const groups = [...new Set(columns.map(({ indicator }) => indicator))].map((indicator) => {
    const startCol = UNIT_COLUMNS + columns.findIndex((one) => one.indicator === indicator);
    const size = columns.filter((one) => one.indicator === indicator).length;
    return { startRow: 2, startCol, endRow: 2, endCol: startCol + size - 1 };
  });
  const units = [0, 1].map((column) => ({ startRow: 2, startCol: column, endRow: 3, endCol: column }));
  return [...units, ...groups.filter(({ startCol, endCol }) => startCol < endCol)];
}

function validations(
  columns: readonly TemplateColumn[],
  count: number,
): NonNullable<WriteSheet["dataValidations"]> {
  if (count === 0) return [];
  return columns.flatMap(({ isInput }, at) => {
    const letter = colToLetter(UNIT_COLUMNS + at);
    if (!isInput) return [];
    return [wholeNumbers(`${letter}${HEAD_ROWS + 1}:${letter}${HEAD_ROWS + count}`)];
  });
}

export async function writeTargetTemplate(template: TargetTemplate): Promise<Buffer> {
  const columns = templateColumns(template);
  const data = template.rows.map(({ receiver, values }) => [
    text(receiver.code ?? receiver.id, TEXT),
    text(receiver.name, TEXT),
    ...columns.map((column) => number(templateValue(values, column), column.isInput ? INPUT : GIVEN)),
  ]);
  return writeSheets([
    {
      name: "Chỉ tiêu",
      cells: placed([
        [text(template.title, { font: { bold: true, size: 14 } })],
        [text(GUIDE, { font: { italic: true } })],
        ...headRows(columns),
        ...data,
        ...(data.length > 0 ? [totalRow(template, columns)] : []),
      ]),
      columns: [{ width: 12 }, { width: 34 }, ...columns.map(() => ({ width: 18 }))],
      merges: merges(columns),
      freezePane: { rows: HEAD_ROWS, columns: UNIT_COLUMNS },
      dataValidations: validations(columns, template.rows.length),
      protection: { sheet: true, formatColumns: true, formatRows: true },
      pageSetup: {
        orientation: "landscape",
        paperSize: "a4",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: "$3:$4",
      },
    },
  ]);
}
