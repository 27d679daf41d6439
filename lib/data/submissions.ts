/** Submissions as they are read: one by its id, and the queue of a period. Scope and role are inside every query. */
import "server-only";
import type { Day } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import type { ReportingKind } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { SubmissionKey, SubmissionState } from "@/lib/domain/submission";

/** Who reads. Admin and viewer have a scope but never see drafts, so the role is part of the question. */
export type Reader = Pick<Actor, "role" | "scope">;

export type Person = { id: string; displayName: string };

/** Also the proof that the reader may see it: writes take this object, not an id. */
export type Submission = SubmissionKey &
  SubmissionState & {
    id: string;
    /** Optimistic lock: moves with every event, not with drafts. */
    lockVersion: number;
    /** Number of submitted versions so far; 0 before the first. */
    version: number;
    approvedVersion: number | null;
    unit: { id: string; code: string; name: string; shortName: string; reportingKind: ReportingKind };
    provinceName: string;
    asOf: Day;
    /** The reopening's due day if it has one, else the period's. */
    dueOn: Day;
    firstSubmittedAt: Date | null;
    submittedAt: Date | null;
    submittedBy: Person | null;
    decidedAt: Date | null;
    decidedBy: Person | null;
    /** Why it was returned or reopened; null otherwise. */
    reason: string | null;
  };

export type QueueGroup = "late" | "waiting" | "returned" | "open" | "approved";
export type QueueRow = Submission & {
  /** late: not submitted though due; waiting: submitted; returned; open: draft or reopened, not due yet; approved. */
  group: QueueGroup;
  isOnTime: boolean | null;
  /** Answered warnings of the submitted version. */
  explanations: number;
  /** The approved figures moved again after the first approval. */
  isAdjusted: boolean;
};

/** Null when there is none, when it is out of scope, and for roles that never see drafts. */
export async function getSubmission(reader: Reader, id: string): Promise<Submission | null> {
  void [reader, id];
  throw new Error("not written yet");
}

/** All submissions of a period in scope, in the order of what needs doing: late, waiting, returned, open, approved. */
export async function listSubmissions(reader: Reader, periodId: PeriodId, now: Date): Promise<QueueRow[]> {
  void [reader, periodId, now];
  throw new Error("not written yet");
}
