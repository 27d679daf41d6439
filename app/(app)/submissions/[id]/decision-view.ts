/** Which decisions a person may take on a submission, and why one that is looked for is not offered. */
import type { Submission } from "@/lib/data/submissions";
import type { Day } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { allowedEvents, decide, type DecisionRefusal } from "@/lib/domain/submission";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";
import type { DecisionEvent } from "./decision-form";

/** In the order of the buttons. */
const EVENTS = ["return", "reopen", "approve"] as const satisfies readonly DecisionEvent[];

export type DecisionView = { events: DecisionEvent[]; missing: string | null };

export function decisionView(submission: Submission, actor: Actor, today: Day): DecisionView {
  const allowed = allowedEvents(submission, actor, today);
  const events = EVENTS.filter((event) => allowed.includes(event));
  return { events, missing: missingWords(submission, actor, today) };
}

const LOOKED_FOR = { submitted: "approve", approved: "reopen" } as const;

function missingWords(submission: Submission, actor: Actor, today: Day): string | null {
  const { status } = submission;
  if (status === "draft") return "Đơn vị chưa nộp lần nào.";
  if (status === "returned") return "Đã trả lại, chờ đơn vị sửa và nộp lại.";
  if (status === "reopened") return "Đang mở lại, chờ đơn vị sửa và nộp lại. Số đã duyệt vẫn được tính.";
  const decision = decide(submission, LOOKED_FOR[status], actor, today);
  return decision.ok ? null : refusalWords(decision.reason, submission, actor);
}

function refusalWords(reason: DecisionRefusal, submission: Submission, actor: Actor): string {
  if (reason === "contributor")
    return `Không có nút Duyệt: bạn đã nhập hoặc nộp bản này. ${SUBMISSION_REFUSALS.contributor}`;
  if (reason !== "forbidden") return SUBMISSION_REFUSALS[reason];
  if (actor.role === "central" && !submission.centralApproves) {
    return "Quản lý tỉnh duyệt biểu này. Trung ương duyệt khi tỉnh không còn quản lý nào duyệt được.";
  }
  if (submission.centralApproves) return "Trung ương duyệt biểu này.";
  return submission.status === "submitted"
    ? "Quản lý tỉnh duyệt hoặc trả lại biểu này."
    : "Cần sửa: đề nghị quản lý tỉnh mở lại, nêu lý do.";
}
