/** What the words over a column say: which indicator it counts, and whether a target, a growth, a rate or what there was. */
import { INDICATOR_IDS, INDICATORS, type IndicatorId } from "./indicator";
import { fold } from "./search";
import type { SheetColumns, SheetField } from "./target-sheet";

const NAMES = new Map(INDICATOR_IDS.map((id) => [fold(INDICATORS[id].name), id]));

/** In the order in which they are tried: what is said more exactly before what is said in general. */
const INDICATOR_WORDS: readonly (readonly [RegExp, IndicatorId])[] = [
  [/\btu nguyen\b|\bbhxh ?tn\b/, "BHXH_TN"],
  [/\bbat buoc\b|\bbhxh ?bb\b/, "BHXH_BB"],
  [/\bthat nghiep\b|\bbhtn\b/, "BHTN"],
  [/\bho gia dinh\b|\bhgd\b/, "BHYT_HGD"],
  [/\bhoc sinh\b|\bhssv\b/, "BHYT_HSSV"],
  [/\bbhyt\b|\bbao hiem y te\b/, "BHYT"],
  [/\b(so|du toan) thu\b|^thu\b/, "THU"],
  [/\bvssid\b/, "VSSID"],
  [/\bbhxh\b|\bbao hiem xa hoi\b/, "BHXH"],
];

/** What is counted in a column, as the words over it say. */
export function indicatorOf(words: readonly string[]): IndicatorId | null {
  const folded = words.map(fold);
  const exact = folded.map((text) => NAMES.get(text)).find((id) => id !== undefined);
  if (exact) return exact;
  // The words nearest to the column are the most exact.
  for (const text of [...folded.toReversed(), folded.join(" ")])
    for (const [pattern, id] of INDICATOR_WORDS) if (pattern.test(text)) return id;
  return null;
}

const FIELD_WORDS: readonly (readonly [RegExp, SheetField])[] = [
  [/\b(thuc hien|hien co|dang tham gia|ket qua|den (het )?(ngay )?31 12)\b/, "base"],
  [/\b(phat trien|tang them|tang moi|so tang|them moi|tang)\b/, "increase"],
  [/\b(chi tieu|ke hoach|muc tieu|giao)\b/, "target"],
];

function fieldIn(text: string): SheetField | null {
  const folded = fold(text);
  if (/\bty le\b/.test(folded) || text.includes("%")) return /\btang\b/.test(folded) ? null : "rate";
  return FIELD_WORDS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

function fieldOf(words: readonly string[]): SheetField | null {
  for (const text of words.toReversed()) {
    const field = fieldIn(text);
    if (field || /\bty le\b/.test(fold(text))) return field;
  }
  return null;
}

type Told = { column: number; words: readonly string[] };

/** Which column is what as far as the words over them tell; null where they do not say enough. */
export function guessColumns(
  told: readonly Told[],
  code: number | null,
  name: number | null,
): SheetColumns | null {
  if (code === null && name === null) return null;
  const numbers = told
    .filter(({ column }) => column !== code && column !== name)
    .flatMap(({ column, words }) => {
      const indicator = indicatorOf(words);
      return indicator ? [{ column, indicator, field: fieldOf(words) }] : [];
    });
  const indicators = [...new Set(numbers.map(({ indicator }) => indicator))].flatMap((indicator) => {
    const own = numbers.filter((one) => one.indicator === indicator);
    const isMoney = INDICATORS[indicator].unit === "đồng";
    // Of several years the last one stands rightmost.
    const of = (field: SheetField) => own.findLast((one) => one.field === field)?.column ?? null;
    const [only] = own.length === 1 ? own : [];
    const target = of("target") ?? (only && only.field === null ? only.column : null);
    const increase = isMoney ? null : of("increase");
    const columns = { indicator, base: of("base"), increase, target, rate: of("rate") };
    return columns.target === null && columns.increase === null && columns.rate === null ? [] : [columns];
  });
  return indicators.length > 0 ? { code, name, indicators } : null;
}

/** Nearest over a column of codes: "Mã", "Mã đơn vị", "Mã số"; not the tax code of somebody. */
export const CODE_WORDS =
  /^ma(?! so thue\b)( (so|don vi|dvhc|dv|bhxh|co quan|huyen|xa|tinh|noi nhan|ben nhan)\b.*)?$/;

/** Over a column that names units. */
export const NAME_WORDS = /\b(don vi|dia ban|dia phuong|ten|huyen|xa)\b/;
