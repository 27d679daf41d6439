"use server";

import { createHash } from "node:crypto";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import type { Decision } from "@/lib/data/decisions";
import { readExchangeTargets } from "@/lib/data/exchange-targets";
import { saveSheetChanges, sheetReceivers } from "@/lib/data/target-sheet";
import { formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import type { SheetChange } from "@/lib/domain/target-sheet";
import { refused } from "@/lib/form-state";
import {
  carriedFields,
  carriedOf,
  carry,
  chosenFields,
  uncarry,
  type CarriedSheet,
} from "@/app/(app)/entry/carried-sheet";
import { changesSummary, shownChanges } from "@/app/(app)/targets/decisions/[id]/sheet/shown-changes";
import { findOpenDraft, tableProblem } from "@/app/(app)/targets/decisions/open-draft";
import { decisionHref } from "@/app/(app)/targets/selection";
import { openExchange } from "@/app/(app)/uploaded-exchange";
import type { TargetsPreview, TargetsState } from "./exchange-state";

const headFields = { id: z.uuid(), scope: targetScopeSchema };
const chosenSchema = z.object({ ...headFields, ...chosenFields });
const carriedSchema = z.object({ ...headFields, intent: z.literal("write"), ...carriedFields });
type Chosen = z.output<typeof chosenSchema>;
type Carried = z.output<typeof carriedSchema>;

type Draft = { decision: Decision; scope: TargetScope; to: "unit" | "recipient" };

const TOO_LARGE = "Tệp quá lớn để xem trước. Chia tệp theo chỉ tiêu.";
const OVERTAKEN =
  "Dự thảo hoặc bảng đổi mã có người sửa sau lần xem trước. Chưa ghi gì: các thay đổi bên dưới đã tính lại; xem lại rồi ghi.";

/** Reads the targets of a data value set, shows what they would change, and writes what was shown into the draft. */
export const targetsExchangeAction = formAction<z.ZodType<Chosen | Carried>, TargetsState>(
  z.discriminatedUnion("intent", [chosenSchema, carriedSchema]),
  async (input, actor): Promise<TargetsState> => {
    const found = await findOpenDraft(input.id, input.scope, actor);
    if (!found.ok) return found;
    const { decision } = found;
    const draft = { decision, scope: input.scope, to: sheetReceivers(decision) };
    return input.intent === "read" ? readChosen(input, draft, actor) : write(input, draft, actor);
  },
);

const aboutOf = ({ decision: { id }, scope }: Draft) => `${id} exchange ${scope}`;

async function readChosen(input: Chosen, draft: Draft, actor: Actor): Promise<TargetsState> {
  const values = { paste: input.paste };
  const opened = await openExchange(input);
  if ("ok" in opened) return { ...opened, values };
  const carried = carry(opened, [opened.sheet], actor, aboutOf(draft));
  if (carried === null) return { ok: false, message: TOO_LARGE, values };
  const read = await readShown(opened.sheet, carried, draft, actor);
  if (!read.ok) return { ok: false, message: read.message, values };
  return shown(read.preview);
}

const shown = (preview: TargetsPreview): TargetsState => ({
  ok: preview.errorCount === 0,
  message: changesSummary(preview, "tệp"),
  preview,
});

async function write(input: Carried, draft: Draft, actor: Actor): Promise<TargetsState> {
  const [sheet] = uncarry(input, actor, aboutOf(draft)) ?? [];
  if (!sheet) return refused("Tệp gửi lại không đọc được; chọn tệp lần nữa.");
  const read = await readShown(sheet, carriedOf(input), draft, actor);
  if (!read.ok) return refused(read.message);
  const { preview, changes } = read;
  if (preview.seen !== input.seen) return { ok: false, message: OVERTAKEN, preview };
  if (!preview.canWrite) return shown(preview);
  const { decision, scope, to } = draft;
  const result = await saveSheetChanges(decision, scope, to, changes, actor, new Date());
  if (!result.ok) {
    if (result.reason !== "stale") return refused(tableProblem(result.reason));
    // Somebody was faster by a moment.
    const found = await findOpenDraft(decision.id, scope, actor);
    if (!found.ok) return found;
    const again = await readShown(sheet, carriedOf(input), { ...draft, decision: found.decision }, actor);
    return again.ok ? { ok: false, message: OVERTAKEN, preview: again.preview } : refused(again.message);
  }
  revalidatePath(decisionHref(decision.id), "layout");
  return { ok: true, message: `Đã ghi ${formatCount(BigInt(result.changed))} số vào dự thảo.` };
}

type Shown =
  { ok: true; preview: TargetsPreview; changes: readonly SheetChange[] } | { ok: false; message: string };

async function readShown(sheet: Sheet, carried: CarriedSheet, draft: Draft, reader: Actor): Promise<Shown> {
  const answer = await readExchangeTargets(sheet, draft, reader);
  if (!answer.ok) return answer;
  const { changes } = answer.reading;
  const preview = { carried, seen: seenOf(changes), ...shownChanges(answer.reading, answer.names) };
  return { ok: true, preview, changes };
}

const seenOf = (changes: readonly SheetChange[]) =>
  createHash("sha256")
    .update(
      JSON.stringify(
        changes.map(({ receiverId, indicator, kind, before, value }) => [
          receiverId,
          indicator,
          kind,
          before === null ? null : String(before),
          String(value),
        ]),
      ),
    )
    .digest("hex");
