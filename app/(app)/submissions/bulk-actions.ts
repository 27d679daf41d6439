"use server";

import { revalidatePath } from "next/cache";
import { formAction, keepingValues } from "@/lib/action";
import { decideMany, type BulkOutcome, type Picked } from "@/lib/data/bulk-decisions";
import { getSubmissionDiff } from "@/lib/data/submission-history";
import { getSubmission, type Submission } from "@/lib/data/submissions";
import type { Actor } from "@/lib/domain/policy";
import { refused, saved, type FormState } from "@/lib/form-state";
import { BULK_REFUSALS } from "@/lib/refusals";
import { answersOf, type Answer } from "./[id]/compare-view";
import { askingWords } from "./answer-words";
import { bulkSchema } from "./bulk-fields";

/** A ticked row whose explained warnings nobody has been shown yet. */
export type Asking = { id: string; lockVersion: number; unitName: string; answers: Answer[] };

export type BulkState =
  | FormState
  /** Approving waits until the answers were read; the quiet ones go with them. */
  | { ok: false; message: string; asking: Asking[]; quiet: Picked[] }
  | { ok: false; message: string; failed: { name: string; why: string }[] };

const run = formAction<typeof bulkSchema, BulkState>(
  bulkSchema,
  async ({ picked, seen, ...decision }, actor) => {
    if (picked.length === 0) return refused("Chưa chọn biểu nào.");
    if (decision.event === "approve") {
      const asking = await listAsking(picked, seen, actor);
      if (asking.length > 0) {
        const asked = new Set(asking.map(({ id }) => id));
        const message = askingWords(asking);
        return { ok: false, message, asking, quiet: picked.filter(({ id }) => !asked.has(id)) };
      }
    }
    const outcomes = await decideMany(picked, decision, actor, new Date());
    // Also after refusals: what the person looks at is then out of date.
    revalidatePath("/submissions", "layout");
    return answer(outcomes, decision.event);
  },
);

/** Approves or returns the rows that were ticked, one by one. */
export const decideManyAction = keepingValues<BulkState>(run);

/** Those with explained warnings that were not shown as they are now. */
async function listAsking(
  picked: readonly Picked[],
  seen: readonly Picked[],
  actor: Actor,
): Promise<Asking[]> {
  const shown = new Map(seen.map(({ id, lockVersion }) => [id, lockVersion]));
  const asking: Asking[] = [];
  for (const { id, lockVersion } of picked) {
    const submission = await getSubmission(actor, id);
    const isQuiet = !submission || submission.explanations === 0 || submission.lockVersion !== lockVersion;
    if (isQuiet || shown.get(id) === lockVersion) continue;
    const unitName = submission.unit.shortName;
    asking.push({ id, lockVersion, unitName, answers: await explained(submission) });
  }
  return asking;
}

async function explained(submission: Submission): Promise<Answer[]> {
  const diff = await getSubmissionDiff(submission);
  return diff ? answersOf(diff) : [];
}

const DONE = { approve: "Đã duyệt", return: "Đã trả lại" } as const;

function answer(outcomes: readonly BulkOutcome[], event: keyof typeof DONE): BulkState {
  const failed = outcomes.flatMap(({ id, unitName, result }) =>
    result.ok ? [] : [{ name: unitName ?? id, why: BULK_REFUSALS[result.reason] }],
  );
  const done = outcomes.length - failed.length;
  if (failed.length === 0) return saved(`${DONE[event]} ${done} biểu.`);
  return { ok: false, message: `${DONE[event]} ${done}/${outcomes.length} biểu.`, failed };
}
