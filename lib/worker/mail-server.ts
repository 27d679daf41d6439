/** The mail server of this installation; null where none is set: then nobody gets mails and everybody has the inbox. */
import "server-only";
import { env } from "@/lib/env";
import type { MailServer } from "./smtp";

/** @throws if only half of it is set */
export function mailServer(): MailServer | null {
  const { SMTP_URL: url, MAIL_FROM: from } = env;
  if (!url && !from) return null;
  if (!url || !from) throw new Error("SMTP_URL and MAIL_FROM must be set together");
  return { url, from };
}
