/** How another system names what is here: periods as DHIS2 writes them, codes by a table that the central office keeps. */
import { z } from "zod";
import { INDICATOR_IDS, INDICATORS, isIndicatorId, type IndicatorId } from "./indicator";
import { isPeriodId, type PeriodId } from "./period";
import { isDerivedId } from "./rollup";
import type { TargetKind } from "./target";

/** "202310" for a month, "20211118" for a day. */
export const dhis2Period = (id: PeriodId): string => id.replaceAll("-", "");

/** As DHIS2 writes it, or as the addresses here do; null for weeks, quarters, years and what is no period. */
export function readDhis2Period(text: string): PeriodId | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})?$/.exec(text) ?? [];
  const id = year === undefined ? text : [year, month, day].filter((part) => part !== undefined).join("-");
  return isPeriodId(id) ? id : null;
}

const SUFFIX = {
  headcount: "_TARGET",
  increase: "_TARGET_INCREASE",
  rate: "_TARGET_RATE",
  amount: "_TARGET_AMOUNT",
} as const satisfies Record<TargetKind, string>;

/** Targets are data elements of their own: "BHYT_TARGET". */
export const targetElement = (indicator: IndicatorId, kind: TargetKind): string => indicator + SUFFIX[kind];
const isTargetElement = (code: string): boolean => /_TARGET(?:_[A-Z]+)?$/.test(code);

/** By what is here, what the other system calls it: indicators and target elements; units by id or code. */
export const exchangeCodesSchema = z.object({
  dataElements: z.record(z.string(), z.string()).default({}),
  orgUnits: z.record(z.string(), z.string()).default({}),
});
export type ExchangeCodes = z.infer<typeof exchangeCodesSchema>;
export const NO_CODES: ExchangeCodes = { dataElements: {}, orgUnits: {} };

/** The key under which settings keep the table. */
export const EXCHANGE_CODES_SETTING = "exchange.codes";

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export const foreignElement = ({ dataElements }: ExchangeCodes, code: string): string =>
  own(dataElements, code) ?? code;
export const foreignUnit = ({ orgUnits }: ExchangeCodes, unit: { id: string; code: string }): string =>
  own(orgUnits, unit.id) ?? own(orgUnits, unit.code) ?? unit.code;

/** The way back: codes of the other system as they are here; what has no line stands for itself. */
export function homeward({ dataElements, orgUnits }: ExchangeCodes) {
  const turned = (table: Readonly<Record<string, string>>) =>
    new Map(Object.entries(table).map(([here, there]) => [there, here]));
  const [elements, units] = [turned(dataElements), turned(orgUnits)];
  return {
    element: (code: string) => elements.get(code) ?? code,
    unit: (code: string) => units.get(code) ?? code,
  };
}

const MOST_LINES = 5_000;
const LONGEST_CODE = 100;
const LINE = /^(\S+)\s*=\s*(\S+)$/;

type Table = { ok: true; table: Record<string, string> } | { ok: false; message: string };

/** Every code that lines name, on either side. */
export const namedCodes = (text: string): string[] => [
  ...new Set(text.split(/[\r\n=]+/).flatMap((part) => part.trim() || [])),
];

/** Lines "here = there", as the form has them; an empty line says nothing. @param isKnown whether it is a code here */
export function readCodeLines(text: string, isKnown: (code: string) => boolean): Table {
  const table = new Map<string, string>();
  const taken = new Set<string>();
  const lines = text.split(/\r?\n/);
  if (lines.length > MOST_LINES) return { ok: false, message: "Bảng đổi mã có quá 5.000 dòng" };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const wrong = (message: string): Table => ({ ok: false, message: `Dòng ${index + 1}: ${message}` });
    const [, here, there] = LINE.exec(line.trim()) ?? [];
    if (here === undefined || there === undefined || line.length > 2 * LONGEST_CODE)
      return wrong("viết mã ở đây = mã bên ngoài, ví dụ BHYT = fbfJHSPpUQD");
    if (!isKnown(here)) return wrong(`không có mã “${here.slice(0, LONGEST_CODE)}” ở đây`);
    if (table.has(here)) return wrong(`mã “${here}” đã có ở dòng trên`);
    // What has no line stands for itself: the code would mean two things, and what comes by it could be either.
    if (there !== here && isKnown(there)) return wrong(`mã bên ngoài “${there}” trùng với một mã ở đây`);
    if (taken.has(there)) return wrong(`mã bên ngoài “${there}” đã dùng ở dòng trên`);
    table.set(here, there);
    taken.add(there);
  }
  return { ok: true, table: Object.fromEntries(table) };
}

export const writeCodeLines = (table: Readonly<Record<string, string>>): string =>
  Object.entries(table)
    .map(([here, there]) => `${here} = ${there}`)
    .join("\n");

const ELEMENTS: ReadonlySet<string> = new Set(
  INDICATOR_IDS.flatMap((id) => [id, ...Object.values(SUFFIX).map((suffix) => id + suffix)]),
);
export const isElement = (code: string): boolean => ELEMENTS.has(code);

/** Which figure a data element is; else why none can be taken by this name. */
export function enteredIndicator(code: string): IndicatorId | { problem: string } {
  if (isTargetElement(code))
    return { problem: "là chỉ tiêu giao: chỉ tiêu vào bằng quyết định, không vào biểu số liệu" };
  if (!isIndicatorId(code)) return { problem: "không phải mã chỉ tiêu nào ở đây" };
  if (isDerivedId(code)) return { problem: `${INDICATORS[code].name} do hệ thống tự tính: bỏ dòng này` };
  return code;
}

/** How units are named: by code, by the id that no other unit ever has, or as the table of codes says. */
export const ID_SCHEMES = ["code", "id", "mapped"] as const;
export type IdScheme = (typeof ID_SCHEMES)[number];
