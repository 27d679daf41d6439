/** The tables of a report, with their numbers whole: page, Word and Excel show the same ones. */
import { z } from "zod";
import { DENOMINATOR_KINDS } from "./coverage";
import { pctOfPlan, planOf, sortRows, type ChildRow } from "./dashboard-rows";
import type { IndicatorView } from "./dashboard";
import { isTentative, isWhole } from "./dashboard-measure";
import { INDICATORS, isIndicatorId, type IndicatorId } from "./indicator";
import { percent, ratio } from "./ratio";
import { placesOf, UNIT_INDICATORS, type ReportFacts } from "./report-facts";
import { placeWords } from "./report-fields";
import { capital } from "./wording";

const id = z.string().refine(isIndicatorId);
/** Whole numbers as digits: JSON has none of this size. */
const whole = z
  .string()
  .regex(/^-?[0-9]+$/)
  .nullable();

/** What a value is held against, and how. */
const figureSchema = z.object({
  value: whole,
  plan: whole,
  /** Of a plan for what is new the growth, else the value itself. */
  reached: whole,
  /** Units or months are missing from the value; nothing is said of it in reports that were issued before it was. */
  isPartial: z.boolean().optional(),
});

const unitRowSchema = figureSchema.extend({
  name: z.string(),
  isProvisional: z.boolean(),
  isEstimate: z.boolean(),
});

export const reportTableSchema = z.object({
  id,
  rows: z.array(unitRowSchema),
  total: unitRowSchema,
});
export type ReportTable = z.infer<typeof reportTableSchema>;
export type ReportUnitRow = ReportTable["rows"][number];

export const summaryRowSchema = figureSchema.extend({
  id,
  isProvisional: z.boolean(),
  isEstimate: z.boolean(),
  /** Same time last year and December before; null where the two may not be compared. */
  lastYear: whole,
  yearEnd: whole,
  /** Coverage: of how many, and of whom. */
  denominator: whole,
  denominatorKind: z.enum(DENOMINATOR_KINDS).nullable(),
});
export type SummaryRow = z.infer<typeof summaryRowSchema>;

const SUMMARY = [
  "BHXH",
  "BHXH_BB",
  "BHXH_TN",
  "BHTN",
  "BHYT",
  "TN_MOI",
  "HGD_MOI",
  "THU",
  "NO",
] as const satisfies IndicatorId[];

const text = (value: bigint | null) => (value === null ? null : String(value));

function figureOf(view: IndicatorView) {
  const plan = planOf(view);
  const { value } = view.measure;
  const remaining = plan?.attainment.remaining ?? null;
  const reached = plan && remaining !== null ? plan.target.value - remaining : null;
  return {
    value: text(value),
    plan: text(plan?.target.value ?? null),
    reached: text(reached),
    isPartial: !isWhole(view.measure),
  };
}

const doubts = ({ measure }: IndicatorView) => ({
  isProvisional: isTentative(measure),
  isEstimate: measure.value !== null && measure.isEstimate,
});

/** What it was compared with, as long as it may be. */
function baseOf(view: IndicatorView, comparator: "yoy" | "ytd"): bigint | null {
  const { growth } = view.comparisons[comparator];
  const { value } = view.measure;
  return growth.kind === "none" || value === null ? null : value - growth.delta;
}

/** The indicators that have a value, in the order of reports. */
export function summaryRows({ views }: ReportFacts): SummaryRow[] {
  return SUMMARY.flatMap((one) => {
    const view = views.get(one);
    if (!view || view.measure.value === null) return [];
    const rate = view.measure.unknown > 0 ? null : view.coverage;
    return [
      {
        id: one,
        ...figureOf(view),
        ...doubts(view),
        lastYear: text(baseOf(view, "yoy")),
        yearEnd: text(baseOf(view, "ytd")),
        denominator: text(rate?.denominator.value ?? null),
        denominatorKind: rate?.denominator.kind ?? null,
      },
    ];
  });
}

const rowOf = (name: string, view: IndicatorView): ReportUnitRow => ({
  name,
  ...figureOf(view),
  ...doubts(view),
});

/** Highest percentage of plan first, who has none last; the two national offices stand at the end. */
function ordered(
  facts: ReportFacts,
  rows: readonly ChildRow[],
  one: (typeof UNIT_INDICATORS)[number],
): ChildRow[] {
  const places = new Set(placesOf(facts, one));
  const key = rows.some(({ view }) => pctOfPlan(view) !== null) ? "plan" : "value";
  const sorted = sortRows(rows, { key, descending: true });
  if (facts.scope !== "nation") return sorted;
  return [...sorted.filter((row) => places.has(row)), ...sorted.filter((row) => !places.has(row))];
}

/** By unit, for each indicator of which a unit below has anything. */
export function reportTables(facts: ReportFacts): ReportTable[] {
  return UNIT_INDICATORS.flatMap((one) => {
    const rows = facts.children.get(one) ?? [];
    const view = facts.views.get(one);
    if (!view || rows.every((row) => row.view.measure.value === null)) return [];
    const total = capital(placeWords(facts));
    return [
      {
        id: one,
        rows: ordered(facts, rows, one).map((row) => rowOf(row.unit.shortName, row.view)),
        total: rowOf(total, view),
      },
    ];
  });
}

export const numberOf = (digits: string | null): bigint | null => (digits === null ? null : BigInt(digits));

/** % of plan to two decimals; null without a plan or a value. */
export function pctOf({ reached, plan }: Pick<ReportUnitRow, "reached" | "plan">) {
  const exact = ratio(numberOf(reached), numberOf(plan));
  return exact && percent(exact, 2);
}

/** Below 0 past the plan; null where either is unknown, and where units or months are missing: what they have reached is not left to do. */
export function remainingIn({
  reached,
  plan,
  isPartial = false,
}: Pick<ReportUnitRow, "reached" | "plan" | "isPartial">): bigint | null {
  const [part, goal] = [numberOf(reached), numberOf(plan)];
  return isPartial || part === null || goal === null ? null : goal - part;
}

export const isMoney = (one: IndicatorId) => INDICATORS[one].unit === "đồng";
