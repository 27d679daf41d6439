/**
 * What is checked of a unit's figures, while typing and again on the server: an ERROR blocks submission, a WARNING needs
 * a written explanation that the approver sees.
 *
 * A blank required figure is a warning: an error would make people type a 0 that is not true, and silence would hide
 * that a figure is missing. A form without any figure is an error: there is nothing to submit.
 */
import type { JumpBounds } from "./check-bounds";
import type { Day } from "./day";
import {
  enteredIndicators,
  INDICATOR_IDS,
  indicator,
  PARTS,
  PAYER_GROUPS,
  type IndicatorId,
  type ReportingKind,
} from "./indicator";
import { absolute } from "./ratio";

type CheckLevel = "error" | "warning";

const LEVELS = {
  "empty-form": "error",
  "not-reported": "error",
  "too-large": "error",
  "part-exceeds-whole": "error",
  "payers-do-not-sum": "error",
  "payers-exceed": "error",
  "falls-within-year": "warning",
  "jump-month": "warning",
  "jump-year": "warning",
  "above-population": "warning",
  blank: "warning",
} as const satisfies Record<string, CheckLevel>;
export type CheckCode = keyof typeof LEVELS;

export type Issue = {
  level: CheckLevel;
  indicator: IndicatorId;
  code: CheckCode;
  /** `value` against `other`: the whole, the sum wanted, the earlier value, the population, the largest allowed. */
  params: { value?: bigint; other?: bigint; otherIndicator?: IndicatorId; bound?: number };
};

/** One cell as typed; null is empty, never 0. */
type CheckCell = { value: bigint | null; explanation: string | null };
export type CheckCells = Partial<Record<IndicatorId, CheckCell>>;
type Values = Partial<Record<IndicatorId, bigint>>;

export type CheckContext = {
  kind: ReportingKind;
  asOf: Day;
  required: readonly IndicatorId[];
  /** Own approved values of the month before, through whole predecessors. */
  lastMonth: Values;
  sameMonthLastYear: Values;
  /** The last approved value of the same year before this period: what a cumulative figure must not fall below. */
  earlierThisYear: Values;
  population: bigint | null;
  bounds: JumpBounds;
};

/** The largest figure of one unit; the sum over all units of the country still fits BIGINT. */
export function maxFigure(id: IndicatorId): bigint {
  return indicator(id).unit === "đồng" ? 10n ** 16n : 10n ** 9n;
}

/** What a unit may enter for a period: what its kind enters on that day, and whatever the period asks for besides. */
export function enterable({ kind, asOf, required }: Pick<CheckContext, "kind" | "asOf" | "required">) {
  const usual = enteredIndicators(kind, asOf);
  return INDICATOR_IDS.filter((id) => usual.includes(id) || required.includes(id));
}

function issue(indicator: IndicatorId, code: CheckCode, params: Issue["params"] = {}): Issue {
  return { level: LEVELS[code], indicator, code, params };
}

/** All issues of a form, errors first, then in form order. */
export function checkCells(cells: CheckCells, context: CheckContext): Issue[] {
  const values: Values = {};
  for (const id of INDICATOR_IDS) {
    const value = cells[id]?.value;
    if (value !== null && value !== undefined) values[id] = value;
  }
  if (Object.keys(values).length === 0) return [issue(context.required[0] ?? "BHYT", "empty-form")];
  const known = enterable(context);
  return [
    ...INDICATOR_IDS.flatMap((id) => cellIssues(id, values[id], known.includes(id), context)),
    ...contradictions(values, context),
  ].sort(byWeight);
}

const byWeight = (a: Issue, b: Issue) =>
  Number(a.level === "warning") - Number(b.level === "warning") ||
  INDICATOR_IDS.indexOf(a.indicator) - INDICATOR_IDS.indexOf(b.indicator);

function cellIssues(
  id: IndicatorId,
  value: bigint | undefined,
  isKnown: boolean,
  context: CheckContext,
): Issue[] {
  if (value === undefined) return context.required.includes(id) ? [issue(id, "blank")] : [];
  if (!isKnown) return [issue(id, "not-reported")];
  if (value > maxFigure(id)) return [issue(id, "too-large", { value, other: maxFigure(id) })];
  const { month, year, floor } = context.bounds[id];
  const issues = [
    ...jumpIssues(id, "jump-month", value, context.lastMonth[id], month, floor),
    ...jumpIssues(id, "jump-year", value, context.sameMonthLastYear[id], year, floor),
  ];
  const earlier = context.earlierThisYear[id];
  if (indicator(id).nature === "cumulative" && earlier !== undefined && value < earlier)
    issues.push(issue(id, "falls-within-year", { value, other: earlier }));
  const { population } = context;
  if (id === "BHYT" && population !== null && value > population)
    issues.push(issue(id, "above-population", { value, other: population }));
  return issues;
}

function jumpIssues(
  id: IndicatorId,
  code: "jump-month" | "jump-year",
  value: bigint,
  before: bigint | undefined,
  bound: number | null,
  floor: number,
): Issue[] {
  if (before === undefined || bound === null) return [];
  return isJump(value, before, bound, floor) ? [issue(id, code, { value, other: before, bound })] : [];
}

/** Whether a figure moved farther from an earlier one than `bound` percent of it and than `floor`. */
export function isJump(value: bigint, before: bigint, bound: number, floor: number): boolean {
  const move = absolute(value - before);
  // In hundredths of a percent, so that a bound of 7,5 stays exact.
  return move > BigInt(floor) && move * 10_000n > BigInt(Math.round(bound * 100)) * before;
}

function partIssues(values: Values): Issue[] {
  return PARTS.flatMap(([part, whole]) => {
    const [value, other] = [values[part], values[whole]];
    if (value === undefined || other === undefined || value <= other) return [];
    return [issue(part, "part-exceeds-whole", { value, other, otherIndicator: whole })];
  });
}

/** What contradicts itself, whatever came before: parts above their whole, payer groups that miss BHYT. */
export function contradictions(values: Values, unit: Pick<CheckContext, "kind" | "asOf">): Issue[] {
  return [...partIssues(values), ...payerIssues(values, unit)];
}

function payerIssues(values: Values, { kind, asOf }: Pick<CheckContext, "kind" | "asOf">): Issue[] {
  const entered = enteredIndicators(kind, asOf);
  const groups = PAYER_GROUPS.filter((id) => entered.includes(id));
  const other = values.BHYT;
  if (other === undefined) return [];
  const given = groups.flatMap((id) => values[id] ?? []);
  const value = given.reduce((sum, one) => sum + one, 0n);
  if (given.length === groups.length)
    return value === other ? [] : [issue("BHYT", "payers-do-not-sum", { value, other })];
  return value > other ? [issue("BHYT", "payers-exceed", { value, other })] : [];
}

/** What keeps these figures from being submitted: errors, and warnings without a written explanation. */
export function blockingIssues(issues: readonly Issue[], cells: CheckCells): Issue[] {
  return issues.filter(({ level, indicator: id }) => level === "error" || !cells[id]?.explanation?.trim());
}
