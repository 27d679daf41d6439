/** The places of a unit's children: who stands where, who rose and who fell against the comparator. */
import { attainment } from "./attainment";
import { coverage } from "./coverage";
import { complete, denominatorIn, measureIn, valueIn, type UnitFacts } from "./dashboard";
import { carriedIn, doubtOf, judged } from "./dashboard-measure";
import type { DashboardContext } from "./dashboard-context";
import { pctOfPlan, type ChildRow, type SortKey } from "./dashboard-rows";
import { decemberBefore } from "./comparison";
import { INDICATORS, type IndicatorId } from "./indicator";
import { compareRatios, percent, type Ratio } from "./ratio";
import { planNoun } from "./wording";

/** What a unit had in the period of the comparator; null where it is unknown, carried, or a part of it is missing. */
export type Before = { value: bigint | null; plan: Ratio | null; coverage: Ratio | null };

export function before(facts: UnitFacts, id: IndicatorId, { bases, comparator }: DashboardContext): Before {
  const { periodId } = bases[comparator];
  const value = judged(valueIn(facts, id, periodId));
  const denominator = denominatorIn(facts, id, periodId);
  const target = facts.targetsBefore?.find(({ indicator, kind }) => indicator === id && kind !== "rate");
  const yearEndBefore = complete(measureIn(facts, id, decemberBefore(periodId)));
  const reached = target && attainment(target, { value, yearEndBefore, denominator });
  return {
    value,
    plan: reached && reached.kind !== "rate" ? reached.pctOfPlan : null,
    coverage: coverage(value, denominator)?.ratio ?? null,
  };
}

/** What can be ranked by, and was known before. */
const RANK_KEYS = ["plan", "coverage", "value"] as const satisfies SortKey[];
export type RankKey = (typeof RANK_KEYS)[number];

/** What the places are by: "% kế hoạch", "tỷ lệ bao phủ". */
export function rankName(key: RankKey, id: IndicatorId): string {
  if (key === "plan") return `% ${planNoun(INDICATORS[id].direction)}`;
  return key === "coverage" ? "tỷ lệ bao phủ" : "số thực hiện";
}

/** The column that the table is sorted by, else the percentage of plan, else the value. */
export function rankKey(sort: SortKey, rows: readonly ChildRow[]): RankKey {
  const asked = RANK_KEYS.find((key) => key === sort);
  if (asked) return asked;
  return rows.some(({ view }) => pctOfPlan(view) !== null) ? "plan" : "value";
}

export type Rank = {
  /** 1 is best; those of whom the same number is printed share a place. */
  place: number;
  isTied: boolean;
  /** Places gained since the comparator's period among the units known in both; null without a value then. */
  moved: number | null;
};

const exact = (value: bigint | null): Ratio | null =>
  value === null ? null : { numerator: value, denominator: 1n };

/** As a column prints it: what cannot be told apart there is no better place. */
const PRINTED: Partial<Record<RankKey, number>> = { plan: 2, coverage: 1 };

function printed(score: Ratio, key: RankKey): Ratio {
  const decimals = PRINTED[key];
  return decimals === undefined ? score : { numerator: percent(score, decimals).scaled, denominator: 1n };
}

function now({ view }: ChildRow, key: RankKey): Ratio | null {
  if (doubtOf(view.measure) !== null) return null;
  if (key === "plan") return pctOfPlan(view);
  return key === "coverage" ? (view.coverage?.ratio ?? null) : exact(view.measure.value);
}

function then({ before: one }: ChildRow, key: RankKey): Ratio | null {
  return key === "value" ? exact(one.value) : one[key];
}

type Score = { id: string; score: Ratio };

function places(scores: readonly Score[], lowerIsBetter: boolean): Map<string, number> {
  const turn = lowerIsBetter ? -1 : 1;
  return new Map(
    scores.map(({ id, score }) => {
      const better = scores.filter((one) => turn * compareRatios(one.score, score) > 0);
      return [id, better.length + 1];
    }),
  );
}

/** A sum since January that lacks the last month in parts. */
export const isLate = ({ id, measure }: ChildRow["view"]) =>
  INDICATORS[id].nature === "cumulative" && carriedIn(measure) > 0;

/** By unit id; a unit without a value of this period, or with a part of it missing, has no place. */
export function ranks(rows: readonly ChildRow[], key: RankKey): Map<string, Rank> {
  const [first] = rows;
  if (!first) return new Map();
  const lowerIsBetter = INDICATORS[first.view.id].direction === "lower";
  const score = (read: (row: ChildRow, key: RankKey) => Ratio | null) =>
    rows.flatMap((row) => {
      const one = read(row, key);
      return one === null ? [] : [{ id: row.unit.id, score: printed(one, key) }];
    });
  const [current, past] = [score(now), score(then)];
  // What lacks the last month in parts stands lower only because it is late.
  const late = new Set(rows.filter(({ view }) => isLate(view)).map(({ unit }) => unit.id));
  const known = new Set(past.map(({ id }) => id).filter((id) => !late.has(id)));
  const both = current.filter(({ id }) => known.has(id));
  const common = new Set(both.map(({ id }) => id));
  const [shown, nowPlaces, thenPlaces] = [
    places(current, lowerIsBetter),
    places(both, lowerIsBetter),
    places(
      past.filter(({ id }) => common.has(id)),
      lowerIsBetter,
    ),
  ];
  return new Map(
    [...shown].map(([id, place]) => {
      const [from, to] = [thenPlaces.get(id), nowPlaces.get(id)];
      const isTied = [...shown.values()].filter((other) => other === place).length > 1;
      return [id, { place, isTied, moved: from === undefined || to === undefined ? null : from - to }];
    }),
  );
}

export type Extremes = { top: ChildRow[]; bottom: ChildRow[] };

/** The first and the last five; null where that would be most of the table. The worst stands first among the last. */
export function extremes(
  rows: readonly ChildRow[],
  places: ReadonlyMap<string, Rank>,
  count = 5,
): Extremes | null {
  const ranked = rows
    .filter(({ unit }) => places.has(unit.id))
    .toSorted((a, b) => (places.get(a.unit.id)?.place ?? 0) - (places.get(b.unit.id)?.place ?? 0));
  if (ranked.length <= 2 * count) return null;
  return { top: ranked.slice(0, count), bottom: ranked.slice(-count).toReversed() };
}
