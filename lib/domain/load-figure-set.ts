/** The figures that a file gives for one unit and period, in as little memory as they can be kept. */
import { contradictions, type Issue } from "./checks";
import {
  enteredIndicators,
  INDICATOR_IDS,
  REPORTING_KINDS,
  type IndicatorId,
  type ReportingKind,
} from "./indicator";
import { asOfDay, type PeriodId } from "./period";
import { derivedParts, isDerivedId } from "./rollup";
import type { Unit } from "./unit";

/** The indicators that may be given, each with its place. */
export type Allowed = ReadonlyMap<string, number>;

export type GivenFigure = { indicator: IndicatorId; value: bigint; isEstimate: boolean };

const PLACES = INDICATOR_IDS.length;
/** Places in the order of the tables' keys. */
const SORTED = INDICATOR_IDS.map((id, place) => ({ id, place })).toSorted((a, b) => (a.id < b.id ? -1 : 1));

export class FigureSet {
  /** By place; line 0 says that the indicator was not given. */
  private readonly lines = new Uint32Array(PLACES);
  private readonly values = new BigInt64Array(PLACES);
  private readonly estimates = new Uint8Array(PLACES);

  constructor(
    /** 0, 1, … in the order of the file. */
    readonly number: number,
    readonly unit: Unit,
    readonly periodId: PeriodId,
    readonly allowed: Allowed,
  ) {}

  /** The line that gave this indicator; 0 if none did. */
  lineAt(place: number): number {
    return this.lines[place] ?? 0;
  }

  keep(place: number, line: number, value: bigint, isEstimate: boolean): void {
    this.lines[place] = line;
    this.values[place] = value;
    this.estimates[place] = Number(isEstimate);
  }

  /** The line of an indicator; of one that is not in the file, the first line of the set. */
  lineOf(id: IndicatorId): number {
    return this.lineAt(this.allowed.get(id) ?? -1) || this.firstLine();
  }

  firstLine(): number {
    return this.lines.reduce((first, line) => (line > 0 && (first === 0 || line < first) ? line : first), 0);
  }

  /** In the order of the tables' keys. */
  *figures(): Generator<GivenFigure> {
    for (const { id, place } of SORTED) {
      if (this.lines[place] === 0) continue;
      yield { indicator: id, value: this.values[place] ?? 0n, isEstimate: this.estimates[place] === 1 };
    }
  }

  /** @param approved what counts already, and still does where the file says nothing */
  contradictions(approved: ReadonlyMap<IndicatorId, bigint>): Issue[] {
    if (this.unit.reportingKind === null) return [];
    const given = [...this.figures()].map(({ indicator, value }) => [indicator, value] as const);
    const values = Object.fromEntries([...approved, ...given]);
    return contradictions(values, { kind: this.unit.reportingKind, asOf: asOfDay(this.periodId) });
  }
}

/** Sorts sets as the tables' keys do: by province, unit, period. */
export function byKey(a: FigureSet, b: FigureSet): number {
  if (a.unit.provinceId !== b.unit.provinceId) return a.unit.provinceId < b.unit.provinceId ? -1 : 1;
  if (a.unit.id !== b.unit.id) return a.unit.id < b.unit.id ? -1 : 1;
  return a.periodId < b.periodId ? -1 : 1;
}

/** What a new flash period asks of each kind of unit: what was given for it; of what is derived, the parts. */
export function requiredOf(
  sets: readonly FigureSet[],
  periodId: PeriodId,
): Record<ReportingKind, IndicatorId[]> {
  const given = sets.filter((set) => set.periodId === periodId).flatMap((set) => [...set.figures()]);
  const ids = new Set(given.map(({ indicator }) => indicator));
  const required = (kind: ReportingKind) => {
    const entered = new Set(
      [...ids].flatMap((id) => (isDerivedId(id) ? derivedParts(id, kind).map(([part]) => part) : [id])),
    );
    return enteredIndicators(kind, asOfDay(periodId)).filter((id) => entered.has(id));
  };
  return Object.fromEntries(REPORTING_KINDS.map((kind) => [kind, required(kind)])) as Record<
    ReportingKind,
    IndicatorId[]
  >;
}
