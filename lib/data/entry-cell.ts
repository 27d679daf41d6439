/** A cell as the form and the grid show it: what is held, and what it is compared with. */
import { chooseDenominator, denominatorKind, type Denominator } from "@/lib/domain/coverage";
import { entryTarget, type EntryTarget } from "@/lib/domain/entry-target";
import type { IndicatorId } from "@/lib/domain/indicator";
import { yearOf } from "@/lib/domain/period";
import type { StandingTarget } from "@/lib/domain/target";
import type { Comparisons } from "./check-context";
import type { Cell } from "./submission-cells";
import type { Submission } from "./submissions";

export type EntryCell = {
  indicator: IndicatorId;
  isRequired: boolean;
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  explanation: string | null;
  /** To be sent back as expectedVersion. */
  version: number;
  updatedBy: string | null;
  updatedAt: Date | null;
  /** Approved, through whole predecessors; null if one of them has none. */
  lastMonth: bigint | null;
  sameMonthLastYear: bigint | null;
  /** The headline target of the year, with what it is held against besides the cell. */
  target: (StandingTarget & EntryTarget) | null;
};

/** What a unit is given for the year, and by whom it is measured. */
export type EntryPlan = { targets: readonly StandingTarget[]; denominators: readonly Denominator[] };

/** @param cell undefined where nothing was ever entered */
export function toEntryCell(
  id: IndicatorId,
  cell: Omit<Cell, "indicator" | "enteredBy"> | undefined,
  facts: Comparisons & { isRequired: boolean },
  { targets, denominators }: EntryPlan,
  { unitId, periodId }: Pick<Submission, "unitId" | "periodId">,
): EntryCell {
  const target = targets.find((one) => one.indicator === id && one.isHeadline) ?? null;
  const kind = denominatorKind(id);
  const denominator = kind && chooseDenominator(denominators, unitId, [], kind, yearOf(periodId));
  return {
    indicator: id,
    isRequired: facts.isRequired,
    value: cell?.value ?? null,
    isEstimate: cell?.isEstimate ?? false,
    note: cell?.note ?? null,
    explanation: cell?.explanation ?? null,
    version: cell?.version ?? 0,
    updatedBy: cell?.updatedBy ?? null,
    updatedAt: cell?.updatedAt ?? null,
    lastMonth: facts.lastMonth[id] ?? null,
    sameMonthLastYear: facts.sameMonthLastYear[id] ?? null,
    target: target && entryTarget(id, target, facts, denominator),
  };
}
