/** Everything the entry form shows beside its cells: comparators, targets, checks. */
import "server-only";
import { enterable, type CheckContext } from "@/lib/domain/checks";
import { chooseDenominator, denominatorKind, type Denominator } from "@/lib/domain/coverage";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import { dayInVietnam } from "@/lib/domain/day";
import { entryTarget, type EntryTarget } from "@/lib/domain/entry-target";
import type { IndicatorId } from "@/lib/domain/indicator";
import { yearOf } from "@/lib/domain/period";
import { lockReason, type LockReason } from "@/lib/domain/submission";
import type { StandingTarget } from "@/lib/domain/target";
import { readCheckContext, type Comparisons } from "./check-context";
import { listDenominators, listTargets } from "./dashboard-plans";
import { listLineages } from "./dashboard-units";
import { db } from "./db";
import { readCells, type Cell } from "./submission-cells";
import { getSubmission, type Reader, type Submission } from "./submissions";

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

export type EntryForm = {
  submission: Submission;
  lock: LockReason | null;
  /** In form order: what the unit enters in this period; derived indicators are computed on the page. */
  cells: EntryCell[];
  checks: CheckContext;
};

type Plan = { targets: readonly StandingTarget[]; denominators: readonly Denominator[] };

/** Targets of the unit on the as-of day; one that began within the year inherits from its predecessors. */
async function readPlan({ unitId, periodId, asOf }: Submission): Promise<Plan> {
  const year = yearOf(periodId);
  const lineage = await listLineages([unitId]);
  const denominators = await listDenominators(lineage, year, { newestBefore: year });
  const targets = await listTargets(lineage, [year]);
  return { targets: standingTargets(unitId, lineage, targets, denominators, asOf), denominators };
}

/** Null as getSubmission is: unknown, out of scope, or a role that never sees drafts. */
export async function getEntryForm(reader: Reader, id: string, now: Date): Promise<EntryForm | null> {
  const submission = await getSubmission(reader, id);
  if (!submission) return null;
  const [held, checks, plan] = await Promise.all([
    readCells(db, submission),
    readCheckContext(db, submission),
    readPlan(submission),
  ]);
  const shown = enterable(checks);
  return {
    submission,
    lock: lockReason(submission, dayInVietnam(now)),
    cells: shown.map((id) => toEntryCell(id, held.get(id), checks, plan, submission)),
    checks,
  };
}

function toEntryCell(
  id: IndicatorId,
  cell: Cell | undefined,
  checks: CheckContext & Comparisons,
  { targets, denominators }: Plan,
  { unitId, periodId }: Submission,
): EntryCell {
  const target = targets.find((one) => one.indicator === id && one.isHeadline) ?? null;
  const kind = denominatorKind(id);
  const denominator = kind && chooseDenominator(denominators, unitId, [], kind, yearOf(periodId));
  return {
    indicator: id,
    isRequired: checks.required.includes(id),
    value: cell?.value ?? null,
    isEstimate: cell?.isEstimate ?? false,
    note: cell?.note ?? null,
    explanation: cell?.explanation ?? null,
    version: cell?.version ?? 0,
    updatedBy: cell?.updatedBy ?? null,
    updatedAt: cell?.updatedAt ?? null,
    lastMonth: checks.lastMonth[id] ?? null,
    sameMonthLastYear: checks.sameMonthLastYear[id] ?? null,
    target: target && entryTarget(id, target, checks, denominator),
  };
}
