/** What the address of a unit's page selects, and the addresses of its neighbours. Everything selected is in the URL. */
import { firstOf, type SearchParams } from "@/app/search-params";
import { parseBoundaries, type Boundaries } from "@/lib/domain/boundaries";
import { COMPARATORS, type Comparator } from "@/lib/domain/comparison";
import { ONLY, type RowFilter } from "@/lib/domain/dashboard-filter";
import { parseMapMetric, type MapMetric } from "@/lib/domain/dashboard-map";
import { parseSort, type Sort } from "@/lib/domain/dashboard-rows";
import { daySchema, type Day } from "@/lib/domain/day";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { isPeriodId, type PeriodId } from "@/lib/domain/period";
import { plainText } from "@/lib/domain/text";
import { submissionId } from "@/lib/domain/submission";
import { unitIdSchema, type Unit } from "@/lib/domain/unit";

export type Selection = {
  unitId: string;
  /** Null until the newest period is known. */
  period: PeriodId | null;
  indicator: IndicatorId;
  comparator: Comparator;
  /** The tree of the period, or today's with history summed into it. */
  boundaries: Boundaries;
  /** The day of "today's" tree; null for the day on which the page is read. */
  on: Day | null;
  /** What colours the map; null for the first that the indicator has. */
  map: MapMetric | null;
  sort: Sort;
  /** Which of the children are shown. */
  filter: RowFilter;
  /** Every row of a long table, not only the first MOST_ROWS. */
  allRows: boolean;
  /** Units that stand side by side, in the order they were picked; null while the rows have no boxes to pick them. */
  pick: readonly string[] | null;
  /** Periods between which payer groups are compared; null: from December before to the period. */
  from: PeriodId | null;
  to: PeriodId | null;
};

/** More rows than that nobody reads; they would make every sorting and filtering wait. A link shows them all. */
export const MOST_ROWS = 100;

/** More columns than that nobody compares. */
export const MOST_PICKED = 6;

const DEFAULTS = { indicator: "BHYT", comparator: "yoy", sort: "-plan" } as const;

/** "a,b" and repeated, as the boxes of a form send them. */
function parsePick(value: SearchParams[string]): string[] | null {
  if (value === undefined) return null;
  const ids = (typeof value === "string" ? [value] : value).flatMap((text) => text.split(","));
  const valid = ids.filter((id) => unitIdSchema.safeParse(id).success);
  return [...new Set(valid)].slice(0, MOST_PICKED);
}

const NO_FILTER: RowFilter = { text: "", only: null };
const FILTER_MAX = 60;
const periodOf = (text: string | undefined) => (text !== undefined && isPeriodId(text) ? text : null);

/** As a list of periods sends it that reaches back beyond the unit: the tree of the period, else today's. */
export const EITHER_TREE = "any";
export const takesEitherTree = (search: SearchParams) => firstOf(search.boundaries) === EITHER_TREE;

/** Null for what cannot be: a malformed unit, a period that is no period, an indicator that does not exist. */
export function parseSelection(unit: string, search: SearchParams): Selection | null {
  const period = firstOf(search.period) ?? null;
  const indicator = firstOf(search.indicator) ?? DEFAULTS.indicator;
  if (!unitIdSchema.safeParse(unit).success || !isIndicatorId(indicator)) return null;
  if (period !== null && !isPeriodId(period)) return null;
  const compare = firstOf(search.compare);
  const on = firstOf(search.on);
  return {
    unitId: unit,
    period,
    indicator,
    comparator: COMPARATORS.find((one) => one === compare) ?? DEFAULTS.comparator,
    boundaries: parseBoundaries(firstOf(search.boundaries)),
    on: on !== undefined && daySchema.safeParse(on).success ? on : null,
    map: parseMapMetric(firstOf(search.map)),
    sort: parseSort(firstOf(search.sort) ?? DEFAULTS.sort),
    filter: {
      text: plainText(firstOf(search.q) ?? "").slice(0, FILTER_MAX),
      only: ONLY.find((one) => one === firstOf(search.only)) ?? null,
    },
    allRows: firstOf(search.rows) === "all",
    pick: parsePick(search.pick),
    from: periodOf(firstOf(search.from)),
    to: periodOf(firstOf(search.to)),
  };
}

const sortText = ({ key, descending }: Sort) => `${descending ? "-" : ""}${key}`;

/** What differs from the defaults, in a fixed order, so that one selection has one address. */
export function queryOf({
  period,
  indicator,
  comparator,
  boundaries,
  on,
  map,
  sort,
  filter,
  allRows,
  pick,
  from,
  to,
}: Omit<Selection, "unitId">): Record<string, string> {
  return {
    ...(period === null ? {} : { period }),
    ...(indicator === DEFAULTS.indicator ? {} : { indicator }),
    ...(comparator === DEFAULTS.comparator ? {} : { compare: comparator }),
    ...(boundaries === "then" ? {} : { boundaries, ...(on === null ? {} : { on }) }),
    ...(map === null ? {} : { map }),
    ...(sortText(sort) === DEFAULTS.sort ? {} : { sort: sortText(sort) }),
    ...(filter.text === "" ? {} : { q: filter.text }),
    ...(filter.only === null ? {} : { only: filter.only }),
    ...(allRows ? { rows: "all" } : {}),
    ...(pick === null ? {} : { pick: pick.join(",") }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

/** Another unit has other children: what was filtered and picked stays behind. */
export function hrefOf(selection: Selection, change: Partial<Selection> = {}, anchor = ""): string {
  const isElsewhere = change.unitId !== undefined && change.unitId !== selection.unitId;
  const kept = isElsewhere ? { ...selection, filter: NO_FILTER, allRows: false, pick: null } : selection;
  const { unitId, ...rest } = { ...kept, ...change };
  const query = new URLSearchParams(queryOf(rest)).toString();
  return `/units/${encodeURIComponent(unitId)}${query && `?${query}`}${anchor && `#${anchor}`}`;
}

/** Where a reporting unit's own number comes from. */
export function submissionHref(unit: Pick<Unit, "id" | "provinceId">, periodId: PeriodId): string {
  return `/submissions/${submissionId({ provinceId: unit.provinceId, unitId: unit.id, periodId })}`;
}

/** What the selection asks lib/data for. @param today the day of "today's" tree, unless the address names another */
export function dashboardQuery({ boundaries, on, ...selection }: Selection, today: Day) {
  return { ...selection, boundaries: { view: boundaries, on: on ?? today } };
}

/** Where the numbers of the chosen indicator are broken down. */
export const CHILDREN_ANCHOR = "don-vi";
export const DETAIL_ANCHOR = "chi-tiet";
export const MAP_ANCHOR = "ban-do";
export const BEFORE_ANCHOR = "khi-do";
export const COMPARE_ANCHOR = "so-sanh";
export const PAYERS_ANCHOR = "nhom-dong";
