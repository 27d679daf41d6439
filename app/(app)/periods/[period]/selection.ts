/** What the page of a period shows, all of it in its address. */
import { firstOf, type SearchParams } from "@/app/search-params";
import {
  DISCIPLINE_ONLY,
  DISCIPLINE_SORTS,
  type DisciplineOnly,
  type DisciplineSort,
} from "@/lib/domain/discipline";
import type { PeriodId } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

export type Selection = {
  /** A province opened to its units; null for all provinces. */
  province: string | null;
  sort: DisciplineSort;
  only: DisciplineOnly | null;
  text: string;
};

const TEXT_MAX = 60;
const DEFAULT_SORT = "name";

function parseSort(text: string): DisciplineSort {
  const name = text.replace(/^-/, "");
  const key = DISCIPLINE_SORTS.find((one) => one === name) ?? DEFAULT_SORT;
  return { key, descending: text.startsWith("-") };
}

/** What makes no sense is left out; a malformed province is no province. */
export function parseSelection(search: SearchParams): Selection {
  const province = unitIdSchema.safeParse(firstOf(search.province));
  return {
    province: province.success ? province.data : null,
    sort: parseSort(firstOf(search.sort) ?? DEFAULT_SORT),
    only: DISCIPLINE_ONLY.find((one) => one === firstOf(search.only)) ?? null,
    text: (firstOf(search.q) ?? "").slice(0, TEXT_MAX).trim(),
  };
}

export function queryOf({ province, sort, only, text }: Selection): Record<string, string> {
  const order = `${sort.descending ? "-" : ""}${sort.key}`;
  return {
    ...(province === null ? {} : { province }),
    ...(order === DEFAULT_SORT ? {} : { sort: order }),
    ...(only === null ? {} : { only }),
    ...(text === "" ? {} : { q: text }),
  };
}

export const TABLE_ANCHOR = "ky-luat";

export function hrefOf(
  period: PeriodId,
  selection: Selection,
  change: Partial<Selection> = {},
  anchor = "",
): string {
  const query = new URLSearchParams(queryOf({ ...selection, ...change })).toString();
  return `/periods/${period}${query && `?${query}`}${anchor && `#${anchor}`}`;
}

/** The head of a column that sorts: in another order once more where it sorts already. */
export function sortingOf(period: PeriodId, selection: Selection, key: DisciplineSort["key"]) {
  const { sort } = selection;
  const isSorted = sort.key === key;
  const next = { key, descending: isSorted && !sort.descending };
  return {
    href: hrefOf(period, selection, { sort: next }, TABLE_ANCHOR),
    direction: isSorted ? (sort.descending ? ("descending" as const) : ("ascending" as const)) : null,
  };
}
