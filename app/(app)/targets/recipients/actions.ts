"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  fieldOf,
  SEEN,
  seenDigits,
  takenNote,
  VALUE,
  type CellNote,
  type ResultsState,
} from "@/app/(app)/cell-notes";
import { formAction, keepingValues } from "@/lib/action";
import {
  addRecipient,
  endRecipient,
  renameRecipient,
  saveResults,
  type RecipientChange,
  type ResultCell,
  type ResultInput,
} from "@/lib/data/recipient-changes";
import { daySchema } from "@/lib/domain/day";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { periodIdSchema } from "@/lib/domain/period";
import {
  MAX_RESULT,
  newRecipientSchema,
  recipientNameSchema,
  RESULT_INDICATORS,
  resultError,
} from "@/lib/domain/recipient";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused, saved, type FormState } from "@/lib/form-state";
import { RECIPIENT_REFUSALS } from "@/lib/refusals";

const recipientIdSchema = z
  .string()
  .max(80)
  .regex(/^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/);

function answer(result: RecipientChange, done: string): FormState {
  revalidatePath("/targets/recipients");
  return result.ok ? saved(done) : refused(RECIPIENT_REFUSALS[result.reason]);
}

/** A new association or collection service. */
export const addRecipientAction = keepingValues(
  formAction(newRecipientSchema.extend({ unit: unitIdSchema }), async ({ unit, ...recipient }, actor) =>
    answer(await addRecipient(unit, recipient, actor, new Date()), `Đã thêm ${recipient.name}.`),
  ),
);

/** As the form that was drawn knew it. */
const seenSchema = z.object({
  unit: unitIdSchema,
  id: recipientIdSchema,
  seenName: z.string().max(200),
  seenValidTo: z.union([z.literal(""), daySchema]),
});
const toSeen = ({ unit, id, seenName, seenValidTo }: z.output<typeof seenSchema>) => ({
  id,
  unitId: unit,
  name: seenName,
  validTo: seenValidTo || null,
});

export const renameRecipientAction = keepingValues(
  formAction(seenSchema.extend({ name: recipientNameSchema }), async ({ name, ...seen }, actor) =>
    answer(await renameRecipient(toSeen(seen), name, actor, new Date()), "Đã đổi tên."),
  ),
);

/** Without a day it goes on. */
export const endRecipientAction = keepingValues(
  formAction(
    seenSchema.extend({ validTo: z.union([z.literal(""), daySchema]) }),
    async ({ validTo, ...seen }, actor) =>
      answer(
        await endRecipient(toSeen(seen), validTo || null, actor, new Date()),
        validTo ? "Đã ghi ngày kết thúc." : "Đã bỏ ngày kết thúc.",
      ),
  ),
);

/** The cells stay raw here: one that is no number must come back as it was typed. */
const resultsSchema = z
  .object({ unit: unitIdSchema, period: periodIdSchema, indicator: z.enum(RESULT_INDICATORS) })
  .catchall(z.string().max(100));

const SAID = {
  "not-found": "Bên nhận này không còn trong tháng. Tải lại trang.",
  "too-large": `Số quá lớn, tối đa ${formatCount(MAX_RESULT)}`,
} as const;

function noteOf(cell: ResultCell): CellNote | null {
  if (cell.saved) return null;
  return cell.reason === "stale" ? takenNote(cell) : { error: SAID[cell.reason] };
}

/** Saves what changed; what is no number, and what somebody else changed meanwhile, comes back as it was typed. */
export const saveResultsAction = keepingValues(
  formAction(resultsSchema, async ({ unit, period, indicator, ...rest }, actor): Promise<ResultsState> => {
    const fields = rest as Record<string, string>;
    const notes: Record<string, CellNote> = {};
    const inputs = Object.keys(fields).flatMap((name): ResultInput[] => {
      const recipientId = fieldOf(name, VALUE);
      if (recipientId === null) return [];
      const parsed = parseNumber(fields[name] ?? "");
      const error = resultError(fields[name] ?? "");
      if (error !== null) notes[recipientId] = { error };
      const seen = seenDigits(fields[`${SEEN}${recipientId}`]);
      const value = parsed.kind === "value" ? parsed.value : null;
      return parsed.kind === "error" || value === seen ? [] : [{ recipientId, value, seen }];
    });
    const result = await saveResults(unit, { period, indicator }, inputs, actor, new Date());
    if (!result.ok) return refused(RECIPIENT_REFUSALS[result.reason]);
    for (const cell of result.cells) {
      const note = noteOf(cell);
      if (note) notes[cell.recipientId] = note;
    }
    revalidatePath("/targets/recipients");
    const open = Object.keys(notes).length;
    if (open > 0)
      return {
        ok: false,
        message: `Đã lưu ${result.changed} ô, còn ${open} ô chưa lưu: xem lời nhắc ngay tại ô trong bảng.`,
        notes,
      };
    return saved(result.changed === 0 ? "Không có ô nào thay đổi." : `Đã lưu ${result.changed} ô.`);
  }),
);
