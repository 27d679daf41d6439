"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { readFigureSheet, type FigureContext } from "@/lib/domain/figure-sheet";
import { periodIdSchema } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused } from "@/lib/form-state";
import { openChosen } from "@/app/(app)/uploaded-sheet";
import {
  carriedFields,
  carriedOf,
  carry,
  chosenFields,
  sheetNames,
  uncarry,
  type CarriedSheet,
} from "@/app/(app)/entry/carried-sheet";
import { OVERTAKEN, previewOf, previewSummary, writeShown } from "@/app/(app)/entry/figure-preview";
import type { FigureSheetState } from "@/app/(app)/entry/figure-preview-state";
import { findSheetPlace, type SheetPlace } from "./read-period";

const place = { unit: unitIdSchema, period: periodIdSchema };
const chosenSchema = z.object({ ...place, ...chosenFields });
const carriedSchema = z.object({ ...place, intent: z.literal("write"), ...carriedFields });
type Chosen = z.output<typeof chosenSchema>;
type Carried = z.output<typeof carriedSchema>;

const GONE = "Không có biểu nào của kỳ này mà tài khoản được nhập.";
const TOO_LARGE = "Bảng quá lớn để xem trước. Chỉ sao chép bảng cần nhập sang tệp mới rồi tải lên lại.";

/** Reads a filled form, shows what it would change, and writes what was shown. */
export const figureSheetAction = formAction<z.ZodType<Chosen | Carried>, FigureSheetState>(
  z.discriminatedUnion("intent", [chosenSchema, carriedSchema]),
  async (input, actor): Promise<FigureSheetState> => {
    const now = new Date();
    const found = await findSheetPlace(actor, input.unit, input.period, now);
    if (!found) return refused(GONE);
    return input.intent === "read" ? readChosen(input, found, actor) : write(input, found, actor, now);
  },
);

const aboutOf = ({ unitId, periodId }: FigureContext) => `${unitId} ${periodId}`;

async function readChosen(input: Chosen, { context }: SheetPlace, actor: Actor): Promise<FigureSheetState> {
  const { file, sheet, paste } = input;
  const values = { paste, sheet };
  const opened = await openChosen({ file, sheet, paste }, true);
  if ("ok" in opened) return { ...opened, values };
  const carried = carry(opened, [opened.sheet], actor, aboutOf(context));
  if (carried === null) return { ok: false, message: TOO_LARGE, sheets: opened.sheets, values };
  return show(opened.sheet, carried, context);
}

function show(sheet: Sheet, carried: CarriedSheet, context: FigureContext): FigureSheetState {
  const answer = readFigureSheet(sheet, carried.origin, context);
  if (!answer.ok) return { ok: false, message: answer.message, sheets: sheetNames(carried.sheets) };
  const preview = previewOf(answer.reading, carried, sheet.name, context.isUnit);
  return { ok: preview.errors.length === 0, message: previewSummary(preview), preview };
}

async function write(input: Carried, found: SheetPlace, actor: Actor, now: Date): Promise<FigureSheetState> {
  const { unit, context } = found;
  const [sheet] = uncarry(input, actor, aboutOf(context)) ?? [];
  if (!sheet) return refused("Bảng gửi lại không đọc được; chọn tệp hoặc dán bảng lần nữa.");
  const answer = readFigureSheet(sheet, input.origin, context);
  if (!answer.ok) return refused(answer.message);
  const preview = previewOf(answer.reading, carriedOf(input), sheet.name, context.isUnit);
  const outcome = await writeShown(answer.reading, preview, input.seen, unit, actor, now);
  if (outcome.kind === "written") {
    revalidatePath("/entry", "layout");
    return { ok: true, message: outcome.message };
  }
  if (outcome.kind === "shown") return { ok: false, message: outcome.message, preview: outcome.preview };
  const again = await findSheetPlace(actor, context.unitId, context.periodId, now);
  const state = again && show(sheet, carriedOf(input), again.context);
  return state ? { ...state, ok: false, message: OVERTAKEN } : refused(GONE);
}
