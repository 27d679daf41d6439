"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { addFigureComment } from "@/lib/data/figure-comments";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { getSubmission } from "@/lib/data/submissions";
import { newCommentSchema } from "@/lib/domain/figure-comment";
import { submissionDecisionSchema } from "@/lib/domain/submission";
import { refused, saved } from "@/lib/form-state";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";

const decideSchema = z
  .object({
    id: z.string().max(100),
    lockVersion: z
      .string()
      .regex(/^[0-9]{1,9}$/)
      .transform(Number),
  })
  .and(submissionDecisionSchema);

const DONE = {
  approve: "Đã duyệt. Số liệu đã vào số chung của tỉnh và cả nước.",
  return: "Đã trả lại. Đơn vị thấy lý do ngay trên biểu nhập.",
  reopen: "Đã mở lại. Số đã duyệt vẫn được tính cho đến lần duyệt sau.",
} as const;

const run = formAction(decideSchema, async ({ id, lockVersion, ...decision }, actor) => {
  const submission = await getSubmission(actor, id);
  if (!submission) return refused(SUBMISSION_REFUSALS["not-found"]);
  const result = await decideSubmission({ ...submission, lockVersion }, decision, actor, new Date());
  // Also after a refusal: what the person looks at is then out of date.
  revalidatePath("/submissions", "layout");
  return result.ok ? saved(DONE[decision.event]) : refused(SUBMISSION_REFUSALS[result.reason]);
});

/** Approve, return or reopen the version that was seen. */
export const decideSubmissionAction = keepingValues(run);

const commentSchema = newCommentSchema.extend({ id: z.string().max(100) });

/** Says something about one figure; it stays. */
export const addCommentAction = keepingValues(
  formAction(commentSchema, async ({ id, ...comment }, actor) => {
    const submission = await getSubmission(actor, id);
    if (!submission) return refused(SUBMISSION_REFUSALS["not-found"]);
    const isAdded = await addFigureComment(submission, comment, actor, new Date());
    revalidatePath("/submissions", "layout");
    return isAdded ? saved("Đã gửi ý kiến.") : refused(SUBMISSION_REFUSALS.forbidden);
  }),
);
