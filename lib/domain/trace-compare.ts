/** Coverage, comparisons and the change of a rate, each as the formula behind the number that is shown. */
import {
  COMPARATORS,
  type Comparator,
  type ComparisonBase,
  type Growth,
  type RateChange,
} from "./comparison";
import { DENOMINATOR_NAMES, type ChosenDenominator, type Denominator } from "./coverage";
import { denominatorIn, measureIn, valueIn, type IndicatorView, type UnitFacts } from "./dashboard";
import type { DashboardContext } from "./dashboard-context";
import { INDICATORS } from "./indicator";
import { asOfDay, periodName, type PeriodId } from "./period";
import { percent } from "./ratio";
import { existsOn } from "./unit";
import {
  difference,
  differenceShare,
  points,
  pointsBetween,
  share,
  whole,
  type Formula,
} from "./trace-formula";

export type CoverageTrace = {
  formula: Formula;
  denominator: ChosenDenominator;
  /** Of what the denominator was added from; empty for the unit's own. */
  parts: readonly Denominator[];
};

export function traceCoverage(
  { coverage, measure }: IndicatorView,
  facts: UnitFacts,
  period: PeriodId,
): CoverageTrace | null {
  if (coverage === null || measure.value === null) return null;
  const { denominator } = coverage;
  const now = whole(measure.value, `thực hiện đến ${periodName(period)}`, { section: "value" });
  const name = `${DENOMINATOR_NAMES[denominator.kind]} ${denominator.year}`;
  return {
    formula: share(now, whole(denominator.value, name), `bao phủ ${DENOMINATOR_NAMES[denominator.kind]}`),
    denominator,
    parts: denominator.isSum ? denominatorParts(denominator, facts, period) : [],
  };
}

/** The rows that were added, of the same choice as the sum itself. */
function denominatorParts(chosen: ChosenDenominator, facts: UnitFacts, period: PeriodId): Denominator[] {
  const day = asOfDay(period);
  const ids = existsOn(facts.unit, day)
    ? facts.territories
    : facts.lineage.filter((member) => existsOn(member, day)).map(({ id }) => id);
  return ids.flatMap((id) => {
    const versions = facts.denominators.filter(
      (row) =>
        row.unitId === id &&
        row.kind === chosen.kind &&
        row.year === chosen.year &&
        row.basis === chosen.basis,
    );
    return versions.toSorted((a, b) => b.version - a.version)[0] ?? [];
  });
}

export type ComparisonTrace = {
  comparator: Comparator;
  base: ComparisonBase;
  growth: Growth;
  now: bigint | null;
  before: bigint | null;
  /** The difference, and the growth where there is one. */
  formulas: readonly Formula[];
};

export function traceComparisons(
  view: IndicatorView,
  facts: UnitFacts,
  { period }: DashboardContext,
): ComparisonTrace[] {
  const isFlow = INDICATORS[view.id].nature === "flow";
  return COMPARATORS.map((comparator) => {
    const { base, growth } = view.comparisons[comparator];
    // A flow of the month against the month before; against last year from 1 January.
    const read = comparator === "mom" ? measureIn : valueIn;
    const now = read(facts, view.id, period)?.value ?? null;
    const before = read(facts, view.id, base.periodId)?.value ?? null;
    const span = !isFlow ? "đến " : comparator === "mom" ? "trong " : "từ đầu năm đến ";
    const isKnown = growth.kind === "growth" && now !== null && before !== null;
    const formulas = isKnown ? growthFormulas({ now, before, span, period, base }) : [];
    return { comparator, base, growth, now, before, formulas };
  });
}

type Sides = { now: bigint; before: bigint; span: string; period: PeriodId; base: ComparisonBase };

function growthFormulas({ now, before, span, period, base }: Sides): Formula[] {
  const a = whole(now, `${span}${periodName(period)}`, { section: "value" });
  const b = whole(before, `${span}${periodName(base.periodId)}`, { period: base.periodId, section: "value" });
  return [
    difference(a, b, now < before ? "giảm" : "tăng", true),
    ...(before > 0n ? [differenceShare([a, b, b], base.label, "growth")] : []),
  ];
}

export type RateTrace = { change: RateChange; formulas: readonly Formula[] };

/** The change of coverage against the comparator of the page; null for what has no coverage. */
export function traceRate(
  view: IndicatorView,
  facts: UnitFacts,
  { period, comparator }: DashboardContext,
): RateTrace | null {
  const { coverage, rateChange: change, comparisons } = view;
  if (coverage === null) return null;
  const { periodId } = comparisons[comparator].base;
  const before = measureIn(facts, view.id, periodId)?.value ?? null;
  const past = denominatorIn(facts, view.id, periodId);
  if (change.kind === "none" || before === null || past === null) return { change, formulas: [] };
  const [thisTime, thatTime] = [periodName(period), periodName(periodId)];
  const kind = DENOMINATOR_NAMES[past.kind];
  const now = whole(coverage.ratio.numerator, thisTime, { section: "value" });
  const then = whole(before, thatTime, { period: periodId, section: "value" });
  const oldBase = whole(past.value, `${kind} ${past.year}`, { period: periodId, section: "coverage" });
  const newBase = whole(coverage.denominator.value, `${kind} ${coverage.denominator.year}`, {
    section: "coverage",
  });
  const rates = [
    share(now, newBase, `bao phủ ${thisTime}`),
    share(then, oldBase, `bao phủ ${thatTime}`),
    pointsBetween(
      points(percent(coverage.ratio), thisTime),
      points(percent({ numerator: before, denominator: past.value }), thatTime),
      "điểm % thay đổi",
    ),
  ];
  if (!change.isDenominatorChanged) return { change, formulas: rates };
  return {
    change,
    formulas: [
      ...rates,
      differenceShare([now, then, oldBase], "điểm % do số người", "effect"),
      pointsBetween(
        points(change.points, "điểm % thay đổi"),
        points(change.peopleEffect, "do số người"),
        `điểm % do ${kind}`,
      ),
    ],
  };
}
