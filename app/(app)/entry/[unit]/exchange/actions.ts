"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { readExchange } from "@/lib/data/exchange-import";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { unitIdSchema, type Unit } from "@/lib/domain/unit";
import { refused } from "@/lib/form-state";
import { openExchange } from "@/app/(app)/uploaded-exchange";
import {
  carriedFields,
  carriedOf,
  carry,
  chosenFields,
  uncarry,
  type CarriedSheet,
} from "@/app/(app)/entry/carried-sheet";
import { OVERTAKEN, previewOf, previewSummary, writeShown } from "@/app/(app)/entry/figure-preview";
import type { FigureSheetState } from "@/app/(app)/entry/figure-preview-state";
import { findOldSheetPlace } from "@/app/(app)/entry/[unit]/sheets/old-preview";

const chosenSchema = z.object({ unit: unitIdSchema, ...chosenFields });
const carriedSchema = z.object({ unit: unitIdSchema, intent: z.literal("write"), ...carriedFields });
type Chosen = z.output<typeof chosenSchema>;
type Carried = z.output<typeof carriedSchema>;

const GONE = "Không có đơn vị này trong phạm vi của tài khoản.";
const TOO_LARGE = "Tệp quá lớn để xem trước. Chia tệp theo kỳ hoặc theo đơn vị.";

/** Reads a data value set, shows what it would change, and writes what was shown. */
export const exchangeAction = formAction<z.ZodType<Chosen | Carried>, FigureSheetState>(
  z.discriminatedUnion("intent", [chosenSchema, carriedSchema]),
  async (input, actor): Promise<FigureSheetState> => {
    const unit = await findOldSheetPlace(actor, input.unit);
    if (!unit) return refused(GONE);
    const now = new Date();
    return input.intent === "read" ? readChosen(input, unit, actor, now) : write(input, unit, actor, now);
  },
);

const aboutOf = ({ id }: Unit) => `${id} exchange`;

async function readChosen(input: Chosen, unit: Unit, actor: Actor, now: Date): Promise<FigureSheetState> {
  const values = { paste: input.paste };
  const opened = await openExchange(input);
  if ("ok" in opened) return { ...opened, values };
  const carried = carry(opened, [opened.sheet], actor, aboutOf(unit));
  if (carried === null) return { ok: false, message: TOO_LARGE, values };
  return show(opened.sheet, carried, unit, actor, now);
}

async function show(
  sheet: Sheet,
  carried: CarriedSheet,
  unit: Unit,
  actor: Actor,
  now: Date,
): Promise<FigureSheetState> {
  const answer = await readExchange(sheet, unit, actor, now);
  if (!answer.ok) return refused(answer.message);
  const preview = previewOf(answer.reading, carried, sheet.name, unit.reportingKind !== null);
  return { ok: preview.errors.length === 0, message: previewSummary(preview), preview };
}

async function write(input: Carried, unit: Unit, actor: Actor, now: Date): Promise<FigureSheetState> {
  const [sheet] = uncarry(input, actor, aboutOf(unit)) ?? [];
  if (!sheet) return refused("Tệp gửi lại không đọc được; chọn tệp lần nữa.");
  const carried = carriedOf(input);
  const answer = await readExchange(sheet, unit, actor, now);
  if (!answer.ok) return refused(answer.message);
  const preview = previewOf(answer.reading, carried, sheet.name, unit.reportingKind !== null);
  const outcome = await writeShown(answer.reading, preview, input.seen, unit, actor, now);
  if (outcome.kind === "written") {
    revalidatePath("/entry", "layout");
    return { ok: true, message: outcome.message };
  }
  if (outcome.kind === "shown") return { ok: false, message: outcome.message, preview: outcome.preview };
  const state = await show(sheet, carried, unit, actor, now);
  return state && { ...state, ok: false, message: OVERTAKEN };
}
