/** An official paper as a Word document: the same data as its page. */
import "server-only";
import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
} from "docx";
import type { Paper, PaperSection } from "@/lib/domain/paper";
import { barChart } from "./bar-chart";
import { FONT, line, officialFoot, officialHead, PAGE, ruledTable, sentence, SIZE } from "./office";

const middle = { alignment: AlignmentType.CENTER } as const;

function section({ heading, paragraphs, table, chart, notes = [] }: PaperSection): FileChild[] {
  return [
    ...(heading === ""
      ? []
      : [line(heading, { bold: true, keepNext: true, spacing: { before: 200, after: 80 } })]),
    ...paragraphs.map(sentence),
    ...(table
      ? [
          line(table.caption, {
            ...middle,
            bold: true,
            size: 26,
            keepNext: true,
            spacing: { before: 120, after: 80 },
          }),
          ruledTable(table),
          ...(table.note ? [line(table.note, { italics: true, size: SIZE.small })] : []),
        ]
      : []),
    ...(chart ? barChart(chart) : []),
    ...notes.map((note) => line(note, { italics: true, size: SIZE.small })),
  ];
}

const pageNumber = () =>
  new Footer({
    children: [
      new Paragraph({
        ...middle,
        children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: SIZE.table })],
      }),
    ],
  });

export async function writePaper(paper: Paper): Promise<Buffer> {
  const document = new Document({
    creator: "Bao Phủ",
    title: `${paper.title}. ${paper.subject}`,
    styles: { default: { document: { run: { font: FONT, size: SIZE.text } } } },
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: pageNumber() },
        children: [
          officialHead(paper),
          ...(paper.warning === null
            ? []
            : [line(paper.warning, { ...middle, bold: true, size: 26, spacing: { before: 240 } })]),
          line(paper.title, { ...middle, bold: true, spacing: { before: 360 } }),
          line(paper.subject, { ...middle, bold: true, spacing: { after: 240 } }),
          ...paper.sections.flatMap(section),
          line("", {}),
          ...officialFoot(paper),
          ...(paper.footnotes ?? []).map((note) => line(note, { size: SIZE.proof })),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
