/** What was done to be heard, unit by unit: the month, the year so far, last year's, and how much for a thousand people. */
import { denominatorIn, valueIn, type UnitFacts } from "./dashboard";
import { communicationRow, type Times } from "./dashboard-communication";
import { periodsOfYear, type DashboardContext } from "./dashboard-context";
import { timesWords } from "./communication-words";
import { formatDay } from "./day";
import type { ExportCell, ExportTable } from "./export-table";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount } from "./number";
import { addMonths, periodName, periodTitle, shortPeriodName, type PeriodId } from "./period";
import { percent, ratio, times, type Ratio, type Rounded } from "./ratio";
import type { Unit } from "./unit";
import { growthWords, uncapital } from "./wording";

/** Whom campaigns win. */
export const WON_INDICATORS = ["TN_MOI", "HGD_MOI"] as const satisfies readonly IndicatorId[];
export type WonIndicator = (typeof WON_INDICATORS)[number];
export const isWonIndicator = (text: string): text is WonIndicator =>
  WON_INDICATORS.some((id) => id === text);

export type CountUnit = Pick<Unit, "id" | "code" | "name" | "shortName" | "level">;

export type CountRow = {
  unit: CountUnit;
  month: Times;
  year: Times;
  /** Of the year so far; null without inhabitants. */
  perThousand: Rounded | null;
  population: { value: bigint; year: number; source: string } | null;
  /** People newly won since January; null while a whole month is missing. */
  won: Readonly<Record<WonIndicator, bigint | null>>;
};

/** Growth against last year; null where the two may not be compared. */
export function changeOf({ value, base, multiple }: Times): Ratio | null {
  return multiple === null || value === null || base === null ? null : ratio(value - base, base);
}

/** What a thousand inhabitants come to, with 2 decimals. */
export const perThousand = (value: bigint | null, people: bigint | null): Rounded | null =>
  value === null ? null : times(ratio(value * 1_000n, people), 2);

/** The months that the numbers of a row ask for. */
export function countPeriods(period: PeriodId): PeriodId[] {
  return [...new Set([...periodsOfYear(period), ...periodsOfYear(addMonths(period, -12))])];
}

export function countRow(
  unit: CountUnit,
  facts: UnitFacts,
  id: IndicatorId,
  { period, bases }: Pick<DashboardContext, "period" | "bases">,
): CountRow {
  const { month, year } = communicationRow(facts, id, period, bases.yoy.periodId);
  const population = denominatorIn(facts, "BHYT", period);
  const wonOf = (won: WonIndicator) => {
    const one = valueIn(facts, won, period);
    return one === null || one.absent.length > 0 ? null : one.value;
  };
  return {
    unit,
    month,
    year,
    perThousand: perThousand(year.value, population?.value ?? null),
    population: population && { value: population.value, year: population.year, source: population.source },
    won: { TN_MOI: wonOf("TN_MOI"), HGD_MOI: wonOf("HGD_MOI") },
  };
}

/** The most first; whoever has told nothing stands last, by code. */
export function sortCounts(rows: readonly CountRow[]): CountRow[] {
  const known = ({ year }: CountRow) => year.value ?? -1n;
  return rows.toSorted((a, b) => {
    const difference = known(b) - known(a);
    return difference === 0n ? (a.unit.code < b.unit.code ? -1 : 1) : difference > 0n ? 1 : -1;
  });
}

/** "Từ đầu năm đến tháng 10/2026: 57.000 hội nghị, tăng 12.000 hội nghị (26,67%) so với cùng kỳ, gấp 1,3 lần." */
export function countSentence(
  name: string,
  id: IndicatorId,
  year: Times,
  period: PeriodId,
): { strong: string; rest: string } | null {
  if (year.value === null) return null;
  const { unit } = INDICATORS[id];
  const change = changeOf(year);
  const words =
    change === null || year.base === null
      ? ""
      : `, ${growthWords({ kind: "growth", delta: year.value - year.base, pct: change }, unit)} so với cùng kỳ, ${timesWords(year)}`;
  const doubt = year.isProvisional ? " (tạm tính)" : "";
  return {
    strong: `${name} có ${formatCount(year.value)} ${unit}`,
    rest: ` (${uncapital(INDICATORS[id].name)}) từ đầu năm đến ${periodName(period)}${doubt}${words}.`,
  };
}

const pct = (exact: Ratio | null): Rounded | null => exact && percent(exact, 2);

/** "dân số năm 2025, nguồn NSO"; a number of its own, which need not be the sum of those below. Null without inhabitants. */
export function populationWords({ population }: CountRow, rows: readonly CountRow[]): string | null {
  if (!population) return null;
  const words = `dân số năm ${population.year}, nguồn ${population.source}`;
  const below = rows.reduce((sum, row) => sum + (row.population?.value ?? 0n), 0n);
  return below === population.value || below === 0n
    ? words
    : `${words}; là số riêng, không phải tổng dân số của các đơn vị bên dưới (${formatCount(below)})`;
}

/** The rows of the page as a table that leaves the product. */
export function countTable(
  rows: readonly CountRow[],
  total: CountRow,
  id: IndicatorId,
  { period, bases, asOf }: Pick<DashboardContext, "period" | "bases" | "asOf">,
): ExportTable {
  const base = shortPeriodName(bases.yoy.periodId);
  const now = shortPeriodName(period);
  const { unit, name, definition } = INDICATORS[id];
  const people = populationWords(total, rows);
  const sides = ({ value, base: before, multiple, reason }: Times, one: Times): ExportCell[] => [
    value,
    before,
    multiple,
    pct(changeOf(one)),
    reason,
  ];
  const line = (row: CountRow): ExportCell[] => [
    row.unit.code,
    row.unit.name,
    ...sides(row.month, row.month),
    ...sides(row.year, row.year),
    row.perThousand,
    row.population?.value ?? null,
    row.won.TN_MOI,
    row.won.HGD_MOI,
  ];
  const heads = (when: string, before: string) => [
    `${when} (${unit})`,
    `${before} (${unit})`,
    `${when}: gấp số lần`,
    `${when}: tăng, giảm (%)`,
    `${when}: vì sao không so sánh`,
  ];
  return {
    head: [
      "Mã",
      "Đơn vị",
      ...heads(`Tháng ${now}`, `Tháng ${base}`),
      ...heads(`Từ đầu năm đến ${now}`, `Cùng kỳ đến ${base}`),
      "Từ đầu năm trên 1.000 dân",
      "Dân số (người)",
      `${INDICATORS.TN_MOI.name} từ đầu năm`,
      `${INDICATORS.HGD_MOI.name} từ đầu năm`,
    ],
    rows: [...rows.map(line), line(total)],
    provenance: [
      ["Đơn vị", `${total.unit.name} (mã ${total.unit.code})`],
      ["Kỳ số liệu", periodTitle(period)],
      ["Số liệu đến", formatDay(asOf)],
      ["Chỉ tiêu", `${name}: ${definition}`],
      ["So sánh", `so với cùng kỳ: ${periodName(bases.yoy.periodId)}`],
      ...(people === null ? [] : [["Mẫu số", people] as const]),
      ["Nguồn", "Bao Phủ, tổng số đã duyệt của các đơn vị báo cáo; ô trống là chưa có số, không phải 0"],
    ],
  };
}
