"use server";

import { createHash } from "node:crypto";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { getDecision, stateOf, type Decision } from "@/lib/data/decisions";
import { readExchangeTargets } from "@/lib/data/exchange-targets";
import { mayGiveFor } from "@/lib/data/scope-drives";
import { saveSheetChanges, sheetReceivers } from "@/lib/data/target-sheet";
import { decideOnDecision } from "@/lib/domain/decision";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import { countIssues, sheetIssueText, type SheetChange } from "@/lib/domain/target-sheet";
import { targetAmount } from "@/lib/domain/target-words";
import { refused } from "@/lib/form-state";
import { TARGET_KIND_LABELS } from "@/lib/labels";
import { DECISION_PROBLEMS } from "@/lib/refusals";
import {
  carriedFields,
  carriedOf,
  carry,
  chosenFields,
  uncarry,
  type CarriedSheet,
} from "@/app/(app)/entry/carried-sheet";
import { leaveIssued } from "@/app/(app)/targets/decisions/issued-meanwhile";
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
    const decision = await getDecision(actor, input.id);
    if (!decision) return refused(DECISION_PROBLEMS["not-found"]);
    const may = decideOnDecision(stateOf(decision), "edit", actor);
    if (!may.ok) {
      leaveIssued(decision.id, may.reason);
      return refused(DECISION_PROBLEMS[may.reason]);
    }
    if (!(await mayGiveFor(decision, input.scope))) return refused(DECISION_PROBLEMS.scope);
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
  const read = await readShown(opened.sheet, carried, draft);
  if (!read.ok) return { ok: false, message: read.message, values };
  const { preview } = read;
  return { ok: preview.errors.length === 0, message: summary(preview), preview };
}

async function write(input: Carried, draft: Draft, actor: Actor): Promise<TargetsState> {
  const [sheet] = uncarry(input, actor, aboutOf(draft)) ?? [];
  if (!sheet) return refused("Tệp gửi lại không đọc được; chọn tệp lần nữa.");
  const read = await readShown(sheet, carriedOf(input), draft);
  if (!read.ok) return refused(read.message);
  const { preview, changes } = read;
  if (preview.seen !== input.seen) return { ok: false, message: OVERTAKEN, preview };
  if (!preview.canWrite) return { ok: preview.errors.length === 0, message: summary(preview), preview };
  const { decision, scope, to } = draft;
  const result = await saveSheetChanges(decision, scope, to, changes, actor, new Date());
  if (!result.ok) {
    if (result.reason === "stale") return { ok: false, message: OVERTAKEN, preview };
    return refused(
      result.reason === "kind" ? "Chỉ tiêu này không có loại đã chọn." : DECISION_PROBLEMS[result.reason],
    );
  }
  revalidatePath(decisionHref(decision.id), "layout");
  return { ok: true, message: `Đã ghi ${formatCount(BigInt(result.changed))} số vào dự thảo.` };
}

type Shown =
  { ok: true; preview: TargetsPreview; changes: readonly SheetChange[] } | { ok: false; message: string };

async function readShown(sheet: Sheet, carried: CarriedSheet, draft: Draft): Promise<Shown> {
  const answer = await readExchangeTargets(sheet, draft);
  if (!answer.ok) return answer;
  const { changes, unchanged, issues, canWrite } = answer.reading;
  const texts = (level: string) => issues.filter((one) => one.level === level).map(sheetIssueText);
  const preview: TargetsPreview = {
    carried,
    seen: seenOf(changes),
    units: new Set(changes.map(({ receiverId }) => receiverId)).size,
    changes: changes.map(({ receiverId, indicator, kind, before, value, cell }) => ({
      cell,
      said: null,
      unit: answer.names.get(receiverId) ?? receiverId,
      target: `${INDICATORS[indicator].short}, ${TARGET_KIND_LABELS[kind]}`,
      before: before === null ? "–" : targetAmount(indicator, kind, before),
      after: targetAmount(indicator, kind, value),
    })),
    unchanged,
    errors: texts("error"),
    warnings: texts("warning"),
    errorCount: countIssues(issues, "error"),
    warningCount: countIssues(issues, "warning"),
    canWrite: canWrite && changes.length > 0,
  };
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

function summary({ errorCount, changes, unchanged }: TargetsPreview): string {
  if (errorCount > 0) return `${formatCount(BigInt(errorCount))} lỗi cần sửa; chưa ghi gì.`;
  if (changes.length === 0 && unchanged === 0) return "Không có số nào để ghi.";
  if (changes.length === 0) return "Không có thay đổi: dự thảo đã có đúng các số trong tệp.";
  return `${formatCount(BigInt(changes.length))} thay đổi; xem rồi bấm Ghi vào dự thảo. Chưa ghi gì.`;
}
