/** Everything the entry form shows beside its cells: comparators, targets, checks, the last versions. */
import "server-only";
import type { CheckContext } from "@/lib/domain/checks";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { LockReason } from "@/lib/domain/submission";
import type { StandingTarget } from "@/lib/domain/target";
import type { Reader, Submission } from "./submissions";
import type { SubmissionVersion } from "./submission-history";

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
  lastDecember: bigint | null;
  /** The headline target of the year; `remaining` is below 0 once it is passed. */
  target: StandingTarget | null;
  remaining: bigint | null;
};

export type EntryForm = {
  submission: Submission;
  lock: LockReason | null;
  /** In form order: what the unit enters in this period; derived indicators are computed on the page. */
  cells: EntryCell[];
  checks: CheckContext;
  /** Newest first. */
  versions: SubmissionVersion[];
};

/** Null as getSubmission is: unknown, out of scope, or a role that never sees drafts. */
export async function getEntryForm(reader: Reader, id: string, now: Date): Promise<EntryForm | null> {
  void [reader, id, now];
  throw new Error("not written yet");
}
