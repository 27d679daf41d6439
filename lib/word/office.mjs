/** The parts of an official paper in Word, as the rules of administrative papers set them: fonts, head, table, foot. */
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";

export const FONT = "Times New Roman";
/** Half points, as Word counts. */
export const SIZE = { text: 28, table: 24, small: 22, proof: 16 };
/** A4 in twentieths of a point, with margins of 20, 15, 20 and 30 mm: 165 mm are left to write on. */
const MM = 56.7;
export const PAGE = {
  size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
  margin: {
    top: Math.round(20 * MM),
    right: Math.round(15 * MM),
    bottom: Math.round(20 * MM),
    left: Math.round(30 * MM),
  },
};
export const WRITABLE = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

/** One paragraph of one look. */
export function line(text, { bold, italics, size = SIZE.text, ...paragraph } = {}) {
  const run = {
    text,
    font: FONT,
    size,
    ...(bold ? { bold } : {}),
    ...(italics ? { italics } : {}),
  };
  return new Paragraph({ ...paragraph, children: [new TextRun(run)] });
}

/** A sentence: indented by one centimetre and set to both margins. @param size half points */
export function sentence(text, size = SIZE.text) {
  const look = {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: Math.round(10 * MM) },
    spacing: { after: 120 },
  };
  if (typeof text === "string") return line(text, { ...look, size });
  const run = (words, bold) => new TextRun({ text: words, bold, font: FONT, size });
  return new Paragraph({ ...look, children: [run(`${text.lead} `, true), run(text.text, false)] });
}

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const BARE = { top: NONE, bottom: NONE, left: NONE, right: NONE };
/** A table that only puts things beside each other. */
export const UNRULED = { ...BARE, insideHorizontal: NONE, insideVertical: NONE };

/** Two blocks beside each other without lines: the head and the foot of a paper. */
function sideBySide(left, right, share = [42, 58]) {
  const widths = share.map((part) => Math.round((WRITABLE * part) / 100));
  const cell = (children, width = 0) =>
    new TableCell({ children, borders: BARE, width: { size: width, type: WidthType.DXA } });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WRITABLE, type: WidthType.DXA },
    columnWidths: widths,
    borders: UNRULED,
    margins: { left: 0, right: 0 },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] })],
  });
}

const middle = { alignment: AlignmentType.CENTER };
/** The short line below a name. @param after twentieths of a point */
export const rule = (length, after = 0) =>
  line("―".repeat(length), { ...middle, size: 14, spacing: { line: 160, after } });

/** Agency and number on the left; the state's name, its motto, place and day on the right. */
export function officialHead(paper) {
  const { parentAgency, agency, motto } = paper;
  return sideBySide(
    [
      line(parentAgency, { ...middle, size: 24 }),
      line(agency, { ...middle, size: 24, bold: true }),
      rule(9),
      line(paper.numberLine, { ...middle, size: 26, spacing: { before: 120 } }),
    ],
    [
      line(motto[0], { ...middle, size: 24, bold: true }),
      line(motto[1], { ...middle, size: 26, bold: true }),
      rule(17),
      line(paper.placeAndDay, { ...middle, size: 26, italics: true, spacing: { before: 120 } }),
    ],
  );
}

/**
 * Whoever signs, with room for hand and seal; one signs at the right of the receivers, two beside each other above them. What
 * stands at the very end has its place beside or below the receivers, so that it never fills a page of its own.
 */
export function officialFoot({ receivers, signers, footnotes = [] }) {
  const place = ({ role, name }) => [
    line(role, { ...middle, bold: true, size: 26, keepNext: true }),
    line("(Ký, ghi rõ họ tên)", { ...middle, italics: true, size: SIZE.small, keepNext: true }),
    ...Array.from({ length: 4 }, () => line("", { size: 26, keepNext: true })),
    line(name ?? "", { ...middle, bold: true, size: 26 }),
  ];
  const to = [
    line("Nơi nhận:", { bold: true, italics: true, size: 24 }),
    ...receivers.map((one, index) =>
      line(`- ${one}${index === receivers.length - 1 ? "." : ";"}`, { size: SIZE.small }),
    ),
  ];
  const notes = footnotes.map((note) => line(note, { size: SIZE.proof, spacing: { before: 60 } }));
  const [first, second] = signers;
  const beside = notes.length > 0 ? notes : [line("")];
  if (!first) return [sideBySide(to, beside)];
  if (!second) return [sideBySide([...to, ...notes], place(first))];
  return [sideBySide(place(first), place(second), [50, 50]), sideBySide(to, beside)];
}

const RULE = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
const RULED = {
  top: RULE,
  bottom: RULE,
  left: RULE,
  right: RULE,
  insideHorizontal: RULE,
  insideVertical: RULE,
};

/** The paragraphs in cells of a ruled table. */
export const CELL_STYLE = "Cell";
/** Those beside the bars of a chart. */
export const BAR_STYLE = "Bar";

const HEAD = { bold: true, keepNext: true, isTall: true };
/** Characters; a cell that holds more may need a second line. */
const ONE_LINE = 20;

/** A ruled table: its head repeats on every page, no row is torn apart, numbers stand at the right. */
export function ruledTable({ columns, rows, total }) {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  const widths = columns.map(({ width }) => Math.round((WRITABLE * width) / sum));
  // Font, size, lines and margins are those of style and table: said in each cell, they cost more than its words. So does
  // where the words stand, which is said where it is not seen otherwise.
  const cell = (text, alignment, { bold = false, keepNext = false, isTall = false }) =>
    new TableCell({
      ...(isTall ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
      children: [
        new Paragraph({
          style: CELL_STYLE,
          ...(alignment === AlignmentType.LEFT ? {} : { alignment }),
          ...(keepNext ? { keepNext } : {}),
          children: [new TextRun(bold ? { text, bold } : text)],
        }),
      ],
    });
  const body = (texts, look) => {
    const isTall = texts.some((text) => text.length > ONE_LINE);
    return new TableRow({
      cantSplit: true,
      children: columns.map(({ align }, at) => cell(texts[at] ?? "", ALIGN[align], { ...look, isTall })),
    });
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WRITABLE, type: WidthType.DXA },
    columnWidths: widths,
    borders: RULED,
    margins: { top: 25, bottom: 25, left: 80, right: 80 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ head }) => cell(head, AlignmentType.CENTER, HEAD)),
      }),
      // The sum does not stand alone on a page.
      ...rows.map((texts, at) => body(texts, { keepNext: total !== undefined && at >= rows.length - 2 })),
      ...(total ? [body(total, { bold: true })] : []),
    ],
  });
}
