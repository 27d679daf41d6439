/** The table of a unit's children: its rows, their order, and the bar that shows how far each is from where it should be. */
import { isShort, remainingOver } from "./attainment";
import type { TargetView, IndicatorView } from "./dashboard";
import { isWhole } from "./dashboard-measure";
import type { DashboardContext } from "./dashboard-context";
import type { Before } from "./dashboard-ranks";
import type { Growth } from "./comparison";
import { INDICATORS } from "./indicator";
import { compareRatios, percent, type Ratio } from "./ratio";
import type { Unit } from "./unit";

export type RowUnit = Pick<
  Unit,
  | "id"
  | "code"
  | "name"
  | "shortName"
  | "level"
  | "reportingKind"
  | "provinceId"
  | "path"
  | "validFrom"
  | "validTo"
>;

export type ChildRow = {
  unit: RowUnit;
  /** Short names of the units that were merged into this one; empty unless there were several. */
  mergedFrom: readonly string[];
  view: IndicatorView;
  /** Against the comparator of the page. */
  growth: Growth;
  before: Before;
  gap: GapBar | null;
};

const SORT_KEYS = ["name", "value", "plan", "coverage", "remaining", "growth", "reported"] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Sort = { key: SortKey; descending: boolean };

/** As in the URL: "plan", "-plan". Anything else is the default: the highest percentage of plan first. */
export function parseSort(text: string | undefined): Sort {
  const descending = text?.startsWith("-") === true;
  const key = SORT_KEYS.find((one) => one === text?.slice(descending ? 1 : 0));
  return key ? { key, descending } : { key: "plan", descending: true };
}

/** Of several targets the first that has a percentage of plan: a rate has points instead. */
export function planOf(view: IndicatorView): TargetView | null {
  return view.targets.find(({ attainment }) => attainment.kind !== "rate") ?? null;
}

export function pctOfPlan(view: IndicatorView): Ratio | null {
  const plan = planOf(view)?.attainment;
  return plan && plan.kind !== "rate" ? plan.pctOfPlan : null;
}

export function remainingOf(view: IndicatorView): bigint | null {
  return (planOf(view) ?? view.targets[0])?.attainment.remaining ?? null;
}

const whole = (value: bigint): Ratio => ({ numerator: value, denominator: 1n });

function sortValue(row: ChildRow, key: Exclude<SortKey, "name">): Ratio | null {
  const { view, growth } = row;
  const { value, reporting } = view.measure;
  const remaining = remainingOf(view);
  switch (key) {
    case "value":
      return value === null ? null : whole(value);
    case "plan":
      return pctOfPlan(view);
    case "coverage":
      return view.coverage?.ratio ?? null;
    case "remaining":
      return remaining === null ? null : whole(remaining);
    case "growth":
      return growth.kind === "growth" ? growth.pct : null;
    case "reported":
      return reporting.expected === 0
        ? null
        : { numerator: BigInt(reporting.reported), denominator: BigInt(reporting.expected) };
  }
}

const vietnamese = new Intl.Collator("vi");

/** In the order asked for; what has no value stands last either way, and ties keep the order of codes. */
export function sortRows(rows: readonly ChildRow[], { key, descending }: Sort): ChildRow[] {
  const turn = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (key === "name") return turn * vietnamese.compare(a.unit.shortName, b.unit.shortName);
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return turn * compareRatios(left, right);
  });
}

/** What remains where the value is whole: what a missing unit or month has reached is not what is left to do. */
export function knownRemaining(view: IndicatorView): bigint | null {
  return isWhole(view.measure) ? remainingOf(view) : null;
}

/** What was given to the units without any figure: in the remaining of the unit above all of it is still to be done. */
export function planWithoutFigure(rows: readonly ChildRow[]): { plan: bigint; rows: ChildRow[] } | null {
  const without = rows.flatMap((row) => {
    const plan = planOf(row.view)?.target;
    const isCounted = row.view.measure.value === null && plan !== undefined && plan.kind !== "increase";
    return isCounted ? [{ row, plan: plan.value }] : [];
  });
  if (without.length === 0) return null;
  return { plan: without.reduce((sum, { plan }) => sum + plan, 0n), rows: without.map(({ row }) => row) };
}

/** What is missing over all units, and in the `units` that miss their target alone. */
export type RemainingOver = { net: bigint; gross: bigint; units: number };

/** Of the units with a whole value; null where none has a target. */
export function remainingOfAll(rows: readonly ChildRow[]): RemainingOver | null {
  const [first] = rows;
  if (!first) return null;
  const { direction } = INDICATORS[first.view.id];
  const each = rows.map(({ view }) => knownRemaining(view)).filter((one) => one !== null);
  const total = remainingOver(
    each.map((remaining) => ({ target: remaining, value: 0n })),
    direction,
  );
  const units = each.filter((one) => isShort(one, direction)).length;
  return total && { net: total.net, gross: total.gross, units };
}

/** Positions in percent of the column: 100% of plan, needed by now, reached, and the band between the last two. */
export type GapBar = { full: number; needed: number | null; reached: number; from: number; width: number };
export type GapAxis = { ticks: readonly { at: number; label: number }[] };

const STEPS = [1, 2, 5, 10, 20, 25, 50, 100];
const MARGIN = 4;

/** One cut axis for the column, so that values that crowd near 100 can be told apart. Null without any plan. */
export function gapColumn(views: readonly IndicatorView[]): {
  axis: GapAxis;
  bar: (view: IndicatorView) => GapBar | null;
} | null {
  const points = views.flatMap((view) => [
    share(pctOfPlan(view)),
    share(planOf(view)?.expectedOfPlan ?? null),
  ]);
  const known = points.filter((point) => point !== null);
  if (known.length === 0) return null;
  // An extreme row must not press all others together: it stops at the edge.
  const low = Math.max(0, Math.min(100, ...known));
  const high = Math.min(200, Math.max(100, ...known));
  const step = STEPS.find((one) => (high - low) / one <= 4) ?? 100;
  const start = Math.floor(low / step) * step;
  const end = Math.ceil(high / step) * step;
  const at = (point: number) =>
    round(
      MARGIN + ((Math.min(Math.max(point, start), end) - start) / (end - start || step)) * (100 - 2 * MARGIN),
    );
  const count = Math.round((end - start) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => start + index * step);
  return {
    axis: { ticks: ticks.map((label) => ({ at: at(label), label })) },
    bar: (view) => {
      const reached = share(pctOfPlan(view));
      if (reached === null) return null;
      const expected = share(planOf(view)?.expectedOfPlan ?? null);
      const [mark, needed] = [at(reached), expected === null ? null : at(expected)];
      const from = Math.min(mark, needed ?? mark);
      return {
        full: at(100),
        needed,
        reached: mark,
        from,
        width: round(Math.max(mark, needed ?? mark) - from),
      };
    },
  };
}

/** For drawing only. */
const share = (exact: Ratio | null): number | null => exact && Number(percent(exact, 2).scaled) / 100;
const round = (position: number) => Math.round(position * 10) / 10;

export function childRows(
  children: readonly Pick<ChildRow, "unit" | "mergedFrom" | "view" | "before">[],
  total: IndicatorView,
  { comparator }: Pick<DashboardContext, "comparator">,
): { rows: ChildRow[]; axis: GapAxis | null; totalGap: GapBar | null } {
  const column = gapColumn([...children.map(({ view }) => view), total]);
  const rows = children.map((child) => ({
    ...child,
    growth: child.view.comparisons[comparator].growth,
    gap: column?.bar(child.view) ?? null,
  }));
  return { rows, axis: column?.axis ?? null, totalGap: column?.bar(total) ?? null };
}

/** The nation's two offices have no province: they are no rank and no exception. */
export function territories(view: { unit: Pick<Unit, "level">; children: readonly ChildRow[] }): ChildRow[] {
  return view.children.filter(({ unit }) => view.unit.level !== "nation" || unit.level === "province");
}
