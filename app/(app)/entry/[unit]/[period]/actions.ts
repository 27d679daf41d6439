"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { saveDraftCells } from "@/lib/data/drafts";
import { submitSubmission } from "@/lib/data/submission-decisions";
import { getSubmission, type Submission } from "@/lib/data/submissions";
import { issueMessage } from "@/lib/domain/check-messages";
import { isChanged, readPostedCells, type PostedCell } from "@/lib/domain/entry-cells";
import { isIndicatorId } from "@/lib/domain/indicator";
import { rightsOf, type Actor } from "@/lib/domain/policy";
import { refused } from "@/lib/form-state";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";
import { draftInputs } from "./draft-inputs";
import { NO_ANSWERS, type CellAnswers, type EntryState } from "./entry-state";
import { answersFor } from "./save-answers";

/** "mine:BHYT:7": which of two values stands, and the version of theirs that was shown. */
const pickSchema = z
  .string()
  .regex(/^(mine|theirs):[A-Z_]+:[0-9]{1,9}$/)
  .transform((text, context) => {
    const [side, id, version] = text.split(":");
    if (id === undefined || !isIndicatorId(id)) {
      context.addIssue("Không có chỉ tiêu này");
      return z.NEVER;
    }
    return { isMine: side === "mine", id, version: Number(version) };
  });
type Pick = z.output<typeof pickSchema>;

/** The cells stay raw here: a cell that is no number must come back as it was typed. */
const entrySchema = z
  .object({
    id: z.string().max(100),
    typist: z.string().max(100),
    lockVersion: z
      .string()
      .regex(/^[0-9]{1,9}$/)
      .transform(Number),
    intent: z.enum(["save", "submit"]).default("save"),
    pick: pickSchema.optional(),
  })
  .catchall(z.string().max(4000));

const final = (message: string): EntryState => ({ ok: false, message, isFinal: true });

const run = formAction(entrySchema, async (input, actor): Promise<EntryState> => {
  const { id, typist, lockVersion, intent, pick, ...fields } = input;
  // Somebody else has signed in since the form was drawn: what was typed into it is not theirs to save.
  if (typist !== rightsOf(actor))
    return final("Biểu này mở bằng tài khoản khác, chưa ghi ô nào. Tải lại trang.");
  const now = new Date();
  const submission = await getSubmission(actor, id);
  if (!submission) return final(SUBMISSION_REFUSALS["not-found"]);
  const posted = readPostedCells(fields as Record<string, string>);
  if (!posted) return refused("Biểu gửi lên có chỉ tiêu không hợp lệ. Chưa ghi ô nào.");

  const seen = { ...submission, lockVersion };
  const saving = await save(seen, picked(posted, pick), actor, now);
  if (!saving.ok) return final(SUBMISSION_REFUSALS[saving.reason]);
  const kept = keptFields(fields as Record<string, string>, pick);
  const rest = { answers: saving.answers, isAttempted: intent === "submit", at: now.toISOString() };
  if (saving.open > 0) {
    const message =
      intent === "submit"
        ? `Chưa gửi được: còn ${saving.open} ô chưa lưu. Xem từng ô bên dưới.`
        : `Còn ${saving.open} ô chưa lưu. Xem từng ô bên dưới.`;
    return { ok: false, message, values: { ...kept }, ...rest };
  }
  if (intent === "save") return { ok: true, message: "Đã lưu bản nháp.", ...rest };
  return submit(seen, actor, now, rest);
});

/** Saves what changed, tells what did not get saved and why, and submits when asked to. */
export const entryAction = keepingValues(run);

type Rest = { answers: CellAnswers; isAttempted: boolean; at: string };

async function submit(seen: Submission, actor: Actor, now: Date, rest: Rest): Promise<EntryState> {
  const result = await submitSubmission(seen, actor, now);
  if (!result.ok && result.reason !== "issues") return final(SUBMISSION_REFUSALS[result.reason]);
  // Refused means that cells, or what they are checked against, moved after the form was drawn: it is drawn anew.
  revalidatePath("/entry", "layout");
  if (result.ok) return { ok: true, message: "Đã gửi duyệt.", ...rest };
  const issues = result.issues.map((issue) => ({ id: issue.indicator, message: issueMessage(issue) }));
  const { size } = new Set(issues.map(({ id }) => id));
  return { ok: false, message: `Chưa gửi được: còn ${size} ô phải sửa hoặc giải thích.`, issues, ...rest };
}

/** A conflict that was decided: mine is saved over the version that was shown, theirs needs no saving. */
function picked(posted: readonly PostedCell[], pick: Pick | undefined): PostedCell[] {
  if (!pick) return [...posted];
  if (!pick.isMine) return posted.filter(({ id }) => id !== pick.id);
  return posted.map((cell) =>
    cell.id === pick.id ? { ...cell, seen: { ...cell.seen, version: pick.version } } : cell,
  );
}

/** What was typed, without the cell for which the other's value was taken. */
function keptFields(fields: Record<string, string>, pick: Pick | undefined): Record<string, string> {
  if (!pick || pick.isMine) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name.slice(2) !== pick.id));
}

type Saving =
  { ok: true; answers: CellAnswers; open: number } | { ok: false; reason: keyof typeof SUBMISSION_REFUSALS };

async function save(
  seen: Submission,
  posted: readonly PostedCell[],
  actor: Actor,
  now: Date,
): Promise<Saving> {
  const changed = posted.filter(({ typed, seen: before }) => isChanged(typed, before));
  const inputs = draftInputs(changed);
  if (inputs.length === 0) return { ok: true, answers: NO_ANSWERS, open: changed.length };
  const result = await saveDraftCells(seen, inputs, actor, now);
  if (!result.ok) return result;
  const answers = answersFor(posted, result.cells);
  return { ok: true, answers, open: changed.length - Object.keys(answers.saved).length };
}
