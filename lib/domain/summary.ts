/**
 * The summary of a unit in a period, as programs read it. Counts and money are decimal strings, percentages are already
 * rounded to two decimals, and what is undefined is null.
 */
import { z } from "zod";
import { DENOMINATOR_KINDS } from "./coverage";
import type { Comparison } from "./dashboard";
import { measureIn, shapeIndicator, type IndicatorView, type TargetView, type UnitFacts } from "./dashboard";
import type { DashboardContext } from "./dashboard-context";
import { measure } from "./dashboard-measure";
import { unitTitle } from "./dashboard-words";
import { INDICATOR_IDS, INDICATORS, isValidOn } from "./indicator";
import { apiDecimal } from "./number";
import { percent, rate } from "./ratio";
import { TARGET_KINDS } from "./target";
import { UNIT_LEVELS, type Unit } from "./unit";

const digits = z.string().regex(/^-?\d+$/);
const decimal = z.string().regex(/^-?\d+\.\d{2}$/);

const assigned = { issuer: z.string(), decision: z.string(), headline: z.boolean() };
const targetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rate"), value: decimal, ...assigned, pointsVsTarget: decimal.nullable() }),
  z.object({
    kind: z.enum(TARGET_KINDS).exclude(["rate"]),
    value: digits,
    ...assigned,
    pctOfPlan: decimal.nullable(),
    remaining: digits.nullable(),
  }),
]);

const growthSchema = z.object({ delta: digits, pct: decimal.nullable() }).nullable();

const indicatorSchema = z.object({
  /** Of the period itself, also for a flow. */
  value: digits.nullable(),
  stated: z.boolean(),
  sum: digits.nullable(),
  reported: z.int(),
  carried: z.int(),
  missing: z.int(),
  expected: z.int(),
  provisional: z.boolean(),
  estimate: z.boolean(),
  /** Only of a flow: from 1 January. Targets and comparisons with last year are of this. */
  yearToDate: digits.nullable().optional(),
  targets: z.array(targetSchema),
  coverage: decimal.nullable(),
  denominator: z
    .object({
      kind: z.enum(DENOMINATOR_KINDS),
      basis: z.string(),
      year: z.int(),
      value: digits,
      source: z.string(),
    })
    .nullable(),
  yoy: growthSchema,
  sinceYearEnd: growthSchema,
  mom: growthSchema,
});

export const summarySchema = z.object({
  unit: z.object({ code: z.string(), name: z.string(), level: z.enum(UNIT_LEVELS) }),
  period: z.string(),
  indicators: z.record(z.string(), indicatorSchema),
});
export type Summary = z.infer<typeof summarySchema>;
type IndicatorSummary = z.infer<typeof indicatorSchema>;

/** Every indicator that is expected, known or planned. */
export function shapeSummary(unit: Unit, facts: UnitFacts, context: DashboardContext): Summary {
  const shown = INDICATOR_IDS.filter((id) => isValidOn(id, context.asOf))
    .map((id) => shapeIndicator(facts, id, context))
    .filter(
      ({ measure: { value, reporting }, targets }) =>
        value !== null || reporting.expected > 0 || targets.length > 0,
    );
  return {
    unit: { code: unit.code, name: unitTitle(unit), level: unit.level },
    period: context.period,
    indicators: Object.fromEntries(shown.map((view) => [view.id, summarise(view, facts, context)])),
  };
}

function summarise(view: IndicatorView, facts: UnitFacts, { period }: DashboardContext): IndicatorSummary {
  const { id, coverage, targets, comparisons } = view;
  const isFlow = INDICATORS[id].nature === "flow";
  const own = isFlow ? (measureIn(facts, id, period) ?? measure()) : view.measure;
  return {
    value: text(own.value),
    stated: own.isStated,
    sum: text(own.sum),
    ...own.reporting,
    provisional: own.isProvisional,
    estimate: own.isEstimate,
    ...(isFlow ? { yearToDate: text(view.measure.value) } : {}),
    targets: targets.map(summariseTarget),
    coverage: coverage && apiDecimal(percent(coverage.ratio)),
    denominator: coverage && {
      kind: coverage.denominator.kind,
      basis: coverage.denominator.basis,
      year: coverage.denominator.year,
      value: String(coverage.denominator.value),
      source: coverage.denominator.source,
    },
    yoy: summariseGrowth(comparisons.yoy),
    sinceYearEnd: summariseGrowth(comparisons.ytd),
    mom: summariseGrowth(comparisons.mom),
  };
}

const text = (value: bigint | null) => (value === null ? null : String(value));

function summariseTarget({ target, attainment }: TargetView): z.infer<typeof targetSchema> {
  const { issuer, decisionNumber: decision, isHeadline: headline, kind, value } = target;
  if (kind === "rate" || attainment.kind === "rate")
    return {
      kind: "rate",
      value: apiDecimal(rate(value)) ?? "",
      issuer,
      decision,
      headline,
      pointsVsTarget: attainment.kind === "rate" ? apiDecimal(attainment.points) : null,
    };
  return {
    kind,
    value: String(value),
    issuer,
    decision,
    headline,
    pctOfPlan: attainment.pctOfPlan && apiDecimal(percent(attainment.pctOfPlan)),
    remaining: text(attainment.remaining),
  };
}

function summariseGrowth({ growth }: Comparison): z.infer<typeof growthSchema> {
  if (growth.kind === "none") return null;
  return { delta: String(growth.delta), pct: growth.pct && apiDecimal(percent(growth.pct)) };
}
