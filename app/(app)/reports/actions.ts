"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { reportHref } from "./selection";
import { formAction } from "@/lib/action";
import { issueReport } from "@/lib/data/issued-reports";
import { issueReportSchema } from "@/lib/domain/report-issue";
import { refused } from "@/lib/form-state";
import { ISSUE_REFUSALS } from "@/lib/refusals";

/** Issues what the draft says now, under the next number. */
export const issueReportAction = formAction(issueReportSchema, async (input, actor) => {
  const result = await issueReport(input, actor, new Date());
  if (!result.ok) {
    const { reason } = result;
    if (reason === "not-found" || reason === "forbidden") notFound();
    return refused(ISSUE_REFUSALS[reason]);
  }
  revalidatePath("/reports", "layout");
  redirect(reportHref(input.unit, input.period));
});
