/** Reports that are mailed by themselves: when, and what the mail says. */
import { z } from "zod";
import { addDays, dayInVietnam, isWeekday, WEEKDAY_NAMES, weekdayOf, type Day } from "./day";
import { letter, link, oneLine, type MailText } from "./mail";
import type { Paper } from "./paper";
import { periodName, type PeriodId } from "./period";
import { instantInVietnam } from "./reminders";
import { unitIdSchema } from "./unit";

export const REPORT_MAIL_KINDS = ["monthly", "weekly"] as const;
export type ReportMailKind = (typeof REPORT_MAIL_KINDS)[number];
export type ReportMailRule = { kind: ReportMailKind; day: number };

/** Of the day in Vietnam. */
export const REPORT_MAIL_HOUR = 7;
/** Whoever missed it by more, because nothing ran or nothing was approved, waits for the next. */
const CATCH_UP_DAYS = 2;
const MOST_REPORT_RECIPIENTS = 20;

/** "m5": day 5 of each month; "w1": each Monday. */
export const reportMailWhenSchema = z
  .string()
  .regex(/^(?:m(?:[1-9]|1\d|2[0-8])|w[1-7])$/, "Chọn ngày gửi")
  .transform((text): ReportMailRule => ({
    kind: text.startsWith("m") ? "monthly" : "weekly",
    day: Number(text.slice(1)),
  }));

export const newReportMailSchema = z.object({
  unit: unitIdSchema,
  when: reportMailWhenSchema,
  recipients: z
    .array(z.uuid())
    .min(1, "Chọn ít nhất một người nhận")
    .max(MOST_REPORT_RECIPIENTS, `Nhiều nhất ${MOST_REPORT_RECIPIENTS} người nhận`),
});
export type NewReportMail = z.output<typeof newReportMailSchema>;
export type ReportMailRefusal = "unknown-unit" | "unknown-reader" | "twice";

export const ruleWords = ({ kind, day }: ReportMailRule): string =>
  kind === "monthly" ? `ngày ${day} hằng tháng` : `${isWeekday(day) ? WEEKDAY_NAMES[day] : ""} hằng tuần`;

const isTurn = ({ kind, day }: ReportMailRule, on: Day): boolean =>
  day === (kind === "monthly" ? Number(on.slice(8)) : weekdayOf(on));

/** The day whose turn it is now; null between two turns, and for one before the rule was made. */
export function reportMailTurn(rule: ReportMailRule, since: Date, now: Date): Day | null {
  const today = dayInVietnam(now);
  for (let back = 0; back <= CATCH_UP_DAYS; back += 1) {
    const on = addDays(today, -back);
    const at = instantInVietnam(on, REPORT_MAIL_HOUR);
    if (isTurn(rule, on) && at <= now && at > since) return on;
  }
  return null;
}

/** The brief as text; the Word file goes with it, the rest is in the application. */
export function composeReportMail(
  report: { unitName: string; period: PeriodId; isIssued: boolean; brief: Paper; href: string },
  displayName: string,
  appUrl: string,
): MailText {
  const { unitName, period, isIssued, brief, href } = report;
  const words = brief.sections.flatMap(({ paragraphs }) =>
    paragraphs.map((one) => {
      const { lead = "", text } = typeof one === "string" ? { text: one } : one;
      return oneLine(`${lead} ${text}`);
    }),
  );
  const title = `Báo cáo ${oneLine(unitName)}, ${periodName(period)}`;
  return {
    subject: `[Bao Phủ] ${title}`,
    body: letter(
      displayName,
      appUrl,
      `${title}${isIssued ? "" : " (bản nháp, chưa ban hành)"}:`,
      ...words,
      "Toàn văn là bản Word kèm theo thư này.",
      `Trên Bao Phủ, cùng bản Excel: ${link(appUrl, href)}`,
    ),
  };
}
