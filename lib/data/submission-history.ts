/** The versions of a submission: who submitted and decided what, and how one version differs from others. */
import "server-only";
import type { Issue } from "@/lib/domain/checks";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import type { Person, Submission } from "./submissions";

export type SubmissionVersion = {
  version: number;
  submittedAt: Date | null;
  submittedBy: Person | null;
  isApproved: boolean;
};

/** An audit entry of the submission. */
export type HistoryEntry = {
  at: Date;
  actor: Person | null;
  event: string;
  version: number | null;
  reason: string | null;
};

/** Oldest first. */
export async function getSubmissionHistory(seen: Submission): Promise<HistoryEntry[]> {
  void seen;
  throw new Error("not written yet");
}

export type DiffRow = {
  indicator: IndicatorId;
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  explanation: string | null;
  enteredBy: Person | null;
  /** The version submitted before this one; null if there was none or the cell was blank. */
  previous: bigint | null;
  /** The approved version, if it is another one. */
  approved: bigint | null;
  lastMonth: bigint | null;
  sameMonthLastYear: bigint | null;
  /** Warnings of this cell as the server sees them now. */
  issues: Issue[];
};

export type SubmissionDiff = { version: number; previousVersion: number | null; rows: DiffRow[] };

/** The latest submitted version against the one before, the approved one, last month and last year; null before the first. */
export async function getSubmissionDiff(seen: Submission): Promise<SubmissionDiff | null> {
  void seen;
  throw new Error("not written yet");
}

/** Where an approved figure comes from, for everybody who may see the figure. */
export type FigureSource = {
  submissionId: string;
  version: number;
  submittedBy: Person | null;
  submittedAt: Date | null;
  approvedBy: Person | null;
  approvedAt: Date | null;
  /** Reopened: still counted with this version until the next approval. */
  isReopened: boolean;
};

/** Null if nothing is approved, or if the actor may not see the unit's rollups. */
export async function getFigureSource(
  actor: Pick<Actor, "role" | "scope">,
  unitId: string,
  periodId: PeriodId,
): Promise<FigureSource | null> {
  void [actor, unitId, periodId];
  throw new Error("not written yet");
}
