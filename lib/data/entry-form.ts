/** Everything the entry form shows beside its cells: comparators, targets, checks. */
import "server-only";
import { enterable, type CheckContext } from "@/lib/domain/checks";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import { dayInVietnam } from "@/lib/domain/day";
import { yearOf } from "@/lib/domain/period";
import type { Reader } from "@/lib/domain/policy";
import { lockReason, type LockReason } from "@/lib/domain/submission";
import { readCheckContext } from "./check-context";
import { listDenominators, listTargets } from "./dashboard-plans";
import { listLineages } from "./dashboard-units";
import { db } from "./db";
import { toEntryCell, type EntryCell, type EntryPlan } from "./entry-cell";
import { readCells } from "./submission-cells";
import { getSubmission, type Submission } from "./submissions";

export type EntryForm = {
  submission: Submission;
  lock: LockReason | null;
  /** In form order: what the unit enters in this period; derived indicators are computed on the page. */
  cells: EntryCell[];
  checks: CheckContext;
};

/** Targets of the unit on the as-of day; one that began within the year inherits from its predecessors. */
async function readPlan({ unitId, periodId, asOf }: Submission): Promise<EntryPlan> {
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
    cells: shown.map((id) => {
      const isRequired = checks.required.includes(id);
      return toEntryCell(id, held.get(id), { ...checks, isRequired }, plan, submission);
    }),
    checks,
  };
}
