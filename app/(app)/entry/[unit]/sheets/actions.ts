"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { saveFigureMapping } from "@/lib/data/sheet-mappings";
import type { Actor } from "@/lib/domain/policy";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused } from "@/lib/form-state";
import { openAllSheets, openChosen } from "@/app/(app)/uploaded-sheet";
import { carriedFields, carriedOf, carry, chosenFields, uncarry } from "@/app/(app)/entry/carried-sheet";
import { OVERTAKEN, previewSummary, writeShown } from "@/app/(app)/entry/figure-preview";
import { findOldSheetPlace, readOld, type AskedOld, type OldRead } from "./old-preview";
import type { OldSheetState } from "./old-preview-state";
import type { Unit } from "@/lib/domain/unit";

const chosenSchema = z.object({ unit: unitIdSchema, ...chosenFields, all: z.literal("on").optional() });
const carriedSchema = z
  .object({
    unit: unitIdSchema,
    ...carriedFields,
    intent: z.enum(["look", "write"]),
    mapping: z.string().max(20_000),
    firstRow: z.string().max(20),
    lastRow: z.string().max(20),
    monthOfSheet: z.string().max(20),
    remember: z.literal("on").optional(),
  })
  .catchall(z.unknown());
type Chosen = z.output<typeof chosenSchema>;
type Carried = z.output<typeof carriedSchema>;

const GONE = "Không có đơn vị này trong phạm vi của tài khoản.";
const TOO_LARGE = "Bảng quá lớn để xem trước. Chia tệp theo năm rồi tải lên từng tệp.";

/** Reads old sheets, reads them again in another way, or writes what was shown. */
export const oldSheetsAction = formAction<z.ZodType<Chosen | Carried>, OldSheetState>(
  z.discriminatedUnion("intent", [chosenSchema, carriedSchema]),
  async (input, actor): Promise<OldSheetState> => {
    const unit = await findOldSheetPlace(actor, input.unit);
    if (!unit) return refused(GONE);
    const now = new Date();
    return input.intent === "read"
      ? readChosen(input, unit, actor, now)
      : readCarried(input, unit, actor, now);
  },
);

const aboutOf = ({ id }: Unit) => `${id} old`;
const answer = ({ preview }: OldRead): OldSheetState => ({
  ok: preview.errors.length === 0 && preview.mappingProblem === null,
  message: preview.mappingProblem === null ? previewSummary(preview) : "Chưa rõ cột nào là gì. Chưa ghi gì.",
  preview,
});

async function readChosen(input: Chosen, unit: Unit, actor: Actor, now: Date): Promise<OldSheetState> {
  const { file, sheet, paste } = input;
  const values = { paste, sheet };
  const opened = await openChosen({ file, sheet, paste }, true);
  if ("ok" in opened) return { ...opened, values };
  const tables = input.all === "on" && file ? await openAllSheets(file, opened) : [opened.sheet];
  const carried = carry(opened, tables, actor, aboutOf(unit));
  if (carried === null) return { ok: false, message: TOO_LARGE, sheets: opened.sheets, values };
  return answer(await readOld(tables, carried, unit, null, actor, now));
}

async function readCarried(input: Carried, unit: Unit, actor: Actor, now: Date): Promise<OldSheetState> {
  const carried = carriedOf(input);
  const tables = uncarry(carried, actor, aboutOf(unit));
  if (tables === null) return refused("Bảng gửi lại không đọc được; chọn tệp hoặc dán bảng lần nữa.");
  const { firstRow, lastRow, monthOfSheet } = input;
  const asked: AskedOld = { fields: input, firstRow, lastRow, month: monthOfSheet };
  const read = await readOld(tables, carried, unit, asked, actor, now);
  const preview = { ...read.preview, isRemembered: input.remember === "on" };
  if (input.remember === "on" && read.columns)
    await saveFigureMapping(unit, read.heading, read.columns, actor, now);
  if (input.intent === "look") return answer({ ...read, preview });
  if (preview.mapping !== input.mapping) {
    const message = "Cách đọc đã đổi sau lần xem trước. Chưa ghi gì: xem lại các thay đổi rồi ghi.";
    return { ok: false, message, preview };
  }
  if (!read.reading) return answer({ ...read, preview });
  const outcome = await writeShown(read.reading, preview, input.seen, unit, actor, now);
  if (outcome.kind === "written") {
    revalidatePath("/entry", "layout");
    return { ok: true, message: outcome.message };
  }
  if (outcome.kind === "shown")
    return { ok: false, message: outcome.message, preview: { ...preview, ...outcome.preview } };
  const again = await readOld(tables, carried, unit, asked, actor, now);
  return { ok: false, message: OVERTAKEN, preview: again.preview };
}
