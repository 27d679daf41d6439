/** The parts of an official paper in Word, as the rules of administrative papers set them: fonts, head, table, foot. */
import "server-only";
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
  type IParagraphOptions,
  type IRunOptions,
} from "docx";
import {
  MOTTO,
  numberLine,
  placeAndDay,
  type Paper,
  type PaperAlign,
  type PaperTable,
  type PaperText,
} from "@/lib/domain/paper";

export const FONT = "Times New Roman";
/** Half points, as Word counts. */
export const SIZE = { text: 28, table: 24, small: 22, proof: 16 } as const;
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
} as const satisfies Record<PaperAlign, unknown>;

type Look = Pick<IRunOptions, "bold" | "italics" | "size"> & Omit<IParagraphOptions, "children" | "text">;

/** One paragraph of one look. */
export function line(text: string, { bold, italics, size = SIZE.text, ...paragraph }: Look = {}): Paragraph {
  const run: IRunOptions = {
    text,
    font: FONT,
    size,
    ...(bold ? { bold } : {}),
    ...(italics ? { italics } : {}),
  };
  return new Paragraph({ ...paragraph, children: [new TextRun(run)] });
}

/** A sentence: indented by one centimetre and set to both margins. */
export function sentence(text: PaperText): Paragraph {
  const look = {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: Math.round(10 * MM) },
    spacing: { after: 120 },
  };
  if (typeof text === "string") return line(text, look);
  const run = (words: string, bold: boolean) =>
    new TextRun({ text: words, bold, font: FONT, size: SIZE.text });
  return new Paragraph({ ...look, children: [run(`${text.lead} `, true), run(text.text, false)] });
}

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
export const BARE = { top: NONE, bottom: NONE, left: NONE, right: NONE };

/** Two blocks beside each other without lines: the head and the foot of a paper. */
function sideBySide(
  left: Paragraph[],
  right: Paragraph[],
  share: readonly [number, number] = [45, 55],
): Table {
  const widths = share.map((part) => Math.round((WRITABLE * part) / 100));
  const cell = (children: Paragraph[], width = 0) =>
    new TableCell({ children, borders: BARE, width: { size: width, type: WidthType.DXA } });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WRITABLE, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...BARE, insideHorizontal: NONE, insideVertical: NONE },
    rows: [new TableRow({ children: [cell(left, widths[0]), cell(right, widths[1])] })],
  });
}

const middle = { alignment: AlignmentType.CENTER } as const;
/** The short line below a name. */
const rule = (length: number) => line("―".repeat(length), { ...middle, size: 14, spacing: { line: 160 } });

/** Agency and number on the left; the state's name, its motto, place and day on the right. */
export function officialHead(paper: Paper): Table {
  const { parentAgency, agency, place, day } = paper;
  return sideBySide(
    [
      line(parentAgency, { ...middle, size: 24 }),
      line(agency, { ...middle, size: 24, bold: true }),
      rule(9),
      line(numberLine(paper), { ...middle, size: 26, spacing: { before: 120 } }),
    ],
    [
      line(MOTTO[0], { ...middle, size: 24, bold: true }),
      line(MOTTO[1], { ...middle, size: 26, bold: true }),
      rule(17),
      line(placeAndDay(place, day), { ...middle, size: 26, italics: true, spacing: { before: 120 } }),
    ],
  );
}

/** Whoever signs, with room for hand and seal; one signs at the right of the receivers, two beside each other above them. */
export function officialFoot({ receivers, signers }: Paper): Table[] {
  const place = ({ role, name }: Paper["signers"][number]) => [
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
  const [first, second] = signers;
  if (!first) return [sideBySide(to, [line("")])];
  if (!second) return [sideBySide(to, place(first))];
  return [sideBySide(place(first), place(second), [50, 50]), sideBySide(to, [line("")])];
}

const RULE = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;
const RULED = { top: RULE, bottom: RULE, left: RULE, right: RULE };

/** A ruled table: its head repeats on every page, no row is torn apart, numbers stand at the right. */
export function ruledTable({ columns, rows, total }: PaperTable): Table {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  const widths = columns.map(({ width }) => Math.round((WRITABLE * width) / sum));
  const cell = (text: string, index: number, look: Look) =>
    new TableCell({
      borders: RULED,
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      children: [line(text, { size: SIZE.table, ...look })],
    });
  const body = (texts: readonly string[], bold: boolean) =>
    new TableRow({
      cantSplit: true,
      children: columns.map(({ align }, index) =>
        cell(texts[index] ?? "", index, { alignment: ALIGN[align], bold }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: WRITABLE, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ head }, index) => cell(head, index, { ...middle, bold: true })),
      }),
      ...rows.map((texts) => body(texts, false)),
      ...(total ? [body(total, true)] : []),
    ],
  });
}
