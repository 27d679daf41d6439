/**
 * A row of the figures form. A file holds few units and periods and many figures, so each pair of unit and period is
 * looked up once, and what is wrong with the pair is told at each of its rows.
 */
import type { Day } from "./day";
import {
  DERIVED,
  enteredIndicators,
  indicator,
  INDICATOR_IDS,
  INDICATOR_VALID_FROM,
  isIndicatorId,
  isValidOn,
  REPORTING_KINDS,
  type IndicatorId,
  type ReportingKind,
} from "./indicator";
import { DIGITS_EXPECTED } from "./load-denominator";
import type { FieldIssue } from "./load-issue";
import { parseDigits } from "./number";
import { asOfDay, isPeriodId, monthStart, periodKind, type PeriodId } from "./period";
import { derivedParts, isDerivedId } from "./rollup";
import type { Unit } from "./unit";
import type { UnitIndex } from "./unit-index";

/** What the rows of one unit and period have in common. */
export type FigureSet = {
  /** 0, 1, … in the order of the file. */
  number: number;
  unit: Unit;
  periodId: PeriodId;
  /** Sorts sets as the tables do: by province, unit, period. */
  order: number;
  /** The indicators that may be loaded, with their order. */
  allowed: ReadonlyMap<string, number>;
  /** The line in which each indicator was given, by its order; 0 if it was not. */
  lines: Uint32Array;
};

export type ReadFigure = {
  set: FigureSet;
  indicator: IndicatorId;
  /** Sorts figures as the tables do. */
  order: number;
  /** Digits. */
  value: string;
  isEstimate: boolean;
};

export type FigureFacts = {
  units: UnitIndex;
  /** Place of each unit id in the order of province and unit. */
  rankOf: ReadonlyMap<string, number>;
  lockedPeriods: ReadonlySet<string>;
  /** Submissions (`593.2023-11`) that may move although their period is locked. */
  unlocked: ReadonlySet<string>;
  today: Day;
};

const SHORT_DIGITS = /^[0-9]{1,18}$/;
const ESTIMATE: Readonly<Record<string, boolean>> = { "0": false, "1": true, false: false, true: true };
/** Room for years, months and days; and for indicators below them. */
const PERIODS = 2 ** 21;
const INDICATORS_ROOM = 2 ** 6;
const SORTED_IDS = INDICATOR_IDS.toSorted();

export class FigureReader {
  /** Every good pair of unit and period, in the order of the file. */
  readonly sets: FigureSet[] = [];
  /** What is given for each flash period: a new one asks for just that. */
  readonly flash = new Map<PeriodId, Set<IndicatorId>>();
  private readonly known = new Map<string, FigureSet | FieldIssue[]>();
  private readonly allowed = new Map<string, ReadonlyMap<string, number>>();

  constructor(private readonly facts: FigureFacts) {}

  /** @returns the figure, or all that is wrong with the row */
  read(
    line: number,
    code: string,
    period: string,
    name: string,
    value: string,
    estimate: string,
  ): ReadFigure | FieldIssue[] {
    const set = this.set(code, period);
    const isEstimate = ESTIMATE[estimate];
    if ("allowed" in set && isEstimate !== undefined && isFigure(value)) {
      const order = set.allowed.get(name);
      if (order !== undefined) {
        const first = set.lines[order];
        if (first !== 0) return repeated(code, first);
        set.lines[order] = line;
        const id = name as IndicatorId;
        this.flash.get(set.periodId)?.add(id);
        return { set, indicator: id, order: set.order + order, value, isEstimate };
      }
    }
    return this.issues(set, name, value, estimate);
  }

  private issues(set: FigureSet | FieldIssue[], name: string, value: string, estimate: string): FieldIssue[] {
    const issues = Array.isArray(set) ? [...set] : [];
    const add = (column: string, found: string, expected: string) => issues.push({ column, found, expected });
    if (!isIndicatorId(name)) add("indicator", name, "the code of an indicator, such as BHYT");
    else if (!Array.isArray(set) && !set.allowed.has(name)) add("indicator", name, notAllowed(name, set));
    if (!isFigure(value)) add("value", value, DIGITS_EXPECTED);
    if (ESTIMATE[estimate] === undefined) add("is_estimate", estimate, "0, 1, true or false");
    return issues;
  }

  private set(code: string, period: string): FigureSet | FieldIssue[] {
    const key = `${code},${period}`;
    const known = this.known.get(key);
    if (known) return known;
    const made = this.newSet(code, period);
    if (!Array.isArray(made)) {
      this.sets.push(made);
      if (periodKind(made.periodId) === "flash" && !this.flash.has(made.periodId))
        this.flash.set(made.periodId, new Set());
    }
    this.known.set(key, made);
    return made;
  }

  private newSet(code: string, period: string): FigureSet | FieldIssue[] {
    const { units, rankOf, lockedPeriods, unlocked, today } = this.facts;
    const wrong = (column: string, found: string, expected: string): FieldIssue[] => [
      { column, found, expected },
    ];
    if (!isPeriodId(period)) {
      const unknown = units.withCode(code).length === 0;
      return [
        ...(unknown ? wrong("unit_code", code, units.unknown(code)) : []),
        ...wrong("period", period, "a month such as 2023-11 or a day such as 2021-11-18"),
      ];
    }
    const asOf = asOfDay(period);
    const issues: FieldIssue[] = [];
    const begins = periodKind(period) === "month" ? monthStart(period) : asOf;
    if (begins > today) issues.push(...wrong("period", period, `a period that has begun; today is ${today}`));
    const found = units.on(code, asOf);
    if (!found.ok) return [...issues, ...wrong("unit_code", code, found.expected)];
    const { unit } = found;
    if (unit.level === "commune")
      issues.push(
        ...wrong("unit_code", code, "a reporting unit or a unit above it; communes report no figures"),
      );
    if (lockedPeriods.has(period) && !unlocked.has(`${unit.id}.${period}`))
      issues.push(...wrong("period", period, "an open period; this one is locked"));
    if (issues.length > 0) return issues;
    const order = ((rankOf.get(unit.id) ?? 0) * PERIODS + periodOrder(period)) * INDICATORS_ROOM;
    const allowed = this.allowedFor(unit.reportingKind, asOf);
    return {
      number: this.sets.length,
      unit,
      periodId: period,
      order,
      allowed,
      lines: new Uint32Array(SORTED_IDS.length),
    };
  }

  private allowedFor(kind: ReportingKind | null, asOf: Day): ReadonlyMap<string, number> {
    const key = `${kind} ${asOf}`;
    const known = this.allowed.get(key);
    if (known) return known;
    const ids = new Set(
      kind ? enteredIndicators(kind, asOf) : INDICATOR_IDS.filter((id) => isValidOn(id, asOf)),
    );
    const made = new Map<string, number>();
    SORTED_IDS.forEach((id, order) => ids.has(id) && made.set(id, order));
    this.allowed.set(key, made);
    return made;
  }
}

/** What a new flash period asks of each kind of unit: what was given for it; the parts of what is derived. */
export function requiredOf(
  given: ReadonlySet<IndicatorId>,
  periodId: PeriodId,
): Record<ReportingKind, IndicatorId[]> {
  const required = (kind: ReportingKind) => {
    const ids = new Set(
      [...given].flatMap((id) => (isDerivedId(id) ? derivedParts(id, kind).map(([part]) => part) : [id])),
    );
    return enteredIndicators(kind, asOfDay(periodId)).filter((id) => ids.has(id));
  };
  return Object.fromEntries(REPORTING_KINDS.map((kind) => [kind, required(kind)])) as Record<
    ReportingKind,
    IndicatorId[]
  >;
}

/** The first line of the file that speaks of the set. */
export function firstLine({ lines }: FigureSet): number {
  return lines.reduce((first, line) => (line > 0 && (first === 0 || line < first) ? line : first), 0);
}

/** The line of one indicator of the set; the first line of the set if it is not in the file. */
export function lineOf(set: FigureSet, id: string): number {
  return set.lines[set.allowed.get(id) ?? -1] || firstLine(set);
}

const repeated = (code: string, line: number | undefined): FieldIssue[] => [
  {
    column: "unit_code",
    found: code,
    expected: `each unit, period and indicator once; line ${line} has them too`,
  },
];

function isFigure(text: string): boolean {
  return SHORT_DIGITS.test(text) || parseDigits(text).kind === "value";
}

/** Months and days in the order of their ids; a month before its days. */
function periodOrder(id: PeriodId): number {
  const [year, month, day] = id.split("-").map(Number);
  return ((year ?? 0) - 2000) * 512 + (month ?? 0) * 32 + (day ?? 0);
}

function notAllowed(id: IndicatorId, { unit, periodId }: FigureSet): string {
  const asOf = asOfDay(periodId);
  if (isDerivedId(id) && unit.reportingKind) {
    return `an indicator that is entered; ${id} is computed from ${DERIVED[id].map(([part]) => part).join(", ")}`;
  }
  if (!isValidOn(id, asOf)) {
    const { validTo } = indicator(id);
    return `an indicator of ${asOf}; ${id} exists from ${INDICATOR_VALID_FROM}${validTo ? ` to ${validTo}` : ""}`;
  }
  return `an indicator that a ${unit.reportingKind?.replace("_", " ")} reports`;
}
