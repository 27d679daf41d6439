/**
 * What is checked of a unit's figures, while typing and again on the server: an ERROR blocks submission, a WARNING needs
 * a written explanation that the approver sees.
 */
import type { Day } from "./day";
import type { IndicatorId, ReportingKind } from "./indicator";

export type CheckLevel = "error" | "warning";
export type CheckCode =
  | "empty-form"
  | "not-reported"
  | "too-large"
  | "part-exceeds-whole"
  | "payers-do-not-sum"
  | "payers-exceed"
  | "blank"
  | "falls-within-year"
  | "jump-month"
  | "jump-year"
  | "above-population";

export type Issue = {
  level: CheckLevel;
  indicator: IndicatorId;
  code: CheckCode;
  /** Numbers for the message; what they are depends on the code. */
  params: { value?: bigint; other?: bigint; otherIndicator?: IndicatorId; bound?: number };
};

/** One cell as typed; null is empty, never 0. */
export type CheckCell = { value: bigint | null; explanation: string | null };
export type CheckCells = Partial<Record<IndicatorId, CheckCell>>;
type Values = Partial<Record<IndicatorId, bigint>>;

/** How far a figure may move before it needs an explanation, in percent; moves of at most `floor` are never asked about. */
export type JumpBound = { month: number | null; year: number | null; floor: number };

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
  bounds: Record<IndicatorId, JumpBound>;
};

/** All issues of a form, errors first, then in form order. */
export function checkCells(cells: CheckCells, context: CheckContext): Issue[] {
  void [cells, context];
  throw new Error("not written yet");
}

/** What keeps these figures from being submitted: errors, and warnings without a written explanation. */
export function blockingIssues(issues: readonly Issue[], cells: CheckCells): Issue[] {
  return issues.filter(({ level, indicator }) => level === "error" || !cells[indicator]?.explanation?.trim());
}

/** The issue in one or two sentences, as the form shows it. */
export function issueMessage(issue: Issue): string {
  void issue;
  throw new Error("not written yet");
}
