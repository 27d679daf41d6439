"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import type { Decision } from "@/lib/data/decisions";
import { saveSheetMapping } from "@/lib/data/sheet-mappings";
import { saveSheetChanges, sheetReceivers } from "@/lib/data/target-sheet";
import { formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import { readUses } from "@/lib/domain/sheet-columns";
import { readSheetText, writeSheetText } from "@/lib/domain/sheet-text";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import { refused } from "@/lib/form-state";
import { chosenFields } from "@/app/(app)/entry/carried-sheet";
import { findOpenDraft, tableProblem } from "@/app/(app)/targets/decisions/open-draft";
import { decisionHref } from "@/app/(app)/targets/selection";
import { openChosen } from "@/app/(app)/uploaded-sheet";
import { readSheet, type AskedReading, type Source } from "./sheet-preview";
import type { SheetPreview, SheetState } from "./sheet-state";
import { changesSummary } from "./shown-changes";

const headSchema = z.object({ id: z.uuid(), scope: targetScopeSchema, to: z.enum(["unit", "recipient"]) });
const chosenSchema = headSchema.extend(chosenFields);
const carriedSchema = headSchema
  .extend({
    intent: z.enum(["look", "write"]),
    table: z.string(),
    source: z.string().max(400),
    sheets: z.string().max(20_000),
    lockVersion: z.coerce.number().int().min(0),
    seen: z.string(),
    firstRow: z.string().max(20),
    lastRow: z.string().max(20),
    remember: z.literal("on").optional(),
  })
  .catchall(z.unknown());
type Chosen = z.output<typeof chosenSchema>;
type Carried = z.output<typeof carriedSchema>;

type Draft = { decision: Decision; scope: TargetScope; to: "unit" | "recipient" };

/** Reads a workbook or a paste, reads it again in another way, or writes what was seen into the draft. */
export const sheetAction = formAction<z.ZodType<Chosen | Carried>, SheetState>(
  z.discriminatedUnion("intent", [chosenSchema, carriedSchema]),
  async (input, actor): Promise<SheetState> => {
    const found = await findOpenDraft(input.id, input.scope, actor);
    if (!found.ok) return found;
    const { decision } = found;
    const draft = { decision, scope: input.scope, to: sheetReceivers(decision, input.to) };
    return input.intent === "read" ? readChosen(input, draft, actor) : readCarried(input, draft, actor);
  },
);

async function readChosen({ file, sheet, paste }: Chosen, draft: Draft, actor: Actor): Promise<SheetState> {
  const opened = await openChosen({ file, sheet, paste }, false);
  if ("ok" in opened) return { ...opened, values: { paste, sheet } };
  const table = writeSheetText(opened.sheet);
  const { sheets } = opened;
  if (table === null) return { ok: false, message: TOO_LARGE, sheets, values: { paste, sheet } };
  const source: Source = { sheet: opened.sheet, table, source: opened.source, sheets };
  const read = await readSheet(source, draft, null, actor);
  return shown(read.preview);
}

const TOO_LARGE = "Bảng quá lớn để xem trước. Chỉ sao chép bảng cần nhập sang tệp mới rồi tải lên lại.";

function shown(preview: SheetPreview): SheetState {
  const { mappingProblem, errorCount } = preview;
  if (mappingProblem !== null) return { ok: false, message: "Chưa rõ cột nào là gì. Chưa ghi gì.", preview };
  return { ok: errorCount === 0, message: changesSummary(preview, "bảng"), preview };
}

function usesOf(input: Carried): Map<number, string> {
  return new Map(
    Object.entries(input).flatMap(([name, value]) => {
      const column = /^c\.(\d{1,3})$/.exec(name)?.[1];
      return column !== undefined && typeof value === "string" ? [[Number(column), value] as const] : [];
    }),
  );
}

async function readCarried(input: Carried, draft: Draft, actor: Actor): Promise<SheetState> {
  const sheet = readSheetText(input.table);
  if (sheet === null) return refused("Bảng gửi lại không đọc được; chọn tệp hoặc dán bảng lần nữa.");
  const uses = usesOf(input);
  const { firstRow, lastRow } = input;
  const asked: AskedReading = { columns: readUses(uses), uses, firstRow, lastRow };
  const source: Source = {
    sheet,
    table: input.table,
    source: input.source,
    sheets: sheetNames(input.sheets),
  };
  const read = await readSheet(source, draft, asked, actor);
  const now = new Date();
  if (input.remember && read.mapping && read.heading.hasWords)
    await saveSheetMapping(draft.decision.unit, read.heading.text, read.mapping.columns, actor, now);
  const isRemembered = input.remember === "on";
  const preview = { ...read.preview, isRemembered };
  const refuse = (message: string): SheetState => ({ ok: false, message, preview });
  if (input.intent === "look") return shown(preview);
  if (preview.seen !== input.seen)
    return refuse("Cách đọc đã đổi sau lần xem trước. Chưa ghi gì: xem lại các thay đổi rồi ghi.");
  if (draft.decision.lockVersion !== input.lockVersion) return refuse(STALE);
  if (!preview.canWrite) return shown(preview);
  const { decision, scope, to } = draft;
  const result = await saveSheetChanges(decision, scope, to, read.changes, actor, now);
  if (!result.ok) {
    if (result.reason !== "stale") return refuse(tableProblem(result.reason));
    // Somebody was faster by a moment.
    const found = await findOpenDraft(decision.id, scope, actor);
    if (!found.ok) return found;
    const again = await readSheet(source, { ...draft, decision: found.decision }, asked, actor);
    return { ok: false, message: STALE, preview: { ...again.preview, isRemembered } };
  }
  revalidatePath(decisionHref(decision.id), "layout");
  return { ok: true, message: `Đã ghi ${formatCount(BigInt(result.changed))} số vào dự thảo.` };
}

const STALE =
  "Dự thảo có người sửa sau lần xem trước. Chưa ghi gì: các thay đổi bên dưới đã tính lại theo dự thảo mới; xem lại rồi ghi.";

/** Only names to choose from: what is no list of names is no choice. */
function sheetNames(text: string): string[] {
  return text.split("\n").filter((name) => name !== "");
}
