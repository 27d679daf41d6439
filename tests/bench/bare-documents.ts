/** What a report's documents cost by their libraries alone: the same words, cells and pictures, without a look of their own. */
import {
  AlignmentType,
  Document,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "docx";
import type { FileChild, IRunOptions } from "docx";
import { readXlsx, writeXlsx, type Cell, type WriteSheet } from "hucre/xlsx";
import {
  MOTTO,
  numberLine,
  placeAndDay,
  type Paper,
  type PaperSection,
  type PaperTable,
} from "@/lib/domain/paper";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQ9+sHAAGMAP0xIVv9AAAAAElFTkSuQmCC",
  "base64",
);

const paragraph = (...texts: string[]) =>
  new Paragraph({ children: texts.map((text) => new TextRun({ text } satisfies IRunOptions)) });
const cell = (...children: Paragraph[]) => new TableCell({ children });
const row = (...cells: TableCell[]) => new TableRow({ children: cells });
const table = (...rows: TableRow[]) => new Table({ rows });

function grid({ columns, rows, total }: PaperTable): Table {
  const texts = [columns.map(({ head }) => head), ...rows, ...(total ? [total] : [])];
  return table(...texts.map((line) => row(...line.map((text) => cell(paragraph(text))))));
}

const bars = ({ rows }: NonNullable<PaperSection["chart"]>): Table =>
  table(
    ...rows.map(({ label, length, shown }) => {
      const transformation = { width: Math.max(1, Math.round(length / 3)), height: 12 };
      const picture = new ImageRun({ type: "png", data: PIXEL, transformation });
      return row(
        cell(paragraph(label)),
        cell(new Paragraph({ children: [picture] })),
        cell(new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(shown)] })),
      );
    }),
  );

function section({ heading, paragraphs, table: rows, chart, notes = [] }: PaperSection): FileChild[] {
  return [
    ...(heading === "" ? [] : [paragraph(heading)]),
    ...paragraphs.map((one) =>
      typeof one === "string" ? paragraph(one) : paragraph(`${one.lead} `, one.text),
    ),
    ...(rows ? [paragraph(rows.caption), grid(rows), ...(rows.note ? [paragraph(rows.note)] : [])] : []),
    ...(chart ? [paragraph(chart.caption), bars(chart), ...(chart.note ? [paragraph(chart.note)] : [])] : []),
    ...notes.map((note) => paragraph(note)),
  ];
}

export async function bareWord(paper: Paper): Promise<Buffer> {
  const head = row(
    cell(paragraph(paper.parentAgency), paragraph(paper.agency), paragraph(numberLine(paper))),
    cell(...MOTTO.map((line) => paragraph(line)), paragraph(placeAndDay(paper.place, paper.day))),
  );
  const receivers = paper.receivers.map((one, at) =>
    paragraph(`- ${one}${at === paper.receivers.length - 1 ? "." : ";"}`),
  );
  const signers = paper.signers.flatMap(({ role, name }) =>
    [role, "(Ký, ghi rõ họ tên)", name ?? ""].map((text) => paragraph(text)),
  );
  const children = [
    table(head),
    ...(paper.warning === null ? [] : [paragraph(paper.warning)]),
    paragraph(paper.title),
    paragraph(paper.subject),
    ...paper.sections.flatMap(section),
    table(row(cell(paragraph("Nơi nhận:"), ...receivers), cell(...signers))),
    ...(paper.footnotes ?? []).map((note) => paragraph(note)),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** The cells of a workbook, with their formulas. */
export async function cellsOf(workbook: Buffer): Promise<WriteSheet[]> {
  const { sheets } = await readXlsx(workbook);
  return sheets.map(({ name, rows, cells = new Map<string, Cell>() }) => ({
    name,
    cells: new Map(
      rows.flatMap((values, at) =>
        values.flatMap((value, column): [string, Partial<Cell>][] => {
          const key = `${at},${column}`;
          const { formula } = cells.get(key) ?? {};
          if (formula) return [[key, { type: "formula", formula, formulaResult: value, value }]];
          return value === null ? [] : [[key, { value }]];
        }),
      ),
    ),
  }));
}

export const bareExcel = (sheets: WriteSheet[]): Promise<Uint8Array> => writeXlsx({ sheets });
