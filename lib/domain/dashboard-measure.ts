/** What a dashboard shows of one indicator of one unit: the sum or the stated total, how complete it is, year to date. */
import type { Side } from "./comparison";
import { sumRollups, type Rollup } from "./rollup";
import type { PeriodId } from "./period";

type StatedTotal = { value: bigint; isEstimate: boolean };

/** What is stored for a unit, period and indicator. A unit that is not valid in the period has no cell. */
export type Cell = Rollup & { stated: StatedTotal | null };

/** Counted over reporting units: expected = reported + carried + missing. */
type Reporting = Pick<Rollup, "reported" | "carried" | "missing" | "expected">;

export type Measure = {
  /** What is shown: the stated total while something is missing, else the sum. Null is "–", never 0. */
  value: bigint | null;
  isStated: boolean;
  /** The sum of what is reported and carried. */
  sum: bigint | null;
  /** Sum less stated total, once nothing is missing and both exist. */
  statedDifference: bigint | null;
  reporting: Reporting;
  /** "tạm tính": something is carried or missing. */
  isProvisional: boolean;
  /** "ước" */
  isEstimate: boolean;
  /** Reporting units without a value for which no stated total stands in. */
  unknown: number;
  /** Of a flow from 1 January: what the last period brought. Null for everything else. */
  inPeriod: bigint | null;
  /** Of a flow from 1 January: periods of which nothing is stored; then the sum is not compared. */
  absent: readonly PeriodId[];
};

const NOTHING: Cell = {
  sum: null,
  reported: 0,
  carried: 0,
  estimated: 0,
  missing: 0,
  expected: 0,
  stated: null,
};

/** The rule of stated totals: shown in place of the sum while a unit is missing, compared with it afterwards. */
export function measure(cell: Cell = NOTHING): Measure {
  const { sum, stated, reported, carried, missing, expected, estimated } = cell;
  const isStated = stated !== null && (missing > 0 || sum === null);
  return {
    value: isStated ? stated.value : sum,
    isStated,
    sum,
    statedDifference: stated === null || isStated || sum === null ? null : sum - stated.value,
    reporting: { reported, carried, missing, expected },
    isProvisional: carried > 0 || missing > 0,
    isEstimate: isStated ? stated.isEstimate : estimated > 0,
    unknown: isStated ? 0 : missing,
    inPeriod: null,
    absent: [],
  };
}

/**
 * Several units taken together, such as the whole predecessors of a young unit. Null where none of them has a cell.
 * @param members how many units there are: one without a cell is unknown
 */
export function together(cells: readonly Cell[], members: number): Measure | null {
  const all = cells.map(measure);
  if (all.length === 0) return null;
  if (all.length === 1 && members === 1) return all[0] ?? null;
  const total = sumRollups(cells);
  const { reported, carried, missing, expected } = total;
  return {
    value: added(all.map(({ value }) => value)),
    isStated: all.every(({ isStated }) => isStated),
    sum: total.sum,
    statedDifference: null,
    reporting: { reported, carried, missing, expected },
    isProvisional: all.length < members || all.some(({ isProvisional }) => isProvisional),
    isEstimate: all.some(({ isEstimate }) => isEstimate),
    unknown: all.reduce((sum, one) => sum + one.unknown, members - all.length),
    inPeriod: null,
    absent: [],
  };
}

/** The sum of what is known; null if nothing is. */
function added(values: readonly (bigint | null)[]): bigint | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0n);
}

/**
 * A flow from 1 January; its counters are those of the last period.
 * @param periods of the year up to the one that is shown, oldest first, with what is stored of each
 */
export function yearToDate(periods: readonly { id: PeriodId; measure: Measure | null }[]): Measure {
  const known = periods.flatMap(({ measure: one }) => one ?? []);
  const last = periods.at(-1)?.measure ?? measure();
  return {
    value: added(known.map(({ value }) => value)),
    isStated: known.length > 0 && known.every(({ isStated }) => isStated),
    sum: added(known.map(({ sum }) => sum)),
    statedDifference: null,
    reporting: last.reporting,
    isProvisional: known.length < periods.length || known.some(({ isProvisional }) => isProvisional),
    isEstimate: known.some(({ isEstimate }) => isEstimate),
    unknown: known.reduce((sum, one) => sum + one.unknown, 0),
    inPeriod: last.value,
    absent: periods.filter((period) => period.measure === null).map(({ id }) => id),
  };
}

/** Why a number is no ground for a verdict: units or months of it are missing, or all of it is of an earlier period. */
export type Doubt =
  { kind: "missing"; units: number } | { kind: "absent"; months: number } | { kind: "carried" };

export function doubtOf({ unknown, absent, isStated, reporting }: Measure): Doubt | null {
  if (unknown > 0) return { kind: "missing", units: unknown };
  if (absent.length > 0) return { kind: "absent", months: absent.length };
  return !isStated && reporting.reported === 0 && reporting.carried > 0 ? { kind: "carried" } : null;
}

/** "chưa gồm 1 đơn vị chưa có số", "thiếu số liệu của 2 tháng", "chưa nộp kỳ này": stands beside a number in place of a verdict. */
export function doubtWords(measure: Measure): string | null {
  const doubt = doubtOf(measure);
  if (doubt === null) return null;
  if (doubt.kind === "missing") return `chưa gồm ${doubt.units} đơn vị chưa có số`;
  if (doubt.kind === "absent") return `thiếu số liệu của ${doubt.months} tháng`;
  return measure.reporting.expected === 1 ? "chưa nộp kỳ này" : "chưa đơn vị nào nộp kỳ này";
}

/** "3 đơn vị lấy số kỳ trước", "1 đơn vị chưa có số": what of a sum is of an earlier period, and what it lacks. */
export const gapWords = (
  { carried, missing }: Pick<Reporting, "carried" | "missing">,
  noun = "đơn vị ",
): string[] => [
  ...(carried > 0 ? [`${carried} ${noun}lấy số kỳ trước`] : []),
  ...(missing > 0 ? [`${missing} ${noun}chưa có số`] : []),
];

/** Every unit and every month is in it: only then is known what remains of a plan. */
export const isWhole = ({ unknown, absent }: Pick<Measure, "unknown" | "absent">) =>
  unknown === 0 && absent.length === 0;

/** "tạm tính" of what a report tells: a stated total stands for everybody, unless it is of some units or months only. */
export const isTentative = (one: Measure) =>
  one.value !== null && one.isProvisional && (!one.isStated || !isWhole(one));

/** Parts of the sum that are of an earlier period. */
export const carriedIn = ({ isStated, reporting }: Measure) => (isStated ? 0 : reporting.carried);

/** The value where it may be judged. */
export const judged = (one: Measure | null) => (one === null || doubtOf(one) !== null ? null : one.value);

/** One side of a comparison. A stated total counts as complete, so nothing of it is missing. */
export function side(one: Measure | null): Side {
  return { value: one?.value ?? null, missing: one?.unknown ?? 0, isStated: false };
}
