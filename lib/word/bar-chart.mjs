/** Bars of a paper in Word: a picture of one point for each, drawn as long as its number is. */
import {
  AlignmentType,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { BAR_STYLE, line, SIZE, UNRULED, WRITABLE } from "./office.mjs";

/** One pixel of the colour of data. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQ9+sHAAGMAP0xIVv9AAAAAElFTkSuQmCC",
  "base64",
);

/** Of the width that is written on: name, bar, number. */
const SHARES = [32, 56, 12];
/** Pixels of the longest bar: the middle column at 96 dots an inch, less its margins. */
const LONGEST = 330;
const HEIGHT = 12;
/** Characters; a longer name may need a second line. */
const ONE_LINE = 22;

function bar({ label, length, shown }, keepNext) {
  const width = Math.max(1, Math.round((length * LONGEST) / 1000));
  const picture = new ImageRun({
    type: "png",
    data: PIXEL,
    transformation: { width, height: HEIGHT },
    altText: { name: label, description: shown, title: label },
  });
  const contents = [
    words(label, { keepNext }),
    new Paragraph({ children: [picture], keepNext }),
    words(shown, { keepNext, alignment: AlignmentType.RIGHT }),
  ];
  const tall = label.length > ONE_LINE ? { verticalAlign: VerticalAlignTable.CENTER } : {};
  return new TableRow({
    cantSplit: true,
    children: contents.map((content) => new TableCell({ children: [content], ...tall })),
  });
}

const words = (text, look) => new Paragraph({ style: BAR_STYLE, children: [new TextRun(text)], ...look });

export function barChart({ caption, rows, note }) {
  return [
    line(caption, {
      alignment: AlignmentType.CENTER,
      bold: true,
      size: 26,
      keepNext: true,
      spacing: { before: 240, after: 80 },
    }),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: WRITABLE, type: WidthType.DXA },
      columnWidths: SHARES.map((share) => Math.round((WRITABLE * share) / 100)),
      borders: UNRULED,
      // All on one page, which they fit on.
      rows: rows.map((row, at) => bar(row, at < rows.length - 1)),
    }),
    ...(note ? [line(note, { italics: true, size: SIZE.small })] : []),
  ];
}
