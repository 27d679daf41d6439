/** Whether a row of the queue can be ticked, and if not, why. */
import type { QueueRow } from "@/lib/data/submissions";
import type { Day } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { decide, type DecisionRefusal } from "@/lib/domain/submission";

const WHY: Partial<Record<DecisionRefusal, string>> = {
  contributor: "đã nhập hoặc nộp biểu này, không duyệt được",
  "period-locked": "kỳ đã khóa",
};

/** `why` only where somebody would look for the box. Null for rows that wait for nobody, or for somebody else. */
export type Pick = { isOpen: true } | { isOpen: false; why: string } | null;

export function pickOf(row: QueueRow, actor: Actor, today: Day): Pick {
  if (row.group !== "waiting") return null;
  const decision = decide(row, "approve", actor, today);
  if (decision.ok) return { isOpen: true };
  const why = WHY[decision.reason];
  if (!why) return null;
  return { isOpen: false, why: decision.reason === "contributor" ? `${whoOf(row, actor)} ${why}` : why };
}

/** Who stands against it: the person, or the one they stand in for. */
function whoOf({ contributors }: QueueRow, { id, onBehalfOf }: Actor): string {
  return onBehalfOf && !contributors.includes(id) ? onBehalfOf.displayName : "bạn";
}
