/** Who receives targets below a reporting unit, and what they reached: outside the rollup, told by the month. */
import { z } from "zod";
import { countProblem } from "./cascade-cell";
import type { JumpBound } from "./check-bounds";
import { isJump } from "./checks";
import { daySchema, type Day } from "./day";
import { isFormula, mayRecord, plainDashes } from "./decision";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount, formatPercent, parseNumber } from "./number";
import { can, type Actor } from "./policy";
import { absolute, percent, ratio, type Ratio } from "./ratio";
import type { StandingTarget } from "./target";
import { plainText } from "./text";
import { isReportingUnit, type Unit } from "./unit";

export const RECIPIENT_KINDS = ["commune", "association", "collection_service"] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];
/** Communes come and go with the units; these are written down by whoever works with them. */
const OWN_KINDS = ["association", "collection_service"] as const;

export type Recipient = {
  provinceId: string;
  id: string;
  unitId: string;
  kind: RecipientKind;
  name: string;
  validFrom: Day;
  validTo: Day | null;
};

/** What recipients report: those whom a collector can win. */
export const RESULT_INDICATORS = [
  "BHXH_TN",
  "BHYT",
  "BHYT_HGD",
  "TN_MOI",
  "HGD_MOI",
] as const satisfies readonly IndicatorId[];
export type ResultIndicator = (typeof RESULT_INDICATORS)[number];

export const isResultIndicator = (text: string): text is ResultIndicator =>
  RESULT_INDICATORS.some((one) => one === text);

/** More than any commune has people. */
export const MAX_RESULT = 99_999_999n;

const name = z
  .string()
  .overwrite(plainText)
  .min(1, "Ghi tên bên nhận")
  .max(120, "Tên dài quá 120 ký tự")
  .refine((text) => !text.includes("\n"), "Tên viết trên một dòng")
  .refine((text) => !isFormula(plainDashes(text)), "Tên không bắt đầu bằng dấu =, +, - hoặc @");

export const recipientNameSchema = name;
export const newRecipientSchema = z.object({
  kind: z.enum(OWN_KINDS, "Chọn loại bên nhận"),
  name,
  validFrom: daySchema,
});
export type NewRecipient = z.output<typeof newRecipientSchema>;

/** The unit's own people and the managers of its province write; nobody of another unit, and nobody above. */
export function mayKeepRecipients(actor: Actor, unit: Unit): boolean {
  return isReportingUnit(unit) && mayRecord(actor, unit);
}

/** Results are read like drafts: inside the scope, by those who work with them. */
export function mayReadRecipients(actor: Actor, unit: Unit): boolean {
  return isReportingUnit(unit) && can(actor, "draft.read", unit);
}

/** Why a recipient cannot be ended on this day, or null. */
export function endingProblem(
  { kind, validFrom }: Pick<Recipient, "kind" | "validFrom">,
  validTo: Day,
  lastResult: Day | null,
): "commune" | "before-start" | "later-results" | null {
  if (kind === "commune") return "commune";
  if (validTo < validFrom) return "before-start";
  return lastResult !== null && lastResult > validTo ? "later-results" : null;
}

/** What a month's result stands on. */
export type ResultBase = {
  /** Of a flow the sum of the year's months before; of a stock the December before. Null where nothing is known. */
  before: bigint | null;
};

/** Of a flow everything since January, of a stock what there is; null without a result. */
export function reached(indicator: ResultIndicator, value: bigint | null, base: ResultBase): bigint | null {
  if (INDICATORS[indicator].nature !== "flow") return value;
  return value === null && base.before === null ? null : (value ?? 0n) + (base.before ?? 0n);
}

export type ResultProgress = { ratio: Ratio | null; remaining: bigint | null };

/** Against the target: a headcount by what is reached, an increase by what came since December; a rate by nothing here. */
export function resultProgress(
  indicator: ResultIndicator,
  target: Pick<StandingTarget, "kind" | "value"> | null,
  value: bigint | null,
  base: ResultBase,
): ResultProgress {
  const none = { ratio: null, remaining: null };
  const total = reached(indicator, value, base);
  if (!target || total === null || target.kind === "rate" || target.kind === "amount") return none;
  const isFlow = INDICATORS[indicator].nature === "flow";
  if (target.kind === "increase" && !isFlow && base.before === null) return none;
  const counted = target.kind === "increase" && !isFlow ? total - (base.before ?? 0n) : total;
  return { ratio: ratio(counted, target.value), remaining: target.value - counted };
}

/** A row of the form, as far as its total counts it. */
export type ResultLine = {
  target: Pick<StandingTarget, "kind" | "value"> | null;
  lastMonth: bigint | null;
  value: bigint | null;
  base: ResultBase;
};

export type ResultTotal = {
  /** How many rows it counts, and whether these are those with a target and a result. */
  counted: number;
  isJudged: boolean;
  target: bigint | null;
  lastMonth: bigint | null;
  value: bigint | null;
  reached: bigint | null;
} & ResultProgress;

/** Every column sums the same rows: those with a target and a result; all of them while there is none. */
export function resultTotal(indicator: ResultIndicator, lines: readonly ResultLine[]): ResultTotal {
  const remainingOf = ({ target, value, base }: ResultLine) =>
    resultProgress(indicator, target, value, base).remaining;
  const judged = lines.filter((line) => remainingOf(line) !== null);
  const rows = judged.length > 0 ? judged : lines;
  const target = knownSum(rows.map((line) => line.target?.value ?? null));
  const remaining = knownSum(judged.map(remainingOf));
  return {
    counted: rows.length,
    isJudged: judged.length > 0,
    target,
    lastMonth: knownSum(rows.map(({ lastMonth }) => lastMonth)),
    value: knownSum(rows.map(({ value }) => value)),
    reached: knownSum(rows.map(({ value, base }) => reached(indicator, value, base))),
    remaining,
    ratio: target === null || remaining === null ? null : ratio(target - remaining, target),
  };
}

/** Null where none is known. */
function knownSum(values: readonly (bigint | null)[]): bigint | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0n);
}

/** From one month to the next, as central sets it for the indicator. */
export type ResultBound = Pick<JumpBound, "month" | "floor">;

/** Said of a result that moved far since the month before, as of a unit's figure; it is saved all the same. */
export function resultWarning(
  value: bigint | null,
  lastMonth: bigint | null,
  { month, floor }: ResultBound,
): string | null {
  if (value === null || lastMonth === null || month === null) return null;
  if (!isJump(value, lastMonth, month, floor)) return null;
  const move = absolute(value - lastMonth);
  const by = percent(ratio(move, lastMonth), 1);
  const how = `${value < lastMonth ? "Giảm" : "Tăng"} ${by === null ? formatCount(move) : formatPercent(by)}`;
  return `${how} so với tháng trước (${formatCount(lastMonth)}). Vẫn lưu được; kiểm tra lại.`;
}

/** Why a typed result is refused; null if it is a number or empty. */
export function resultError(text: string): string | null {
  const parsed = parseNumber(text);
  if (parsed.kind !== "error") return null;
  return countProblem(text, "Kết quả") ?? parsed.message;
}
