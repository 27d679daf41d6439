/** Mails: who chose which, what they say, when a refused one is tried again. A mail but that of a report holds no figure and no words that somebody typed. */
import { z } from "zod";
import { formatDay, formatInstant, type Day } from "./day";

export const MAIL_TIMINGS = ["now", "digest", "none"] as const;
export type MailTiming = (typeof MAIL_TIMINGS)[number];

export const MAIL_STATES = ["pending", "sending", "sent", "failed", "unknown"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** An address as it is stored; line breaks and spaces never pass, so nobody writes a header of their own. */
export const emailSchema = z
  .string()
  .trim()
  .max(254, "Địa chỉ thư dài quá 254 ký tự")
  .pipe(z.email("Địa chỉ thư chưa đúng dạng, ví dụ ten@bhxh.gov.vn"));

export const mailChoiceSchema = z.object({
  /** Empty: no mails. */
  email: z.union([z.literal("").transform(() => null), emailSchema]),
  urgent: z.enum(MAIL_TIMINGS),
  other: z.enum(MAIL_TIMINGS),
});
export type MailChoice = z.infer<typeof mailChoiceSchema>;

export type MailedNotice = { subject: string; sentence: string; href: string; at: Date };
export type MailText = { subject: string; body: string };

/** One line: what stands in a header must not begin another one. */
export const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

export const link = (appUrl: string, href: string) => new URL(href, appUrl).href;

export const letter = (displayName: string, appUrl: string, ...paragraphs: string[]) =>
  [
    `Kính gửi Ông/Bà ${oneLine(displayName)},`,
    ...paragraphs,
    `Thư do hệ thống Bao Phủ gửi tự động, không nhận trả lời. Chọn cách nhận thư: ${link(appUrl, "/account")}`,
  ].join("\n\n") + "\n";

/** The mail of one notice. */
export function composeMail(notice: MailedNotice, displayName: string, appUrl: string): MailText {
  return {
    subject: `[Bao Phủ] ${oneLine(notice.subject)}`,
    body: letter(
      displayName,
      appUrl,
      `${notice.sentence}`,
      `Mở trong hệ thống: ${link(appUrl, notice.href)}`,
      `Thời điểm: ${formatInstant(notice.at)}.`,
    ),
  };
}

/** More than this in one mail nobody reads: the rest is in the inbox. */
const DIGEST_LINES = 50;

/** One mail for everything that came since the last. */
export function composeDigest(
  notices: readonly MailedNotice[],
  day: Day,
  displayName: string,
  appUrl: string,
): MailText {
  const items = notices
    .slice(0, DIGEST_LINES)
    .map((one) => `- ${oneLine(one.subject)}. ${one.sentence}\n  ${link(appUrl, one.href)}`);
  const rest = notices.length - items.length;
  return {
    subject: `[Bao Phủ] ${notices.length} tin chưa đọc, ngày ${formatDay(day)}`,
    body: letter(
      displayName,
      appUrl,
      `Hộp tin của Ông/Bà có ${notices.length} tin mới chưa đọc:`,
      ...items,
      ...(rest > 0 ? [`Còn ${rest} tin nữa trong hộp tin.`] : []),
      `Tất cả tin: ${link(appUrl, "/inbox")}`,
    ),
  };
}

/**
 * away: the server was not reached or speaks to nobody, so the next mail would fare alike. temporary, permanent: what it
 * answered about this mail. unsure: it had the whole mail and never answered; it may have arrived.
 */
export type MailFault = "away" | "temporary" | "permanent" | "unsure";

const MINUTE = 60_000;
/** After the first try, the second, …: a bit more than a day in all. */
const PAUSES = [1, 5, 15, 60, 180, 360, 360, 720].map((minutes) => minutes * MINUTE);

/** While the server is away nothing is given up, and it is looked for once an hour. */
const LONGEST_AWAY = 60 * MINUTE;

/** When a refused mail is tried again; null: not by itself. `attempts` counts the one that just failed. */
export function nextAttempt(fault: MailFault, attempts: number, now: Date): Date | null {
  if (fault === "permanent" || fault === "unsure") return null;
  const planned = PAUSES[attempts - 1];
  const pause = fault === "away" ? Math.min(planned ?? LONGEST_AWAY, LONGEST_AWAY) : planned;
  return pause === undefined ? null : new Date(now.getTime() + pause);
}

/** A mail that is `sending` for longer was cut off: no try takes this long. */
export const CUT_OFF_AFTER = 10 * MINUTE;
export const CUT_OFF = "Tiến trình gửi bị ngắt giữa chừng, không rõ thư đã đến hay chưa.";

/** What the SMTP library says of a failure. */
export type SmtpError = {
  code?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
  message: string;
};

const AWAY: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Máy chủ thư từ chối kết nối",
  ETIMEDOUT: "Máy chủ thư không trả lời kịp",
  EDNS: "Không tìm thấy tên máy chủ thư",
  ENOTFOUND: "Không tìm thấy tên máy chủ thư",
  ETLS: "Không lập được kết nối mã hóa với máy chủ thư",
  EAUTH: "Máy chủ thư không nhận tên và mật khẩu",
};

/** Whom it is for and what it says; a refusal of anything before is about us, and the operator can mend it. */
const ABOUT_THIS_MAIL: readonly string[] = ["RCPT TO", "DATA"];

/** Control characters out, and short enough for a table. */
const said = (text: string) =>
  text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 300);

/**
 * What a failure means. `isHandedOver`: the server had let us begin with the mail itself. An answer in figures (4xx, 5xx)
 * is a refusal also then; silence is not.
 */
export function judgeFailure(
  { code = "", responseCode, response, command = "", message }: SmtpError,
  isHandedOver: boolean,
): { fault: MailFault; words: string } {
  const technical = said(response ?? message);
  if (code === "EAUTH") return { fault: "away", words: `${AWAY.EAUTH} (${technical})` };
  if (responseCode !== undefined && responseCode >= 500)
    return ABOUT_THIS_MAIL.includes(command)
      ? { fault: "permanent", words: `Máy chủ thư không nhận thư này (${technical})` }
      : { fault: "away", words: `Máy chủ thư không phục vụ (${technical})` };
  if (responseCode !== undefined && responseCode >= 400)
    return { fault: "temporary", words: `Máy chủ thư tạm thời chưa nhận (${technical})` };
  if (isHandedOver)
    return { fault: "unsure", words: `Đã chuyển thư nhưng máy chủ không xác nhận (${technical})` };
  const refused = /ECONNREFUSED/.test(message) ? AWAY.ECONNREFUSED : AWAY[code];
  return { fault: "away", words: `${refused ?? "Không nối được máy chủ thư"} (${technical})` };
}
