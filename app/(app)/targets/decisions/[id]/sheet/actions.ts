"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { getDecision, stateOf, type Decision } from "@/lib/data/decisions";
import { mayGiveFor } from "@/lib/data/scope-drives";
import { saveSheetMapping } from "@/lib/data/sheet-mappings";
import { saveSheetChanges, sheetReceivers } from "@/lib/data/target-sheet";
import { decideOnDecision } from "@/lib/domain/decision";
import { formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import { readUses } from "@/lib/domain/sheet-columns";
import { readSheetText, writeSheetText } from "@/lib/domain/sheet-text";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { refused } from "@/lib/form-state";
import { DECISION_PROBLEMS } from "@/lib/refusals";
import { leaveIssued } from "@/app/(app)/targets/decisions/issued-meanwhile";
import { decisionHref } from "@/app/(app)/targets/selection";
import { openChosen } from "@/app/(app)/uploaded-sheet";
import { readSheet, type AskedReading, type SheetRead, type Source } from "./sheet-preview";
import type { SheetState } from "./sheet-state";

const headSchema = z.object({ id: z.uuid(), scope: targetScopeSchema, to: z.enum(["unit", "recipient"]) });
const chosenSchema = headSchema.extend({
  intent: z.literal("read"),
  file: z.instanceof(File).optional(),
  sheet: z.string().max(200).default(""),
  paste: z.string().default(""),
});
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

type Draft = { decision: Decision; scope: z.output<typeof targetScopeSchema>; to: "unit" | "recipient" };

/** Reads a workbook or a paste, reads it again in another way, or writes what was seen into the draft. */
export const sheetAction = formAction<z.ZodType<Chosen | Carried>, SheetState>(
  z.discriminatedUnion("intent", [chosenSchema, carriedSchema]),
  async (input, actor): Promise<SheetState> => {
    const decision = await getDecision(actor, input.id);
    if (!decision) return refused(DECISION_PROBLEMS["not-found"]);
    const may = decideOnDecision(stateOf(decision), "edit", actor);
    if (!may.ok) {
      leaveIssued(decision.id, may.reason);
      return refused(DECISION_PROBLEMS[may.reason]);
    }
    if (!(await mayGiveFor(decision, input.scope))) return refused(DECISION_PROBLEMS.scope);
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
  return { ok: true, message: summary(read), preview: read.preview };
}

const TOO_LARGE = "Bảng quá lớn để xem trước. Chỉ sao chép bảng cần nhập sang tệp mới rồi tải lên lại.";

function summary({ preview }: SheetRead): string {
  const { mappingProblem, errorCount, changes, unchanged } = preview;
  if (mappingProblem !== null) return "Chưa rõ cột nào là gì. Chưa ghi gì.";
  if (errorCount > 0) return `${formatCount(BigInt(errorCount))} lỗi cần sửa; chưa ghi gì.`;
  if (changes.length === 0 && unchanged === 0) return "Không có số nào để ghi: các ô chỉ tiêu còn trống.";
  if (changes.length === 0) return "Không có thay đổi: dự thảo đã có đúng các số trong bảng.";
  return `${formatCount(BigInt(changes.length))} thay đổi; xem rồi bấm Ghi vào dự thảo. Chưa ghi gì.`;
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
  const shown = { ...read.preview, isRemembered: input.remember === "on" };
  const answer = (ok: boolean, message: string): SheetState => ({ ok, message, preview: shown });
  if (input.intent === "look") return answer(true, summary(read));
  if (read.preview.seen !== input.seen)
    return answer(false, "Cách đọc đã đổi sau lần xem trước. Chưa ghi gì: xem lại các thay đổi rồi ghi.");
  if (draft.decision.lockVersion !== input.lockVersion) return answer(false, STALE);
  if (!read.preview.canWrite) return answer(read.preview.errors.length === 0, summary(read));
  const { decision, scope, to } = draft;
  const result = await saveSheetChanges(decision, scope, to, read.changes, actor, now);
  if (!result.ok) {
    if (result.reason === "stale") return answer(false, STALE);
    return answer(
      false,
      result.reason === "kind" ? "Chỉ tiêu này không có loại đã chọn." : DECISION_PROBLEMS[result.reason],
    );
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
