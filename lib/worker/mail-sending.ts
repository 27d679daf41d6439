/** Sends what is due, one mail after the other; several instances may do so at once. */
import "server-only";
import { markCutOff, settleFailed, settleSent, settleWithdrawn, takeMail } from "@/lib/data/mail-outbox";
import { findMailDocument, mayStillGet } from "@/lib/data/report-mail-queue";
import { log } from "@/lib/log";
import { deliver, type MailServer } from "./smtp";

/** @param isOver asked before each mail: then no further one is taken. @returns how many were sent */
export async function sendMails(
  server: MailServer,
  clock: () => Date,
  isOver: () => boolean = () => false,
): Promise<number> {
  await markCutOff(clock());
  let sent = 0;
  while (!isOver()) {
    const mail = await takeMail(clock());
    if (!mail) break;
    if (!(await mayStillGet(mail, clock()))) {
      await settleWithdrawn(mail, clock());
      continue;
    }
    const delivery = await deliver(server, { ...mail, document: await findMailDocument(mail) });
    if (delivery.ok) {
      await settleSent(mail, clock());
      sent += 1;
      continue;
    }
    await settleFailed(mail, delivery, clock());
    log.warn({ mail: mail.id, fault: delivery.fault, words: delivery.words }, "mail not sent");
    // The next one would fare alike; it keeps its tries for when the server is back.
    if (delivery.fault === "away") break;
  }
  return sent;
}
