/** What moves a submission: submit, approve, return, reopen; each one transaction with its audit entry. */
import "server-only";
import type { Issue } from "@/lib/domain/checks";
import type { Actor } from "@/lib/domain/policy";
import type { DecisionRefusal, SubmissionDecision } from "@/lib/domain/submission";
import type { Submission } from "./submissions";

/** `stale`: somebody moved the submission after it was read. */
export type SubmitResult =
  | { ok: true; version: number }
  | { ok: false; reason: DecisionRefusal | "stale" }
  | { ok: false; reason: "issues"; issues: Issue[] };

/** Checks once more, freezes all cells as a new version, and hands it to the approver. */
export async function submitSubmission(seen: Submission, actor: Actor, now: Date): Promise<SubmitResult> {
  void [seen, actor, now];
  throw new Error("not written yet");
}

export type DecideResult = { ok: true } | { ok: false; reason: DecisionRefusal | "stale" | "day-in-past" };

/** Approve, return or reopen what was seen. Approving moves figures and rollups in the same transaction. */
export async function decideSubmission(
  seen: Submission,
  decision: SubmissionDecision,
  actor: Actor,
  now: Date,
): Promise<DecideResult> {
  void [seen, decision, actor, now];
  throw new Error("not written yet");
}
