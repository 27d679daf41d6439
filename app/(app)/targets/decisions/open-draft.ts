/** The draft that a form for sheets is about, as it is now. */
import "server-only";
import { getDecision, stateOf, type Decision } from "@/lib/data/decisions";
import { mayGiveFor } from "@/lib/data/scope-drives";
import type { SaveProblem } from "@/lib/data/target-drafts";
import { decideOnDecision } from "@/lib/domain/decision";
import type { Actor } from "@/lib/domain/policy";
import type { TargetScope } from "@/lib/domain/target-scope";
import { DECISION_PROBLEMS } from "@/lib/refusals";
import { leaveIssued } from "./issued-meanwhile";

type Found = { ok: true; decision: Decision } | { ok: false; message: string };

const problem = (reason: keyof typeof DECISION_PROBLEMS) =>
  ({ ok: false, message: DECISION_PROBLEMS[reason] }) as const;

/** A decision in which this person may still give numbers for this time. */
export async function findOpenDraft(id: string, scope: TargetScope, actor: Actor): Promise<Found> {
  const decision = await getDecision(actor, id);
  if (!decision) return problem("not-found");
  const may = decideOnDecision(stateOf(decision), "edit", actor);
  if (!may.ok) {
    leaveIssued(decision.id, may.reason);
    return problem(may.reason);
  }
  if (!(await mayGiveFor(decision, scope))) return problem("scope");
  return { ok: true, decision };
}

export const tableProblem = (reason: SaveProblem["reason"]) =>
  reason === "kind" ? "Chỉ tiêu này không có loại đã chọn." : DECISION_PROBLEMS[reason];
