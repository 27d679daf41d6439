/**
 * A row of the figures form. A file holds few units and periods and many figures, so each pair of unit and period is
 * looked up once, keeps its figures in a few numbers, and what is wrong with the pair is told at each of its rows.
 */
import { maxFigure } from "./checks";
import type { Day } from "./day";
import {
  DERIVED,
  enteredIndicators,
  indicator,
  INDICATOR_IDS,
  INDICATOR_VALID_FROM,
  isIndicatorId,
  isValidOn,
  type IndicatorId,
  type ReportingKind,
} from "./indicator";
import { DIGITS_EXPECTED } from "./load-denominator";
import type { FieldIssue } from "./load-issue";
import { FigureSet, type Allowed } from "./load-figure-set";
import { parseDigits } from "./number";
import { asOfDay, isPeriodId, monthStart, periodKind } from "./period";
import { isDerivedId } from "./rollup";
import type { UnitIndex } from "./unit-index";

export type FigureFacts = {
  units: UnitIndex;
  lockedPeriods: ReadonlySet<string>;
  /** Submissions (`593.2023-11`) that may move although their period is locked. */
  unlocked: ReadonlySet<string>;
  today: Day;
};

/** Below every limit, so that most figures are known to be good by their looks. */
const SHORT_DIGITS = /^[0-9]{1,9}$/;
const ESTIMATE: Readonly<Record<string, boolean>> = { "0": false, "1": true, false: false, true: true };

export class FigureReader {
  /** Every good pair of unit and period, in the order of the file. */
  readonly sets: FigureSet[] = [];
  private readonly known = new Map<string, FigureSet | FieldIssue[]>();
  private readonly allowed = new Map<string, Allowed>();

  constructor(private readonly facts: FigureFacts) {}

  /** Keeps the figure. @returns what is wrong with the row, or null */
  read(
    line: number,
    code: string,
    period: string,
    name: string,
    value: string,
    estimate: string,
  ): FieldIssue[] | null {
    const set = this.set(code, period);
    const isEstimate = ESTIMATE[estimate];
    if (set instanceof FigureSet && isEstimate !== undefined) {
      const place = set.allowed.get(name);
      if (place !== undefined && (SHORT_DIGITS.test(value) || valueIssue(value, name, set) === null)) {
        const first = set.lineAt(place);
        if (first !== 0) return repeated(code, first);
        set.keep(place, line, BigInt(value), isEstimate);
        return null;
      }
    }
    return rowIssues(set, name, value, estimate);
  }

  private set(code: string, period: string): FigureSet | FieldIssue[] {
    const key = `${code},${period}`;
    const known = this.known.get(key);
    if (known) return known;
    const made = this.newSet(code, period);
    if (made instanceof FigureSet) this.sets.push(made);
    this.known.set(key, made);
    return made;
  }

  private newSet(code: string, period: string): FigureSet | FieldIssue[] {
    const { units, lockedPeriods, unlocked, today } = this.facts;
    if (!isPeriodId(period)) {
      const issue = wrong("period", period, "a month such as 2023-11 or a day such as 2021-11-18");
      const isKnown = units.withCode(code).length > 0;
      return isKnown ? [issue] : [wrong("unit_code", code, units.unknown(code)), issue];
    }
    const asOf = asOfDay(period);
    const begins = periodKind(period) === "month" ? monthStart(period) : asOf;
    const future =
      begins > today ? [wrong("period", period, `a period that has begun; today is ${today}`)] : [];
    const found = units.on(code, asOf);
    if (!found.ok) return [...future, wrong("unit_code", code, found.expected)];
    const { unit } = found;
    const isShut = lockedPeriods.has(period) && !unlocked.has(`${unit.id}.${period}`);
    const issues = [
      ...future,
      ...(isShut ? [wrong("period", period, "an open period; this one is locked")] : []),
      ...(unit.level === "commune"
        ? [wrong("unit_code", code, "a reporting unit or a unit above it; communes report no figures")]
        : []),
    ];
    if (issues.length > 0) return issues;
    return new FigureSet(this.sets.length, unit, period, this.allowedFor(unit.reportingKind, asOf));
  }

  private allowedFor(kind: ReportingKind | null, asOf: Day): Allowed {
    const key = `${kind} ${asOf}`;
    const known = this.allowed.get(key);
    if (known) return known;
    const ids = kind ? enteredIndicators(kind, asOf) : INDICATOR_IDS.filter((id) => isValidOn(id, asOf));
    const made = new Map(ids.map((id) => [id as string, INDICATOR_IDS.indexOf(id)]));
    this.allowed.set(key, made);
    return made;
  }
}

function wrong(column: string, found: string, expected: string): FieldIssue {
  return { column, found, expected };
}

const repeated = (code: string, line: number) => [
  wrong("unit_code", code, `each unit, period and indicator once; line ${line} has them too`),
];

function rowIssues(
  set: FigureSet | FieldIssue[],
  name: string,
  value: string,
  estimate: string,
): FieldIssue[] {
  const issues = set instanceof FigureSet ? [] : [...set];
  if (!isIndicatorId(name)) issues.push(wrong("indicator", name, "the code of an indicator, such as BHYT"));
  else if (set instanceof FigureSet && !set.allowed.has(name))
    issues.push(wrong("indicator", name, notAllowed(name, set)));
  const expected = valueIssue(value, name, set);
  if (expected !== null) issues.push(wrong("value", value, expected));
  if (ESTIMATE[estimate] === undefined) issues.push(wrong("is_estimate", estimate, "0, 1, true or false"));
  return issues;
}

/** What was expected instead; null for a figure. */
function valueIssue(text: string, name: string, set: FigureSet | FieldIssue[]): string | null {
  const parsed = parseDigits(text);
  if (parsed.kind !== "value") return DIGITS_EXPECTED;
  // What is summed up the tree has to leave room for its sums.
  const isSummed = set instanceof FigureSet && set.unit.reportingKind !== null && isIndicatorId(name);
  if (!isSummed || parsed.value <= maxFigure(name)) return null;
  return `a figure that one unit can have, at most ${maxFigure(name)}`;
}

function notAllowed(id: IndicatorId, { unit, periodId }: FigureSet): string {
  if (isDerivedId(id) && unit.reportingKind) {
    const parts = DERIVED[id].map(([part]) => part).join(" and ");
    return `an indicator that is entered; ${id} is computed from ${parts}`;
  }
  const asOf = asOfDay(periodId);
  if (isValidOn(id, asOf)) return `an indicator that a ${unit.reportingKind?.replace("_", " ")} reports`;
  const { validTo } = indicator(id);
  return `an indicator of ${asOf}; ${id} exists from ${INDICATOR_VALID_FROM}${validTo ? ` to ${validTo}` : ""}`;
}
