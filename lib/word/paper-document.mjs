/** The document of an official paper; paper-worker.mjs runs it. */
import { AlignmentType, Document, Header, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { barChart } from "./bar-chart.mjs";
import {
  BAR_STYLE,
  CELL_STYLE,
  FONT,
  line,
  officialFoot,
  officialHead,
  PAGE,
  rule,
  ruledTable,
  sentence,
  SIZE,
} from "./office.mjs";

const middle = { alignment: AlignmentType.CENTER };

/** Half points of sentences and tables; a paper that must fit on one page takes the smaller ones. */
const LOOKS = {
  full: { text: SIZE.text, table: SIZE.table },
  compact: { text: 26, table: 21 },
};

function section({ heading, paragraphs, table, chart, notes = [] }, look) {
  return [
    ...(heading === ""
      ? []
      : [line(heading, { bold: true, keepNext: true, spacing: { before: 200, after: 80 } })]),
    ...paragraphs.map((one) => sentence(one, LOOKS[look].text)),
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
          ...(table.note
            ? [line(table.note, { italics: true, size: SIZE.small, spacing: { after: 120 } })]
            : []),
        ]
      : []),
    ...(chart ? barChart(chart) : []),
    ...notes.map((note) => line(note, { italics: true, size: SIZE.small })),
  ];
}

const SUBJECT = { left: 1100, right: 1100 };

/** In the middle of the margin above, on every page but the first. */
const PAGE_NUMBERS = {
  default: new Header({
    children: [
      new Paragraph({
        ...middle,
        children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: 26 })],
      }),
    ],
  }),
  first: new Header({ children: [] }),
};

export async function paperDocument(paper, look = "full") {
  const document = new Document({
    creator: "Bao Phủ",
    title: `${paper.title}. ${paper.subject}`,
    styles: {
      default: { document: { run: { font: FONT, size: SIZE.text } } },
      paragraphStyles: [
        { id: CELL_STYLE, name: "Ô bảng", basedOn: "Normal", run: { size: LOOKS[look].table } },
        { id: BAR_STYLE, name: "Thanh biểu đồ", basedOn: "Normal", run: { size: SIZE.small } },
      ],
    },
    sections: [
      {
        properties: { page: PAGE, titlePage: true },
        headers: PAGE_NUMBERS,
        children: [
          officialHead(paper),
          ...(paper.warning === null
            ? []
            : [line(paper.warning, { ...middle, bold: true, size: 26, spacing: { before: 240 } })]),
          line(paper.title, { ...middle, bold: true, spacing: { before: look === "full" ? 360 : 200 } }),
          // Narrower than the text: its lines break where about half of it is said.
          line(paper.subject, { ...middle, bold: true, indent: SUBJECT }),
          rule(13, 200),
          ...paper.sections.flatMap((one) => section(one, look)),
          line("", {}),
          ...officialFoot(paper),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
