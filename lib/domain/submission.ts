/** One reporting unit's month: its statuses and events, who may move it, what locks it, and what "on time" means. */
import { z } from "zod";
import { daySchema, type Day } from "./day";
import { isPeriodId, type PeriodId } from "./period";
import { can, type Actor, type Permission, type Resource } from "./policy";
import { plainText } from "./text";
import { unitIdSchema } from "./unit";

export const SUBMISSION_STATUSES = ["draft", "submitted", "returned", "approved", "reopened"] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

const SUBMISSION_EVENTS = ["submit", "approve", "return", "reopen"] as const;
export type SubmissionEvent = (typeof SUBMISSION_EVENTS)[number];

/** The natural key; a submission has no other id. */
export type SubmissionKey = { provinceId: string; unitId: string; periodId: PeriodId };

/** `60.593.2023-11`, as in URLs. */
export function submissionId({ provinceId, unitId, periodId }: SubmissionKey): string {
  return `${provinceId}.${unitId}.${periodId}`;
}

/** Null for anything that is not the id of a submission. */
export function parseSubmissionId(text: string): SubmissionKey | null {
  const [provinceId, unitId, periodId, rest] = text.split(".");
  if (provinceId === undefined || unitId === undefined || periodId === undefined || rest !== undefined)
    return null;
  const isWellFormed = [provinceId, unitId].every((id) => unitIdSchema.safeParse(id).success);
  return isWellFormed && isPeriodId(periodId) ? { provinceId, unitId, periodId } : null;
}

/** What the rules need to know of a submission. */
export type SubmissionState = {
  status: SubmissionStatus;
  /** Path of the reporting unit. */
  unitPath: string;
  /** The unit is valid on the period's as-of date. */
  unitExists: boolean;
  periodLocked: boolean;
  /** Central lets this unit move in a locked period until this day (inclusive). */
  unlockedUntil: Day | null;
  /** Everybody who typed, pasted, uploaded, loaded or submitted a cell of the current version. */
  contributors: readonly string[];
  /** A national office, or no manager is left who could approve this version. */
  centralApproves: boolean;
};

/** Why figures cannot be entered now. `not-open`: there is no such period or submission. */
export type LockReason = "not-open" | "unit-not-valid" | "period-locked" | "waiting" | "approved";

/** What stops every event, entering included: a lock of the period stops decisions too, unless the unit is unlocked. */
function standstill(submission: SubmissionState, today: Day): "unit-not-valid" | "period-locked" | null {
  if (!submission.unitExists) return "unit-not-valid";
  const { periodLocked, unlockedUntil } = submission;
  return periodLocked && (unlockedUntil === null || today > unlockedUntil) ? "period-locked" : null;
}

/** Null while figures may be entered. `null` for a submission that does not exist. */
export function lockReason(submission: SubmissionState | null, today: Day): LockReason | null {
  if (submission === null) return "not-open";
  const stopped = standstill(submission, today);
  if (stopped) return stopped;
  if (submission.status === "submitted") return "waiting";
  return submission.status === "approved" ? "approved" : null;
}

type Transition = { from: readonly SubmissionStatus[]; to: SubmissionStatus; needs: Permission };

const TRANSITIONS = {
  submit: { from: ["draft", "returned", "reopened"], to: "submitted", needs: "submission.enter" },
  approve: { from: ["submitted"], to: "approved", needs: "submission.approve" },
  return: { from: ["submitted"], to: "returned", needs: "submission.approve" },
  reopen: { from: ["approved"], to: "reopened", needs: "submission.reopen" },
} as const satisfies Record<SubmissionEvent, Transition>;

/** `contributor`: the person may approve here, but had a hand in this version. */
export type DecisionRefusal =
  "forbidden" | "contributor" | "wrong-status" | "unit-not-valid" | "period-locked";
export type Decision = { ok: true; to: SubmissionStatus } | { ok: false; reason: DecisionRefusal };

const refuse = (reason: DecisionRefusal): Decision => ({ ok: false, reason });

/** Whether this person may cause this event today, and the status that follows. */
export function decide(
  submission: SubmissionState,
  event: SubmissionEvent,
  actor: Actor,
  today: Day,
): Decision {
  const { from, to, needs }: Transition = TRANSITIONS[event];
  const { unitPath: path, centralApproves } = submission;
  const resource: Resource = { path, centralApproves, contributors: [] };
  if (!can(actor, needs, resource)) return refuse("forbidden");
  if (!from.includes(submission.status)) return refuse("wrong-status");
  const stopped = standstill(submission, today);
  if (stopped) return refuse(stopped);
  // To send one's own version back harms nobody; to approve it does.
  const { contributors } = submission;
  if (event === "approve" && !can(actor, needs, { ...resource, contributors })) return refuse("contributor");
  return { ok: true, to };
}

/** A submission as an event leaves it: how often it has moved, and by whom last. */
type Moved = {
  status: SubmissionStatus;
  lockVersion: number;
  submittedBy: { id: string } | null;
  decidedBy: { id: string } | null;
};

/** Whether this event is what the same person has just done to what they saw: pressed twice, it happened once. */
export function isRepeat(now: Moved, seenVersion: number, event: SubmissionEvent, actor: Actor): boolean {
  const by = event === "submit" ? now.submittedBy : now.decidedBy;
  const isNext = now.lockVersion === seenVersion + 1;
  return isNext && now.status === TRANSITIONS[event].to && by?.id === actor.id;
}

/** What a screen offers; whoever then acts is asked by {@link decide} again. */
export function allowedEvents(submission: SubmissionState, actor: Actor, today: Day): SubmissionEvent[] {
  return SUBMISSION_EVENTS.filter((event) => decide(submission, event, actor, today).ok);
}

/** Whether this person may type into the form now. */
export function canEnter(submission: SubmissionState, actor: Actor, today: Day): boolean {
  return (
    lockReason(submission, today) === null && can(actor, "submission.enter", { path: submission.unitPath })
  );
}

/** Why something was sent back, reopened, locked or unlocked. */
export const reasonSchema = z
  .string()
  .overwrite(plainText)
  .min(1, "Ghi lý do")
  .max(1000, "Lý do dài quá 1.000 ký tự");

/** What approve, return and reopen need besides the submission: a reason to send back, and a new due day to reopen. */
export const submissionDecisionSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("approve") }),
  z.object({ event: z.literal("return"), reason: reasonSchema }),
  z.object({ event: z.literal("reopen"), reason: reasonSchema, dueOn: daySchema }),
]);
export type SubmissionDecision = z.infer<typeof submissionDecisionSchema>;
