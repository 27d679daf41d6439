import "server-only";
import { redirect } from "next/navigation";
import { decisionHref } from "@/app/(app)/targets/selection";
import type { IssueProblem } from "@/lib/data/decision-held";

/** In the address of a decision: somebody comes from a form that came too late. */
export const LATE = "late";

/** A draft that was issued meanwhile has no forms any more to answer in: its page says that nothing was written. */
export function leaveIssued(id: string, reason: IssueProblem): void {
  if (reason === "issued") redirect(`${decisionHref(id)}?${LATE}=1`);
}
