/** What an approver has to follow up: who is late, who was punctual, and where a submission stands in the queue. */
import { dayInVietnam, type Day } from "./day";
import type { SubmissionStatus } from "./submission";

/** In the order of what needs doing. late: not submitted though due; open: draft or reopened, and not due yet. */
export const QUEUE_GROUPS = ["late", "waiting", "returned", "open", "approved"] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

/** @param dueOn the reopening's due day if it has one, else the period's */
export function queueGroup(status: SubmissionStatus, dueOn: Day, today: Day): QueueGroup {
  if (status === "submitted") return "waiting";
  if (status === "returned" || status === "approved") return status;
  return today > dueOn ? "late" : "open";
}

type Punctual = {
  firstSubmittedAt: Date | null;
  /** Of the period: reopening makes nobody punctual. */
  periodDueOn: Day;
  approvedVersion: number | null;
};

/**
 * First submitted by 24:00 Vietnam time of the due day. Null while nothing was submitted and the day is not over, and
 * for what was loaded as approved: nobody submitted it, so nobody was late.
 */
export function isOnTime(
  { firstSubmittedAt, periodDueOn, approvedVersion }: Punctual,
  today: Day,
): boolean | null {
  if (firstSubmittedAt) return dayInVietnam(firstSubmittedAt) <= periodDueOn;
  return approvedVersion === null && today > periodDueOn ? false : null;
}

/** "đang mở lại": the version that counts was approved, and another one is on its way. */
export function isReopened(submission: {
  status: SubmissionStatus;
  approvedVersion: number | null;
}): boolean {
  return submission.approvedVersion !== null && submission.status !== "approved";
}
