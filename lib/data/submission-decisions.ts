/** What moves a submission: submit, approve, return, reopen; each one transaction with its audit entry. */
import "server-only";
import { blockingIssues, checkCells, type Issue } from "@/lib/domain/checks";
import { dayInVietnam } from "@/lib/domain/day";
import { decisionHappening } from "@/lib/domain/notification";
import { can, type Actor } from "@/lib/domain/policy";
import {
  decide,
  isRepeat,
  type DecisionRefusal,
  type SubmissionDecision,
  type SubmissionEvent,
  type SubmissionStatus,
} from "@/lib/domain/submission";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { readCheckContext } from "./check-context";
import { readMovable, writeCorrections } from "./corrections";
import { bumpDataVersions } from "./data-versions";
import type { Tx } from "./db";
import { approveFigures } from "./figures";
import { notify, settleSubmitted } from "./notifications";
import { keepPlans } from "./raw";
import { lockAffected, recomputeMany, type ProvincePeriodKey } from "./rollups";
import { readCells, toCheckCells } from "./submission-cells";
import { dropDrafts, writeRevision } from "./submission-revisions";
import { readSubmissions, toldSubmission, type Submission } from "./submissions";
import { inTransaction } from "./transaction";

/** `stale`: somebody moved the submission after it was read. */
export type SubmitResult =
  | { ok: true; version: number }
  | { ok: false; reason: DecisionRefusal | "stale" }
  | { ok: false; reason: "issues"; issues: Issue[] };

export type DecideResult = { ok: true } | { ok: false; reason: DecisionRefusal | "stale" | "day-in-past" };

type Refused = { ok: false; reason: DecisionRefusal | "stale" };
type Permitted = { ok: true; submission: Submission; to: SubmissionStatus };
/** The same person has done the same just before: nothing is left to do, and nobody was faster. */
type Repeated = { ok: true; submission: Submission; to: null };

/** Reads the submission again with its row locked, and asks the rules again: what was seen may be over. */
async function decideAgain(
  tx: Tx,
  seen: Submission,
  event: SubmissionEvent,
  actor: Actor,
  now: Date,
): Promise<Refused | Permitted | Repeated> {
  const { provinceId, unitId, periodId } = seen;
  const [submission] = await readSubmissions(tx, actor, "oneForDecision", provinceId, unitId, periodId);
  if (submission && isRepeat(submission, seen.lockVersion, event, actor))
    return { ok: true, submission, to: null };
  if (!submission || submission.lockVersion !== seen.lockVersion) return { ok: false, reason: "stale" };
  const decision = decide(submission, event, actor, dayInVietnam(now));
  return decision.ok ? { ok: true, submission, to: decision.to } : decision;
}

const HOLD_PERIOD = `
  SELECT 1 FROM province_periods WHERE province_id = $1 AND period_id = $2 FOR SHARE`;

/** First in the order of locks. Only an approval moves numbers; the others keep the period from being locked or signed. */
async function lockPeriods(
  tx: Tx,
  { provinceId, periodId }: Submission,
  event: SubmissionEvent,
): Promise<ProvincePeriodKey[]> {
  if (event === "approve") return lockAffected(tx, [{ provinceId, periodId }]);
  await tx.$queryRawUnsafe(HOLD_PERIOD, provinceId, periodId);
  return [];
}

/** Checks once more, freezes all cells as a new version, and hands it to the approver. */
export async function submitSubmission(seen: Submission, actor: Actor, now: Date): Promise<SubmitResult> {
  // Whoever never sees drafts would read nothing below, and be told that somebody was faster.
  if (!can(actor, "submission.enter", { path: seen.unitPath })) return { ok: false, reason: "forbidden" };
  return inTransaction(async (tx): Promise<SubmitResult> => {
    await lockPeriods(tx, seen, "submit");
    const permitted = await decideAgain(tx, seen, "submit", actor, now);
    if (!permitted.ok) return permitted;
    const { submission, to } = permitted;
    if (to === null) return { ok: true, version: submission.version };
    const cells = await readCells(tx, submission);
    const checked = toCheckCells(cells);
    const blocking = blockingIssues(checkCells(checked, await readCheckContext(tx, submission)), checked);
    if (blocking.length > 0) return { ok: false, reason: "issues", issues: blocking };

    const version = submission.version + 1;
    await writeRevision(tx, submission, version, cells, actor);
    await dropDrafts(tx, submission);
    await move(tx, submission, {
      status: to,
      version,
      // What was loaded before it was ever submitted is neither punctual nor late.
      firstSubmittedAt: submission.firstSubmittedAt ?? (submission.approvedVersion === null ? now : null),
      submittedAt: now,
      submittedBy: actor.id,
      submittedFor: actor.onBehalfOf?.id ?? null,
      decidedAt: null,
      decidedBy: null,
      decidedFor: null,
      reason: null,
    });
    const figures = Object.fromEntries([...cells].map(([id, { value }]) => [id, value?.toString() ?? null]));
    await audit(tx, submission, "submit", actor, now, { status: to, version, figures });
    const told = toldSubmission(submission);
    await notify(tx, { kind: "submitted", actorId: actor.id, submission: told, version }, now);
    return { ok: true, version };
  });
}

/** Approve, return or reopen what was seen. Approving moves figures and rollups in the same transaction. */
export async function decideSubmission(
  seen: Submission,
  decision: SubmissionDecision,
  actor: Actor,
  now: Date,
): Promise<DecideResult> {
  const first = decide(seen, decision.event, actor, dayInVietnam(now));
  // What somebody else's faster decision explains is said inside, where it is known: "stale", not "wrong-status".
  if (!first.ok && first.reason === "forbidden") return first;
  if (decision.event === "reopen" && decision.dueOn < dayInVietnam(now))
    return { ok: false, reason: "day-in-past" };
  return inTransaction(async (tx): Promise<DecideResult> => {
    await keepPlans(tx);
    const affected = await lockPeriods(tx, seen, decision.event);
    const permitted = await decideAgain(tx, seen, decision.event, actor, now);
    if (!permitted.ok) return permitted;
    const { submission, to } = permitted;
    if (to === null) return isSaidAgain(submission, decision) ? { ok: true } : { ok: false, reason: "stale" };
    await carryOut(tx, { ok: true, submission, to }, decision, affected, actor, now);
    await notify(tx, decisionHappening(toldSubmission(submission), decision, actor.id), now);
    if (decision.event !== "reopen") await settleSubmitted(tx, submission, actor, now);
    return { ok: true };
  });
}

/** Another reason or another day is something else, also from the same person. */
function isSaidAgain({ reason, dueOn }: Submission, decision: SubmissionDecision): boolean {
  if (decision.event === "approve") return true;
  return reason === decision.reason && (decision.event === "return" || dueOn === decision.dueOn);
}

async function carryOut(
  tx: Tx,
  { submission, to }: Permitted,
  decision: SubmissionDecision,
  affected: readonly ProvincePeriodKey[],
  actor: Actor,
  now: Date,
): Promise<void> {
  const decided = {
    status: to,
    decidedAt: now,
    decidedBy: actor.id,
    decidedFor: actor.onBehalfOf?.id ?? null,
  };
  const { version, provinceId } = submission;
  switch (decision.event) {
    case "approve": {
      const before = await readMovable(tx, submission, affected);
      await approveFigures(tx, submission, version);
      await move(tx, submission, {
        ...decided,
        approvedVersion: version,
        approvedAt: now,
        isAdjusted: submission.approvedVersion !== null,
        reason: null,
        dueOn: null,
      });
      await recomputeMany(tx, affected, now, [submission.unitId]);
      if (before) await writeCorrections(tx, submission, affected, before, actor, now);
      return audit(tx, submission, "approve", actor, now, { status: to, version, approvedVersion: version });
    }
    case "return":
      await move(tx, submission, { ...decided, reason: decision.reason });
      return audit(tx, submission, "return", actor, now, { status: to, version }, decision.reason);
    case "reopen":
      await dropDrafts(tx, submission);
      await move(tx, submission, { ...decided, reason: decision.reason, dueOn: new Date(decision.dueOn) });
      // The pages mark the unit "đang mở lại"; its figures stay until the next approval.
      await bumpDataVersions(tx, [provinceId], now);
      return audit(
        tx,
        submission,
        "reopen",
        actor,
        now,
        { status: to, version, dueOn: decision.dueOn },
        decision.reason,
      );
  }
}

type Change = Parameters<Tx["submission"]["update"]>[0]["data"];

async function move(tx: Tx, { provinceId, unitId, periodId }: Submission, change: Change): Promise<void> {
  await tx.submission.update({
    where: { provinceId_unitId_periodId: { provinceId, unitId, periodId } },
    data: { ...change, lockVersion: { increment: 1 } },
    select: { version: true },
  });
}

async function audit(
  tx: Tx,
  { id, provinceId, status, version, approvedVersion }: Submission,
  event: SubmissionEvent,
  actor: Actor,
  at: Date,
  after: Parameters<typeof writeAudit>[1]["after"],
  reason: string | null = null,
): Promise<void> {
  await writeAudit(tx, {
    provinceId,
    ...by(actor),
    event: `submission.${event}`,
    subject: `submission:${id}`,
    before: { status, version, approvedVersion },
    after: after ?? null,
    reason,
    at,
  });
}
