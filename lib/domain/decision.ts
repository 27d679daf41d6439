/** A paper that assigns targets: drafted, issued, never edited afterwards, only superseded. Who may do what with it. */
import { z } from "zod";
import { anyDaySchema, formatInstant, type Day } from "./day";
import { INDICATORS, type IndicatorId } from "./indicator";
import { assignsSelf, issuerName, mayIssue, RECORDING_ROLES } from "./issuer";
import { can, isWithin, type Actor } from "./policy";
import type { TargetKind } from "./target";
import { SCOPE_DAYS, scopeDays, type TargetScope } from "./target-scope";
import { plainText } from "./text";
import type { Unit } from "./unit";

/** What whoever sent numbers is told once the decision is issued: which, when, by whom, and what to do instead. */
export function issuedMeanwhileWords(decision: {
  issuer: string;
  number: string;
  issuedAt: Date | null;
  issuedBy: { displayName: string } | null;
}): string {
  const { issuer, number, issuedAt, issuedBy } = decision;
  const at = issuedAt ? ` lúc ${formatInstant(issuedAt)}` : "";
  const by = issuedBy ? `, người ban hành: ${issuedBy.displayName}` : "";
  return `Quyết định ${number} của ${issuer} đã ban hành${at}${by}. Chưa lưu ô nào. Cần đổi số: mở quyết định này và lập quyết định thay thế.`;
}

export const DECISION_STATUSES = ["draft", "issued"] as const;
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

const words = (label: string, max: number) =>
  z.string().overwrite(plainText).min(1, `Ghi ${label}`).max(max, `${label} dài quá ${max} ký tự`);

/** A day of a paper: within the years that targets are for. */
const paperDaySchema = anyDaySchema.refine(
  (day) => day >= SCOPE_DAYS.from && day <= SCOPE_DAYS.to,
  "Năm của quyết định phải từ 1990 đến 2099",
);

/** A number or an issuer however it is typed: "12/QĐ-BHXH" and "12/qd - bhxh" are one. */
export function paperKey(text: string): string {
  return text.replace(/\s+/g, "").replace(/[Đđ]/g, "d").toLowerCase();
}

/** Dashes of every kind are one: "546–QĐ" of a word processor is "546-QĐ". */
export const plainDashes = (text: string) => text.replace(/[\u2010-\u2015\u2212]/g, "-");

/** What a spreadsheet would take for a formula when the text stands in an export. */
export const isFormula = (text: string) => /^[=+@-]/.test(text);

const SUPERSEDED = "Chọn lại quyết định bị thay thế trong danh sách";

/** What the head of a decision says. */
export const decisionHeadSchema = z.object({
  issuer: words("nơi ban hành", 100).overwrite(issuerName),
  number: words("số quyết định", 100)
    .overwrite(plainDashes)
    .refine((text) => !isFormula(text), "Số quyết định không bắt đầu bằng dấu =, +, - hoặc @"),
  decidedOn: paperDaySchema,
  effectiveOn: paperDaySchema,
  subject: z.string().overwrite(plainText).max(500, "Trích yếu dài quá 500 ký tự"),
  /** An earlier decision of the same issuer that this one replaces where it gives other numbers. */
  supersedesId: z.union([z.uuid(SUPERSEDED), z.literal("").transform(() => null)], SUPERSEDED),
});
export type DecisionHead = z.infer<typeof decisionHeadSchema>;

/** What the rules need to know of a decision. */
export type DecisionState = {
  status: DecisionStatus;
  issuer: string;
  /** The unit for which the issuer decides. */
  unit: Pick<Unit, "id" | "level" | "path">;
  hasPaper: boolean;
  /** How many numbers it gives. */
  targets: number;
};

export type DecisionEvent = "edit" | "issue" | "discard" | "attach" | "set-headline";
export type DecisionRefusal = "forbidden" | "issuer" | "issued" | "draft" | "no-target" | "has-paper";
export type DecisionAnswer = { ok: true } | { ok: false; reason: DecisionRefusal };

/** Whether this person writes decisions down for this unit: central for the nation, a manager within the own province, a director for the own unit. */
export function mayRecord(actor: Actor, unit: Pick<Unit, "level" | "path">): boolean {
  return RECORDING_ROLES[unit.level]?.includes(actor.role) === true && can(actor, "target.assign", unit);
}

/** Whether this person may do this with the decision now. What is issued stays as it is: only a missing scan is added. */
export function decideOnDecision(
  decision: DecisionState,
  event: DecisionEvent,
  actor: Actor,
): DecisionAnswer {
  const refuse = (reason: DecisionRefusal): DecisionAnswer => ({ ok: false, reason });
  if (!mayRecord(actor, decision.unit)) return refuse("forbidden");
  if (!mayIssue(decision.issuer, decision.unit.level)) return refuse("issuer");
  const isIssued = decision.status === "issued";
  if (event === "set-headline") return isIssued ? { ok: true } : refuse("draft");
  if (event === "attach") return isIssued && decision.hasPaper ? refuse("has-paper") : { ok: true };
  if (isIssued) return refuse("issued");
  if (event === "issue" && decision.targets === 0) return refuse("no-target");
  return { ok: true };
}

/** Who may be given a target by a decision: the units right below its unit, and that unit itself by whoever stands above it. */
export function mayReceive(
  decision: Pick<DecisionState, "issuer" | "unit">,
  receiver: Pick<Unit, "id" | "path"> & { parentId: string | null },
): boolean {
  if (receiver.id === decision.unit.id) return assignsSelf(decision.issuer);
  return receiver.parentId === decision.unit.id && isWithin([decision.unit.path], receiver.path);
}

/** Which kinds of target an indicator can have: money an amount, what is counted a headcount or its increase, both a rate. */
export function kindsOf(indicator: IndicatorId): TargetKind[] {
  return INDICATORS[indicator].unit === "đồng" ? ["amount", "rate"] : ["headcount", "increase", "rate"];
}

/** Why a decision cannot supersede another, or null: only an issued earlier one of the same issuer for the same unit. */
export function supersedingProblem(
  decision: { unitId: string; issuer: string; effectiveOn: Day; id: string },
  earlier: { unitId: string; issuer: string; effectiveOn: Day; id: string; status: DecisionStatus },
): "other-issuer" | "not-issued" | "later" | "itself" | null {
  if (earlier.id === decision.id) return "itself";
  if (earlier.unitId !== decision.unitId || earlier.issuer !== decision.issuer) return "other-issuer";
  if (earlier.status !== "issued") return "not-issued";
  return earlier.effectiveOn > decision.effectiveOn ? "later" : null;
}

/** The day on which the receivers of its numbers must exist: when it takes effect, as far as that lies in their time. */
export function receivingDay(effectiveOn: Day, scope: TargetScope): Day {
  const days = scopeDays(scope);
  if (days === null) return effectiveOn;
  return [days.from, effectiveOn, days.to].toSorted()[1] ?? effectiveOn;
}

const PDF_HEAD = /^%PDF-\d\.\d/;
export const PAPER_MAX_BYTES = 20 * 1024 * 1024;

/** Why these bytes are not the scan of a paper, or null: judged by what they are, not by what the file is called. */
export function paperProblem(bytes: Uint8Array): "empty" | "too-large" | "not-pdf" | "cut-off" | null {
  if (bytes.length === 0) return "empty";
  if (bytes.length > PAPER_MAX_BYTES) return "too-large";
  const text = (part: Uint8Array) => String.fromCharCode(...part);
  // Readers look for the mark of the end within the last kilobyte.
  if (!PDF_HEAD.test(text(bytes.subarray(0, 8)))) return "not-pdf";
  return text(bytes.subarray(-1024)).includes("%%EOF") ? null : "cut-off";
}
