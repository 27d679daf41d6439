/** What the page of assignment shows, all of it in its address. */
import { firstOf, type SearchParams } from "@/app/search-params";
import { ASSIGNMENT_ONLY, ASSIGNMENT_SORTS } from "@/lib/domain/assignment-view";
import type { AssignmentFilter, AssignmentSort } from "@/lib/domain/assignment-view";
import { INDICATOR_IDS, INDICATORS, isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import { plainText } from "@/lib/domain/text";
import { unitIdSchema } from "@/lib/domain/unit";
import type { Day } from "@/lib/domain/day";

export type AssignmentSelection = {
  scope: TargetScope;
  indicator: IndicatorId;
  /** A province opened to its units; null for all provinces. */
  province: string | null;
  sort: AssignmentSort;
  filter: AssignmentFilter;
};

/** What is assigned: people, their new ones, and money. */
const GROUPS: ReadonlySet<string> = new Set(["people", "payers", "new", "money"]);
export const ASSIGNED = INDICATOR_IDS.filter((id) => GROUPS.has(INDICATORS[id].group));

const FILTER_MAX = 60;
const DEFAULT_SORT = "name";

function parseSort(text: string): AssignmentSort {
  const name = text.replace(/^-/, "");
  const key = ASSIGNMENT_SORTS.find((one) => one === name) ?? DEFAULT_SORT;
  return { key, descending: text.startsWith("-") };
}

/** Null for what cannot be: a time that is none, an indicator that does not exist, a malformed province. */
export function parseAssignment(search: SearchParams, today: Day): AssignmentSelection | null {
  const scope = targetScopeSchema.safeParse(firstOf(search.scope) ?? today.slice(0, 4));
  const indicator = firstOf(search.indicator) ?? "BHYT";
  const province = firstOf(search.province) ?? null;
  if (!scope.success || !isIndicatorId(indicator)) return null;
  if (province !== null && !unitIdSchema.safeParse(province).success) return null;
  return {
    scope: scope.data,
    indicator,
    province,
    sort: parseSort(firstOf(search.sort) ?? DEFAULT_SORT),
    filter: {
      text: plainText(firstOf(search.q) ?? "").slice(0, FILTER_MAX),
      only: ASSIGNMENT_ONLY.find((one) => one === firstOf(search.only)) ?? null,
    },
  };
}

/** Time and indicator always: what is looked at is told by the address alone. */
export function assignmentQuery({
  scope,
  indicator,
  province,
  sort,
  filter,
}: AssignmentSelection): Record<string, string> {
  const order = `${sort.descending ? "-" : ""}${sort.key}`;
  return {
    scope,
    indicator,
    ...(province === null ? {} : { province }),
    ...(order === DEFAULT_SORT ? {} : { sort: order }),
    ...(filter.text === "" ? {} : { q: filter.text }),
    ...(filter.only === null ? {} : { only: filter.only }),
  };
}

export const TABLE_ANCHOR = "bang-giao";

export function assignmentHref(
  selection: AssignmentSelection,
  change: Partial<AssignmentSelection> = {},
  anchor = "",
): string {
  const query = new URLSearchParams(assignmentQuery({ ...selection, ...change }));
  return `/targets/assignment?${query}${anchor && `#${anchor}`}`;
}

export const NO_FILTER: AssignmentFilter = { text: "", only: null };
