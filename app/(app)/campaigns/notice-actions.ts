"use server";

import { revalidatePath } from "next/cache";
import { formAction, keepingValues } from "@/lib/action";
import {
  addEmployerNotice,
  addNote,
  decideEmployerNotice,
  decideNote,
  type NoticeChange,
} from "@/lib/data/notices";
import { newEmployerNoticeSchema, newNoteSchema, noticeDecisionSchema } from "@/lib/domain/notice";
import { refused, saved, type FormState } from "@/lib/form-state";
import { NOTICE_DONE } from "@/lib/labels";
import { NOTICE_REFUSALS } from "@/lib/refusals";

function answer(change: NoticeChange, path: string, done: string): FormState {
  revalidatePath(path);
  return change.ok ? saved(done) : refused(NOTICE_REFUSALS[change.reason]);
}

const WAITS = "Đã gửi, chờ người khác duyệt.";

export const addNoteAction = keepingValues(
  formAction(newNoteSchema, async (note, actor) =>
    answer(await addNote(note, actor, new Date()), "/campaigns/notes", WAITS),
  ),
);

export const decideNoteAction = keepingValues(
  formAction(noticeDecisionSchema, async (decision, actor) =>
    answer(await decideNote(decision, actor, new Date()), "/campaigns/notes", NOTICE_DONE[decision.event]),
  ),
);

export const addEmployerAction = keepingValues(
  formAction(newEmployerNoticeSchema, async (notice, actor) =>
    answer(await addEmployerNotice(notice, actor, new Date()), "/campaigns/employers", WAITS),
  ),
);

export const decideEmployerAction = keepingValues(
  formAction(noticeDecisionSchema, async (decision, actor) =>
    answer(
      await decideEmployerNotice(decision, actor, new Date()),
      "/campaigns/employers",
      NOTICE_DONE[decision.event],
    ),
  ),
);
