/** Mails the reports whose turn it is: the newest that was issued, else the draft, of the newest period with data. */
import "server-only";
import { toActor } from "@/lib/auth/session";
import { findDefaultPeriod } from "@/lib/data/dashboard-periods";
import { findReport } from "@/lib/data/report-editions";
import { listDueReportMails, queueReportMails, type DueReportMail } from "@/lib/data/report-mail-queue";
import { dayInVietnam } from "@/lib/domain/day";
import { isEmptyReport } from "@/lib/domain/report";
import { reportBrief } from "@/lib/domain/report-brief";
import { composeReportMail } from "@/lib/domain/report-mail";
import { log } from "@/lib/log";
import { writeReportFile } from "@/lib/report-file";

/**
 * Each schedule by itself: one that fails holds up none of the others, and is tried again at the next turn of the job.
 * @returns how many mails were made
 */
export async function mailReports(appUrl: string, now: Date): Promise<number> {
  let made = 0;
  const failures: unknown[] = [];
  for (const due of await listDueReportMails(now)) {
    try {
      made += await mailReport(due, appUrl, now);
    } catch (error) {
      log.error({ err: error, schedule: due.id }, "report not mailed");
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} reports not mailed`);
  return made;
}

async function mailReport(due: DueReportMail, appUrl: string, now: Date): Promise<number> {
  const today = dayInVietnam(now);
  const period = await findDefaultPeriod(due.unit, today);
  if (period === null) return 0;
  const [first] = due.readers;
  // Nobody is left who may read it: the turn is done, with no mail.
  if (!first) return queueReportMails(due, period, () => ({ subject: "", body: "" }), null, now);
  // The unit lies in the scope of each of them, so that all read the same.
  const found = await findReport(toActor(first.user), due.unit.id, period, "newest");
  if (found.kind !== "found" || isEmptyReport(found.report)) return 0;
  const { report, issued, standing } = found;
  const told = {
    unitName: due.unit.name,
    period,
    isIssued: issued !== null,
    brief: reportBrief(report, standing, today),
    href: `/reports/${encodeURIComponent(due.unit.id)}/${period}${issued ? `?edition=${issued.edition}` : ""}`,
  };
  const textFor = (name: string) => composeReportMail(told, name, appUrl);
  return queueReportMails(due, period, textFor, await writeReportFile("word", found, today), now);
}
