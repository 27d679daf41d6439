/** What the address of the list of targets selects, and the addresses of the screens about targets. */
import { firstOf, type SearchParams } from "@/app/search-params";
import { daySchema, type Day } from "@/lib/domain/day";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import type { TargetKind } from "@/lib/domain/target";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import { unitIdSchema } from "@/lib/domain/unit";

export type TargetSelection = {
  unitId: string;
  scope: TargetScope;
  /** The day on which the targets stand; null for the day on which the page is read. */
  on: Day | null;
  /** Only what was recorded by the end of this day. */
  known: Day | null;
  /** Of one indicator; null for all. */
  indicator: IndicatorId | null;
};

const dayOf = (text: string | undefined): Day | null => daySchema.safeParse(text).data ?? null;

/** The time as `scope`, a year as `year` too. Null for what cannot be: a malformed unit or time, an indicator that does not exist. A mistyped day is no day. */
export function parseTargetSelection(
  search: SearchParams,
  fallback: { unitId: string; today: Day },
): TargetSelection | null {
  const unitId = unitIdSchema.safeParse(firstOf(search.unit) ?? fallback.unitId);
  const asked = firstOf(search.scope) ?? firstOf(search.year);
  const scope = targetScopeSchema.safeParse(asked ?? fallback.today.slice(0, 4));
  const indicator = firstOf(search.indicator) ?? null;
  if (!unitId.success || !scope.success || (indicator !== null && !isIndicatorId(indicator))) return null;
  return {
    unitId: unitId.data,
    scope: scope.data,
    on: dayOf(firstOf(search.on)),
    known: dayOf(firstOf(search.known)),
    indicator,
  };
}

const withQuery = (path: string, query: Record<string, string | null>) => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

export function targetsHref(selection: TargetSelection, change: Partial<TargetSelection> = {}): string {
  const { unitId, scope, on, known, indicator } = { ...selection, ...change };
  return withQuery("/targets", { unit: unitId, scope, on, known, indicator });
}

export const decisionHref = (id: string) => `/targets/decisions/${id}`;
export const paperHref = (id: string) => `/api/v1/decisions/${id}/paper`;
export const newDecisionHref = (query: { unit: string; supersedes?: string }) =>
  withQuery("/targets/decisions/new", query);

type Table = { indicator: IndicatorId; kind: TargetKind; scope: TargetScope };

/** Where the numbers of one table of a decision are given. */
export const cascadeHref = (id: string, { indicator, kind, scope }: Table, to: "unit" | "recipient") =>
  withQuery(`${decisionHref(id)}/cascade`, {
    indicator,
    kind,
    scope,
    to: to === "recipient" ? "recipients" : null,
  });

/** Where the targets of one time come from a workbook. */
export const sheetHref = (id: string, scope: TargetScope, to: "unit" | "recipient") =>
  withQuery(`${decisionHref(id)}/sheet`, { scope, to: to === "recipient" ? "recipients" : null });

/** The form to be filled, as a workbook. */
export function templateHref(
  id: string,
  scope: TargetScope,
  indicators: readonly IndicatorId[],
  to: "unit" | "recipient",
): string {
  const query = new URLSearchParams({ scope });
  for (const indicator of indicators) query.append("indicator", indicator);
  if (to === "recipient") query.set("to", "recipients");
  return `/api/v1/decisions/${id}/template?${query.toString()}`;
}

export const headlineHref = (id: string, { indicator, kind, scope }: Table, unitId: string) =>
  withQuery(`${decisionHref(id)}/headline`, { unit: unitId, indicator, kind, scope });

export const assignmentHref = (query: { scope: TargetScope; indicator: IndicatorId }) =>
  withQuery("/targets/assignment", query);
export const recipientsHref = (unitId: string) => withQuery("/targets/recipients", { unit: unitId });
