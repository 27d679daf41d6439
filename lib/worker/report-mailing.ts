/** Mails the reports whose turn it is: the newest that was issued, else the draft, of the newest period with data. */
import "server-only";
import { toActor } from "@/lib/auth/session";
import { findDefaultPeriod } from "@/lib/data/dashboard-periods";
import { findReport } from "@/lib/data/report-editions";
import { listDueReportMails, queueReportMails } from "@/lib/data/report-mail-queue";
import { dayInVietnam } from "@/lib/domain/day";
import { isEmptyReport } from "@/lib/domain/report";
import { reportBrief } from "@/lib/domain/report-brief";
import { composeReportMail } from "@/lib/domain/report-mail";
import { writeReportFile } from "@/lib/report-file";

/** @returns how many mails were made */
export async function mailReports(appUrl: string, now: Date): Promise<number> {
  let made = 0;
  for (const due of await listDueReportMails(now)) {
    const period = await findDefaultPeriod(due.unit);
    if (period === null) continue;
    const [first] = due.readers;
    // Nobody is left who may read it: the turn is done, with no mail.
    if (!first) {
      await queueReportMails(due, period, () => ({ subject: "", body: "" }), null, now);
      continue;
    }
    // The unit lies in the scope of each of them, so that all read the same.
    const found = await findReport(toActor(first.user), due.unit.id, period, "newest");
    if (found.kind !== "found" || isEmptyReport(found.report)) continue;
    const { report, issued } = found;
    const today = dayInVietnam(now);
    const told = {
      unitName: due.unit.name,
      period,
      isIssued: issued !== null,
      brief: reportBrief(report, issued?.issue ?? null, today),
      href: `/reports/${encodeURIComponent(due.unit.id)}/${period}${issued ? `?edition=${issued.edition}` : ""}`,
    };
    const textFor = (name: string) => composeReportMail(told, name, appUrl);
    made += await queueReportMails(due, period, textFor, await writeReportFile("word", found, today), now);
  }
  return made;
}
