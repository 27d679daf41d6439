/** Old sheets of figures: which column is what, as it is guessed from a heading, asked in a form and remembered. */
import { z } from "zod";
import { INDICATOR_IDS, INDICATORS, isIndicatorId, type IndicatorId } from "./indicator";
import { isDerivedId } from "./rollup";
import { fold } from "./search";
import { MAX_SHEET_COLUMNS } from "./sheet";
import type { SheetHeading } from "./sheet-heading";
import { indicatorOf } from "./sheet-heading-words";
import { scaleIn, SCALES, type Scale } from "./sheet-scale";

const column = z
  .int()
  .min(0)
  .max(MAX_SHEET_COLUMNS - 1)
  .nullable();

/** Columns count from 0. Without a column of months the whole sheet is of one month. */
export const figureColumnsSchema = z
  .object({
    code: column,
    name: column,
    month: column,
    year: column,
    monthNumber: column,
    numbers: z
      .array(
        z.object({
          indicator: z.string().refine(isIndicatorId, "Chỉ tiêu không có trong danh mục"),
          column: column.unwrap(),
          scale: z.literal(SCALES),
        }),
      )
      .min(1, "Chọn cột số liệu của ít nhất một chỉ tiêu")
      .max(40),
  })
  .superRefine(({ code, name, month, year, monthNumber, numbers }, context) => {
    const problem = (message: string) => context.addIssue({ code: "custom", message });
    if (code === null && name === null) problem("Chọn cột mã hoặc cột tên đơn vị");
    if ((year === null) !== (monthNumber === null)) problem("Cột năm và cột tháng đi cùng nhau");
    if (month !== null && year !== null) problem("Chọn cột kỳ (tháng/năm), hoặc hai cột tháng và năm");
    if (numbers.some(({ indicator }) => isIndicatorId(indicator) && isDerivedId(indicator)))
      problem("Chỉ tiêu do hệ thống tự tính không nhập");
    if (new Set(numbers.map(({ indicator }) => indicator)).size < numbers.length)
      problem("Một chỉ tiêu chỉ chọn một lần");
  });
export type FigureColumns = z.infer<typeof figureColumnsSchema>;

export const hasMonths = ({ month, year }: FigureColumns) => month !== null || year !== null;

/** "code", "month", "BHYT"; empty for a column that is not read. */
export const FIXED_USES = {
  code: "Mã đơn vị",
  name: "Tên đơn vị",
  month: "Kỳ (tháng/năm)",
  year: "Năm",
  monthNumber: "Tháng",
} as const;
type FixedUse = keyof typeof FIXED_USES;
const FIXED = Object.keys(FIXED_USES) as FixedUse[];

export const MAPPED_INDICATORS = INDICATOR_IDS.filter((id) => !isDerivedId(id));

export const columnUseField = (at: number) => `c.${at}`;
export const scaleField = (at: number) => `u.${at}`;

export function figureUse(columns: FigureColumns | null, at: number): { use: string; scale: Scale } {
  const number = columns?.numbers.find((one) => one.column === at);
  if (number) return { use: number.indicator, scale: number.scale };
  return { use: (columns && FIXED.find((one) => columns[one] === at)) ?? "", scale: 0 };
}

export type FigureColumnsAnswer = { ok: true; columns: FigureColumns } | { ok: false; message: string };

/** The choices of a posted form: "c.3" is "BHYT", "u.3" is "3" for thousands. */
export function readFigureUses(fields: Readonly<Record<string, unknown>>): FigureColumnsAnswer {
  const none = { code: null, name: null, month: null, year: null, monthNumber: null };
  const columns: Omit<FigureColumns, "numbers"> & { numbers: unknown[] } = { ...none, numbers: [] };
  for (const [field, use] of Object.entries(fields)) {
    const at = /^c\.(\d{1,3})$/.exec(field)?.[1];
    if (at === undefined || typeof use !== "string" || use === "") continue;
    const fixed = FIXED.find((one) => one === use);
    if (fixed === undefined) {
      const scale = Number(fields[scaleField(Number(at))] ?? 0);
      columns.numbers.push({ indicator: use, column: Number(at), scale });
    } else if (columns[fixed] === null) columns[fixed] = Number(at);
    else return { ok: false, message: "Hai cột cùng một nội dung; mỗi nội dung chọn một cột" };
  }
  const parsed = figureColumnsSchema.safeParse(columns);
  if (parsed.success) return { ok: true, columns: parsed.data };
  return { ok: false, message: parsed.error.issues[0]?.message ?? "Chọn lại các cột" };
}

/** Beyond the words by which targets are known; what is said more exactly first. */
const WORDS: readonly (readonly [RegExp, IndicatorId])[] = [
  [/\bphai thu\b/, "PHAI_THU"],
  [/\b(tinh lai|phai tinh lai)\b/, "NO_TINH_LAI"],
  [/\b(cham dong|so no|no dong|tien no)\b/, "NO"],
  [/\bgiao dich dien tu\b|\bgddt\b/, "DON_VI_GDDT"],
  [/\bdon vi su dung lao dong\b|\bdon vi sdld\b|\bso don vi\b/, "DON_VI"],
  [/\bnguoi lao dong va (chu |nguoi )?su dung\b|\bnld\b/, "BHYT_NLD"],
  [/\bquy bhxh\b|\bto chuc bhxh\b/, "BHYT_BHXH"],
  [/\b(ho tro)\b/, "BHYT_HOTRO"],
  [/\b(nsnn|ngan sach)( nha nuoc)? dong\b/, "BHYT_NSNN"],
  [/\bho so\b/, "HO_SO"],
];
const SHORTS = new Map(MAPPED_INDICATORS.map((id) => [fold(INDICATORS[id].short), id]));

function figureOf(words: readonly string[]): IndicatorId | null {
  const folded = words.map((one) => fold(one.replace(/\([^)]*\)/g, " ")));
  for (const text of [...folded.toReversed(), folded.join(" ")]) {
    const exact = isIndicatorId(text.toUpperCase().replaceAll(" ", "_"))
      ? (text.toUpperCase().replaceAll(" ", "_") as IndicatorId)
      : SHORTS.get(text);
    const found = exact ?? WORDS.find(([pattern]) => pattern.test(text))?.[1];
    if (found) return found;
  }
  return indicatorOf(words);
}

const PERIOD = /^(ky|ky bao cao|thang nam|thang|thoi gian|thoi diem|ky so lieu)$/;

/** As far as the words of a heading tell; null where they do not say enough. */
export function guessFigureColumns({ code, name, columns }: SheetHeading): FigureColumns | null {
  const said = columns
    .filter(({ column: at }) => at !== code && at !== name)
    .map(({ column: at, words }) => ({ at, words, folded: fold(words.join(" ")) }));
  const year = said.find(({ folded }) => folded === "nam")?.at ?? null;
  const month = said.find(({ folded }) => PERIOD.test(folded))?.at ?? null;
  const seen = new Set<IndicatorId>();
  const numbers = said.flatMap(({ at, words, folded }) => {
    if (at === year || at === month || words.length === 0) return [];
    const indicator = figureOf(words);
    if (indicator === null || isDerivedId(indicator) || seen.has(indicator)) return [];
    seen.add(indicator);
    return [{ indicator, column: at, scale: scaleIn(folded) }];
  });
  const when =
    year === null ? { month, year: null, monthNumber: null } : { month: null, year, monthNumber: month };
  const parsed = figureColumnsSchema.safeParse({ code, name, ...when, numbers });
  return parsed.success ? parsed.data : null;
}
