/** Several submissions decided at once: each in a transaction of its own, so that one refusal holds up no other. */
import "server-only";
import type { Actor } from "@/lib/domain/policy";
import type { SubmissionDecision } from "@/lib/domain/submission";
import { log } from "@/lib/log";
import { decideSubmission, type DecideResult } from "./submission-decisions";
import { getSubmission } from "./submissions";

/** What somebody ticked, as it was when they saw it. */
export type Picked = { id: string; lockVersion: number };

export type BulkRefusal = Extract<DecideResult, { ok: false }>["reason"] | "not-found" | "failed";
export type BulkOutcome = {
  id: string;
  /** Null where it is not for this person to know. */
  unitName: string | null;
  result: { ok: true } | { ok: false; reason: BulkRefusal };
};

/** In the order of the list. What somebody else moved meanwhile is left alone and named. */
export async function decideMany(
  picked: readonly Picked[],
  decision: Exclude<SubmissionDecision, { event: "reopen" }>,
  actor: Actor,
  now: Date,
): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (const one of picked) outcomes.push(await decideOne(one, decision, actor, now));
  return outcomes;
}

async function decideOne(
  { id, lockVersion }: Picked,
  decision: SubmissionDecision,
  actor: Actor,
  now: Date,
): Promise<BulkOutcome> {
  try {
    const submission = await getSubmission(actor, id);
    if (!submission) return { id, unitName: null, result: { ok: false, reason: "not-found" } };
    const result = await decideSubmission({ ...submission, lockVersion }, decision, actor, now);
    return { id, unitName: submission.unit.shortName, result };
  } catch (error) {
    // Those before it are decided and those after it can be: the list goes on and says so.
    log.error({ err: error, submission: id }, "decision failed");
    return { id, unitName: null, result: { ok: false, reason: "failed" } };
  }
}
