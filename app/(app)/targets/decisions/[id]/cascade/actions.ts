"use server";

import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { getDecision } from "@/lib/data/decisions";
import { listDraftCells, saveTargetDrafts, type DraftCell, type TargetTable } from "@/lib/data/target-drafts";
import {
  cascadeField,
  formatTarget,
  readTypedTargets,
  targetError,
  targetValue,
  type TypedTarget,
} from "@/lib/domain/cascade-cell";
import { totalOf } from "@/lib/domain/cascade-total";
import { issuedMeanwhileWords } from "@/lib/domain/decision";
import { isIndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { TARGET_KINDS, type TargetKind } from "@/lib/domain/target";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { refused } from "@/lib/form-state";
import { CascadeSheet, spreadsOf, type Spread } from "./cascade-sheet";
import type { CascadeAnswer } from "./cascade-state";
import { readChoice, readStep } from "./cascade-start";
import { readCascadeView } from "./cascade-read";
import type { CascadeView } from "./cascade-view";
import { saveWords, spreadWords } from "./cascade-words";

/** The cells stay raw here: a cell that is no number must come back as it was typed. */
const cascadeSchema = z
  .object({
    id: z.uuid(),
    typist: z.string().max(100),
    lockVersion: z
      .string()
      .regex(/^[0-9]{1,9}$/)
      .transform(Number),
    indicator: z.string().refine(isIndicatorId),
    kind: z.enum(TARGET_KINDS),
    scope: targetScopeSchema,
    to: z.enum(["units", "recipients"]),
    intent: z.string().max(40).default("save"),
  })
  .catchall(z.string().max(200_000));
type Input = z.output<typeof cascadeSchema>;

const final = (message: string): CascadeAnswer => ({ ok: false, message, isFinal: true });

const run = formAction(cascadeSchema, async (input, actor): Promise<CascadeAnswer> => {
  // Somebody else has signed in since the form was drawn: what was typed into it is not theirs to save.
  if (input.typist !== actor.id)
    return final("Bảng này mở bằng tài khoản khác, chưa lưu ô nào. Tải lại trang.");
  if (input.intent !== "save") return redraw(input, actor);
  return save(input, actor);
});

/** Saves what is a number, or fills the table in where the browser runs no script. */
export const cascadeAction = keepingValues(run);

const tableOf = ({ indicator, kind, scope }: Input): TargetTable => ({ indicator, kind, scope });

async function save(input: Input, actor: Actor): Promise<CascadeAnswer> {
  const now = new Date();
  const { id, lockVersion, kind, to } = input;
  const typed = readTypedTargets(input as Record<string, unknown> as Record<string, string>);
  const cells = [...typed].flatMap(([one, cell]) => toCell(kind, to, one, cell) ?? []);
  const wrong = typed.size - cells.length;
  const result = await saveTargetDrafts({ id, lockVersion }, [{ table: tableOf(input), cells }], actor, now);
  if (!result.ok) {
    if (result.reason === "stale") return stale(input, actor);
    const issued = result.reason === "issued" ? await getDecision(actor, id) : null;
    return final(issued ? issuedMeanwhileWords(issued) : saveWords(result, (one) => one));
  }
  const done = { lockVersion: result.lockVersion, at: now.toISOString() };
  if (wrong > 0) return { ok: false, message: `Còn ${wrong} ô chưa lưu vì chưa phải là số.`, ...done };
  return { ok: true, message: "Đã lưu dự thảo.", ...done };
}

function toCell(
  kind: TargetKind,
  to: Input["to"],
  id: string,
  { text, isLocked }: TypedTarget,
): DraftCell | null {
  if (targetError(kind, text) !== null) return null;
  const value = targetValue(kind, text);
  return { to: to === "units" ? "unit" : "recipient", id, value, isLocked: value !== null && isLocked };
}

async function stale(input: Input, actor: Actor): Promise<CascadeAnswer> {
  const decision = await getDecision(actor, input.id);
  if (!decision) return final(saveWords({ reason: "not-found" }, String));
  const held = await listDraftCells(decision, tableOf(input), input.to === "units" ? "unit" : "recipient");
  return {
    ok: false,
    message: "Dự thảo đã có người sửa trước. Chưa lưu ô nào.",
    theirs: held.map(({ at, value, ...one }) => ({
      ...one,
      value: value === null ? null : String(value),
      at: at.toISOString(),
    })),
    lockVersion: decision.lockVersion,
  };
}

/** "propose.growth", "rest", "show": what the same buttons do in the browser where it runs scripts. */
async function redraw(input: Input, actor: Actor): Promise<CascadeAnswer> {
  const found = await readCascadeView(actor, input.id, tableOf(input), input.to);
  if (!found) return refused("Không có quyết định này trong phạm vi của tài khoản.");
  const { view } = found;
  const fields = input as Record<string, unknown> as Record<string, string>;
  const sheet = new CascadeSheet(view);
  sheet.take("", readTypedTargets(fields));
  const choice = readChoice(fields, view, sheet.own);
  const spread = spreadOf(input.intent, view);
  const answer =
    spread && sheet.spread(spread, totalOf(choice, view, sheet.own), readStep(fields, view.kind));
  const texts = new Map(Object.entries(fields).filter(([, text]) => typeof text === "string"));
  for (const { id } of view.lines) {
    sheet.leave(id);
    const { text, isLocked } = sheet.cell(id);
    texts.set(cascadeField.value(id), text);
    if (isLocked) texts.set(cascadeField.isLocked(id), "on");
    else texts.delete(cascadeField.isLocked(id));
  }
  const values = Object.fromEntries(texts);
  if (answer && !answer.ok) return { ok: false, message: spreadWords(answer), values };
  if (answer)
    return { ok: true, message: "Đã điền số theo cách chia. Xem lại rồi bấm Lưu dự thảo để giữ.", values };
  return {
    ok: true,
    message: `Tổng cần giao: ${totalWords(view.kind, totalOf(choice, view, sheet.own))}.`,
    values,
  };
}

const totalWords = (kind: TargetKind, total: bigint | null) =>
  total === null ? "chưa có" : formatTarget(kind, total);

function spreadOf(intent: string, view: Pick<CascadeView, "kind" | "to">): Spread | null {
  if (intent === "rest") return "rest";
  return spreadsOf(view).find((one) => intent === `propose.${one}`) ?? null;
}
