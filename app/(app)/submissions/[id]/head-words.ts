/** Who sent a submission and who decided on it, in two sentences. */
import { punctualityWords } from "@/app/(app)/submissions/queue-words";
import type { Submission } from "@/lib/data/submissions";
import { formatInstant, type Day } from "@/lib/domain/day";
import { isOnTime } from "@/lib/domain/submission-queue";

const VERBS = {
  approved: "duyệt",
  returned: "trả lại",
  reopened: "mở lại",
  draft: null,
  submitted: null,
} as const;

/** "Nguyễn Văn A nộp lại 07:52 ngày 04/12/2023, nộp chậm. Phạm Thị B trả lại 09:10 ngày 03/12/2023: “…”." */
export function headWords(submission: Submission, today: Day): string {
  const { submittedAt, submittedBy, decidedAt, decidedBy, status, reason, version } = submission;
  if (!submittedAt) return "Chưa nộp lần nào.";
  const when = `${version > 1 ? "nộp lại" : "nộp"} ${formatInstant(submittedAt)}`;
  const punctuality = punctualityWords(isOnTime(submission, today));
  const sent = submittedBy
    ? `${submittedBy.displayName} ${when}${punctuality === null ? "" : `, ${punctuality}`}.`
    : `Nạp từ tệp ${formatInstant(submittedAt)}.`;
  const verb = VERBS[status];
  // What a file brings is approved by being loaded.
  if (!verb || !decidedAt || (!submittedBy && status === "approved")) return sent;
  const why = reason ? `: “${reason}”` : "";
  return `${sent} ${decidedBy?.displayName ?? "Hệ thống"} ${verb} ${formatInstant(decidedAt)}${why}.`;
}
