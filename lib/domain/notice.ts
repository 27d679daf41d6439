/** Words about a unit, and employers late in paying or in breach: written by one person, published by another. */
import { z } from "zod";
import { daySchema } from "./day";
import { parseNumber } from "./number";
import { periodIdSchema, periodKind } from "./period";
import { can, handsOf, type Actor, type Permission } from "./policy";
import { plainText } from "./text";
import { unitIdSchema, type Unit } from "./unit";

export const NOTE_KINDS = ["model", "praise", "reminder"] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
export const EMPLOYER_KINDS = ["late", "breach"] as const;
export type EmployerKind = (typeof EMPLOYER_KINDS)[number];
export const NOTICE_STATUSES = ["pending", "published", "refused", "withdrawn"] as const;
export type NoticeStatus = (typeof NOTICE_STATUSES)[number];

const words = (label: string, max: number) =>
  z.string().overwrite(plainText).min(1, `Ghi ${label}`).max(max, `Dài quá ${max} ký tự`);
const line = (label: string, max: number) =>
  words(label, max).refine((text) => !text.includes("\n"), "Viết trên một dòng");

export const newNoteSchema = z.object({
  unit: unitIdSchema,
  period: periodIdSchema.refine((id) => periodKind(id) === "month", "Chọn tháng"),
  kind: z.enum(NOTE_KINDS, "Chọn loại"),
  body: words("nội dung", 1000),
});
export type NewNote = z.output<typeof newNoteSchema>;

/** As it is typed: a whole number above 0, or nothing. */
const typedNumber = (most: bigint) =>
  z.string().transform((text, context) => {
    const parsed = parseNumber(text);
    if (parsed.kind === "empty") return null;
    if (parsed.kind === "value" && parsed.value > 0n && parsed.value <= most) return parsed.value;
    context.addIssue({ code: "custom", message: "Nhập số nguyên lớn hơn 0" });
    return z.NEVER;
  });

export const newEmployerNoticeSchema = z
  .object({
    unit: unitIdSchema,
    kind: z.enum(EMPLOYER_KINDS, "Chọn loại"),
    employer: line("tên đơn vị sử dụng lao động", 200),
    employerCode: line("mã đơn vị hoặc mã số thuế", 20),
    asOf: daySchema,
    amount: typedNumber(9_000_000_000_000_000n),
    months: typedNumber(600n),
    legalGround: line("căn cứ pháp lý", 300),
  })
  .refine(({ kind, amount }) => kind !== "late" || amount !== null, {
    path: ["amount"],
    message: "Ghi số tiền chậm đóng",
  });
export type NewEmployerNotice = z.output<typeof newEmployerNoticeSchema>;

type Place = Pick<Unit, "path" | "level">;

/** A director of the own unit, a manager of the own province and the units in it. */
export const mayWriteNote = (actor: Actor, { path, level }: Place): boolean =>
  level !== "nation" && level !== "commune" && can(actor, "note.write", { path });

/** Lists of employers are the province's. */
export const mayWriteEmployers = (actor: Actor, { path, level }: Place): boolean =>
  level === "province" && can(actor, "employer.write", { path });

const NOTICE_EVENTS = ["publish", "refuse", "withdraw"] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What the rules need to know of a notice. */
export type NoticeState = {
  status: NoticeStatus;
  path: string;
  /** Who wrote it, and for whom. */
  authors: readonly string[];
};
export type NoticeRefusal = "forbidden" | "author" | "wrong-status";

/** Nobody publishes or refuses what they wrote, or what somebody wrote in their place; the author may take it back unseen. */
export function decideNotice(
  notice: NoticeState,
  event: NoticeEvent,
  actor: Actor,
  approves: Permission,
): { ok: true; to: NoticeStatus } | { ok: false; reason: NoticeRefusal } {
  const { status, path, authors } = notice;
  const isAuthor = handsOf(actor).some((id) => authors.includes(id));
  const mayApprove = can(actor, approves, { path });
  if (event === "withdraw") {
    if (status !== "pending" && status !== "published") return { ok: false, reason: "wrong-status" };
    const may = status === "pending" ? isAuthor : mayApprove;
    return may ? { ok: true, to: "withdrawn" } : { ok: false, reason: "forbidden" };
  }
  if (!mayApprove) return { ok: false, reason: "forbidden" };
  if (status !== "pending") return { ok: false, reason: "wrong-status" };
  if (isAuthor) return { ok: false, reason: "author" };
  return { ok: true, to: event === "publish" ? "published" : "refused" };
}

/** What a screen offers; whoever then acts is asked by {@link decideNotice} again. */
export const allowedNoticeEvents = (notice: NoticeState, actor: Actor, approves: Permission): NoticeEvent[] =>
  NOTICE_EVENTS.filter((event) => decideNotice(notice, event, actor, approves).ok);

const noticeKey = z.object({
  province: unitIdSchema,
  id: z.uuid(),
});

/** To publish needs no words; to refuse or withdraw does. */
export const noticeDecisionSchema = z.discriminatedUnion("event", [
  noticeKey.extend({ event: z.literal("publish"), reason: z.string().optional() }),
  noticeKey.extend({ event: z.enum(["refuse", "withdraw"]), reason: words("lý do", 500) }),
]);
export type NoticeDecision = z.output<typeof noticeDecisionSchema>;
