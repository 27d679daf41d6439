/** What the address of a unit's page selects, and the addresses of its neighbours. Everything selected is in the URL. */
import { COMPARATORS, type Comparator } from "@/lib/domain/comparison";
import { parseSort, type Sort } from "@/lib/domain/dashboard-rows";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { isPeriodId, type PeriodId } from "@/lib/domain/period";
import { submissionId } from "@/lib/domain/submission";
import { unitIdSchema, type Unit } from "@/lib/domain/unit";

export type Selection = {
  unitId: string;
  /** Null until the newest period is known. */
  period: PeriodId | null;
  indicator: IndicatorId;
  comparator: Comparator;
  sort: Sort;
  /** Periods between which payer groups are compared; null: from December before to the period. */
  from: PeriodId | null;
  to: PeriodId | null;
};

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

const DEFAULTS = { indicator: "BHYT", comparator: "yoy", sort: "-plan" } as const;

const first = (value: string | readonly string[] | undefined) =>
  typeof value === "object" ? value[0] : value === "" ? undefined : value;

const periodOf = (text: string | undefined) => (text !== undefined && isPeriodId(text) ? text : null);

/** Null for what cannot be: a malformed unit, a period that is no period, an indicator that does not exist. */
export function parseSelection(unit: string, search: SearchParams): Selection | null {
  const period = first(search.period) ?? null;
  const indicator = first(search.indicator) ?? DEFAULTS.indicator;
  if (!unitIdSchema.safeParse(unit).success || !isIndicatorId(indicator)) return null;
  if (period !== null && !isPeriodId(period)) return null;
  const compare = first(search.compare);
  return {
    unitId: unit,
    period,
    indicator,
    comparator: COMPARATORS.find((one) => one === compare) ?? DEFAULTS.comparator,
    sort: parseSort(first(search.sort) ?? DEFAULTS.sort),
    from: periodOf(first(search.from)),
    to: periodOf(first(search.to)),
  };
}

const sortText = ({ key, descending }: Sort) => `${descending ? "-" : ""}${key}`;

/** What differs from the defaults, in a fixed order, so that one selection has one address. */
export function queryOf({
  period,
  indicator,
  comparator,
  sort,
  from,
  to,
}: Omit<Selection, "unitId">): Record<string, string> {
  return {
    ...(period === null ? {} : { period }),
    ...(indicator === DEFAULTS.indicator ? {} : { indicator }),
    ...(comparator === DEFAULTS.comparator ? {} : { compare: comparator }),
    ...(sortText(sort) === DEFAULTS.sort ? {} : { sort: sortText(sort) }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

export function hrefOf(selection: Selection, change: Partial<Selection> = {}, anchor = ""): string {
  const { unitId, ...rest } = { ...selection, ...change };
  const query = new URLSearchParams(queryOf(rest)).toString();
  return `/units/${encodeURIComponent(unitId)}${query && `?${query}`}${anchor && `#${anchor}`}`;
}

/** Where a reporting unit's own number comes from. */
export function submissionHref(unit: Pick<Unit, "id" | "provinceId">, periodId: PeriodId): string {
  return `/submissions/${submissionId({ provinceId: unit.provinceId, unitId: unit.id, periodId })}`;
}

/** Where the numbers of the chosen indicator are broken down. */
export const CHILDREN_ANCHOR = "don-vi";
export const DETAIL_ANCHOR = "chi-tiet";
export const PAYERS_ANCHOR = "nhom-dong";
