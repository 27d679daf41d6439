"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { draftInputs } from "@/app/(app)/entry/[unit]/[period]/draft-inputs";
import { answersFor } from "@/app/(app)/entry/[unit]/[period]/save-answers";
import { formAction } from "@/lib/action";
import {
  listSendable,
  saveGridCells,
  submitMany,
  type GridSave,
  type GridSubmit,
} from "@/lib/data/grid-changes";
import { issueWords } from "@/lib/domain/entry-problems";
import { postedGridSchema, seenGridSchema, type PostedGridRow } from "@/lib/domain/grid-post";
import { periodIdSchema } from "@/lib/domain/period";
import { rightsOf, type Actor } from "@/lib/domain/policy";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused } from "@/lib/form-state";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";
import type { GridAnswer, RowAnswer } from "./grid-state";

const gridSchema = z.object({
  province: unitIdSchema,
  period: periodIdSchema,
  typist: z.string().max(100),
  intent: z.enum(["save", "review", "submit"]),
  /** JSON: the rows with their cells to save, or the submissions to send. */
  rows: z.string().max(900_000).default("[]"),
});
type Input = z.output<typeof gridSchema>;

const ILL_FORMED = "Dữ liệu gửi lên không hợp lệ. Chưa ghi ô nào.";

/** Saves cells of many units, says which forms can be sent, or sends them. */
export const gridAction = formAction(gridSchema, async (input, actor): Promise<GridAnswer> => {
  // Somebody else has signed in since the grid was drawn: what was typed into it is not theirs to save.
  if (input.typist !== rightsOf(actor)) {
    const message = "Lưới này mở bằng tài khoản khác, chưa ghi ô nào. Tải lại trang.";
    return { ok: false, message, isFinal: true };
  }
  const now = new Date();
  if (input.intent === "review") return review(input, actor, now);
  return input.intent === "save" ? save(input, actor, now) : submit(input, actor, now);
});

function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function save({ rows: text }: Input, actor: Actor, now: Date): Promise<GridAnswer> {
  const rows = readJson(postedGridSchema, text);
  if (!rows) return refused(ILL_FORMED);
  const saves = await saveGridCells(
    rows.map(({ id, lockVersion, cells }) => ({ id, lockVersion, cells: draftInputs(cells) })),
    actor,
    now,
  );
  const answers = saves.map((one) => rowAnswer(one, rows));
  const isAll = answers.every((one) => "answers" in one);
  const message = isAll ? "Đã lưu bản nháp." : "Có biểu chưa lưu được.";
  return { ok: isAll, message, rows: answers, at: now.toISOString() };
}

function rowAnswer({ id, result }: GridSave, rows: readonly PostedGridRow[]): RowAnswer {
  if (!result.ok) return { id, refusal: SUBMISSION_REFUSALS[result.reason] };
  const posted = rows.find((one) => one.id === id)?.cells ?? [];
  return { id, answers: answersFor(posted, result.cells) };
}

async function review({ province, period }: Input, actor: Actor, now: Date): Promise<GridAnswer> {
  const sendable = await listSendable(actor, province, period, now);
  return {
    ok: true,
    message: "",
    sendable: sendable.map(({ submission, blocking, filled }) => ({
      id: submission.id,
      unitId: submission.unitId,
      unitName: submission.unit.shortName,
      lockVersion: submission.lockVersion,
      filled,
      blocking: issueWords(blocking),
    })),
  };
}

async function submit({ rows: text }: Input, actor: Actor, now: Date): Promise<GridAnswer> {
  const seen = readJson(seenGridSchema, text);
  if (!seen) return refused(ILL_FORMED);
  const answers = await submitMany(seen, actor, now);
  revalidatePath("/entry", "layout");
  const sent = answers.map((one) => ({ id: one.id, message: notSent(one) }));
  const done = sent.filter(({ message }) => message === null).length;
  const message = done === sent.length ? `Đã gửi duyệt ${done} biểu.` : `Đã gửi ${done}/${sent.length} biểu.`;
  return { ok: done === sent.length, message, sent };
}

function notSent({ result }: GridSubmit): string | null {
  if (result.ok) return null;
  if (result.reason === "issues") return issueWords(result.issues);
  return SUBMISSION_REFUSALS[result.reason];
}
