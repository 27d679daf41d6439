/** An official paper as data: what its page and its Word document both set, so that they cannot differ. */
import { proseMonth, type Day } from "./day";

type PaperAlign = "left" | "center" | "right";

export type PaperTable = {
  caption: string;
  columns: readonly { head: string; align: PaperAlign; /** Share of the width. */ width: number }[];
  rows: readonly (readonly string[])[];
  /** The last row, in bold; none if absent. */
  total?: readonly string[];
  note?: string;
};

/** Bars of one kind from 0, longest first as they are given. */
export type PaperChart = {
  caption: string;
  rows: readonly {
    label: string;
    /** In thousandths of the longest possible bar. */
    length: number;
    /** "92,5%" */
    shown: string;
  }[];
  note?: string;
};

/** A sentence, or one that begins with bold words. */
export type PaperText = string | { lead: string; text: string };

export type PaperSection = {
  heading: string;
  paragraphs: readonly PaperText[];
  table?: PaperTable;
  chart?: PaperChart;
  /** Small and slanted, at the end of the section. */
  notes?: readonly string[];
};

export type Paper = {
  /** Above the agency's own name. */
  parentAgency: string;
  agency: string;
  /** "BB-BHXH": what follows the number that is written by hand. */
  symbol: string;
  /** Once it is issued; before, room is left for a hand. */
  number?: number;
  place: string;
  day: Day;
  title: string;
  subject: string;
  /** Above everything else where the paper is not final. */
  warning: string | null;
  sections: readonly PaperSection[];
  receivers: readonly string[];
  /** Who signs, from left to right. */
  signers: readonly { role: string; name: string | null }[];
  /** At the very end, small. */
  footnotes?: readonly string[];
};

/** "05/BC-BHXH": the rules of administrative papers want two digits at least. */
export const paperNumber = (number: number, symbol: string) => `${String(number).padStart(2, "0")}/${symbol}`;

/** "Số: 12/BC-BHXH"; without a number there is room for it. */
export const numberLine = ({ number, symbol }: Pick<Paper, "number" | "symbol">) =>
  `Số: ${number === undefined ? `${" ".repeat(10)}/${symbol}` : paperNumber(number, symbol)}`;

export const MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"] as const;

/** "Lâm Đồng, ngày 05 tháng 11 năm 2026" */
export function placeAndDay(place: string, day: Day): string {
  return `${place}, ngày ${day.slice(8)} tháng ${proseMonth(day)} năm ${day.slice(0, 4)}`;
}
