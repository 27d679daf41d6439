/** Coverage: what part of a population or labour force takes part, and which denominator that is measured by. */
import { INDICATORS, type IndicatorId } from "./indicator";
import { ratio, type Ratio } from "./ratio";

export const DENOMINATOR_KINDS = ["population", "labour_force"] as const;
export type DenominatorKind = (typeof DENOMINATOR_KINDS)[number];

export const DENOMINATOR_NAMES: Record<DenominatorKind, string> = {
  population: "dân số",
  labour_force: "lực lượng lao động",
};

/** One loaded version of a denominator. Of the versions of a unit, year and kind the newest counts. */
export type Denominator = {
  unitId: string;
  kind: DenominatorKind;
  /** How it was counted: "nso", "working_age", "stated"… Rates on different bases are not compared. */
  basis: string;
  year: number;
  value: bigint;
  source: string;
  version: number;
};

/** The denominator that a rate names. */
export type ChosenDenominator = Omit<Denominator, "version"> & {
  /** Added from the children, because the unit has none of its own. */
  isSum: boolean;
  /** Of an earlier year than asked for. */
  isEarlier: boolean;
};

export type Coverage = { ratio: Ratio; denominator: ChosenDenominator };

const LABOUR_FORCE: ReadonlySet<IndicatorId> = new Set(["BHXH", "BHXH_BB", "BHXH_TN", "BHTN"]);

/** What the indicator is measured by: BHYT and its payer groups by population, social insurance by labour force. */
export function denominatorKind(id: IndicatorId): DenominatorKind | null {
  if (id === "BHYT" || INDICATORS[id].group === "payers") return "population";
  return LABOUR_FORCE.has(id) ? "labour_force" : null;
}

/** The newest version of each year, of one unit and kind, newest year first, none later than `year`. */
function standing(rows: readonly Denominator[], unitId: string, kind: DenominatorKind, year: number) {
  const byYear = new Map<number, Denominator>();
  for (const row of rows) {
    if (row.unitId !== unitId || row.kind !== kind || row.year > year) continue;
    const known = byYear.get(row.year);
    if (!known || known.version < row.version) byYear.set(row.year, row);
  }
  return [...byYear.values()].sort((a, b) => b.year - a.year);
}

/**
 * The denominator of a unit for a year: its own, else the sum of its children's where every child has one of the same
 * year and basis; each time of the newest year that is not later, flagged if earlier. Null if there is none.
 * @param rows versions of the unit and of its children, in any order
 * @param childIds the children that are territories: an office has no population
 */
export function chooseDenominator(
  rows: readonly Denominator[],
  unitId: string,
  childIds: readonly string[],
  kind: DenominatorKind,
  year: number,
): ChosenDenominator | null {
  const [own] = standing(rows, unitId, kind, year);
  if (own) return { ...chosen(own, year), isSum: false };
  const children = childIds.map((id) => standing(rows, id, kind, year));
  for (const first of children[0] ?? []) {
    const same = children.flatMap(
      (years) => years.find((row) => row.year === first.year && row.basis === first.basis) ?? [],
    );
    if (same.length < children.length) continue;
    return {
      ...chosen(first, year),
      unitId,
      value: same.reduce((sum, row) => sum + row.value, 0n),
      source: [...new Set(same.map((row) => row.source))].join("; "),
      isSum: true,
    };
  }
  return null;
}

function chosen(row: Denominator, year: number): Omit<ChosenDenominator, "isSum"> {
  const { unitId, kind, basis, value, source } = row;
  return { unitId, kind, basis, year: row.year, value, source, isEarlier: row.year < year };
}

/** Value over denominator; null without one of them. */
export function coverage(value: bigint | null, denominator: ChosenDenominator | null): Coverage | null {
  const exact = denominator && ratio(value, denominator.value);
  return exact && { ratio: exact, denominator };
}

/** Why two rates cannot be compared, as an official would say it; null if they can. */
export function incomparable(a: ChosenDenominator, b: ChosenDenominator): string | null {
  if (a.kind === b.kind && a.basis === b.basis) return null;
  return "Mẫu số khác cơ sở tính, không so sánh tỷ lệ";
}
