/** Who issues whose report, and what an issue has to say. */
import { z } from "zod";
import { can, type Actor, type Role } from "./policy";
import { periodIdSchema } from "./period";
import { scopeOf, type ReportScope } from "./report-facts";
import { unitIdSchema, type Unit } from "./unit";

/** The nation by the central office, a province by its manager, a reporting unit by its director or its manager. */
const ISSUING: Record<ReportScope, readonly Role[]> = {
  nation: ["central"],
  province: ["manager"],
  unit: ["director", "manager"],
};

export function mayIssueReport(actor: Actor, unit: Pick<Unit, "level" | "reportingKind" | "path">): boolean {
  const scope = scopeOf(unit);
  return scope !== null && ISSUING[scope].includes(actor.role) && can(actor, "report.issue", unit);
}

/** Of a report as it is read: the same as long as not a number and not a word of it changes. */
export const reportHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const issueReportSchema = z.object({
  unit: unitIdSchema,
  period: periodIdSchema,
  /** The edition that was on the screen: nobody issues one that they have not seen replaced. */
  edition: z.coerce.number().int().min(0).max(10_000),
  /** The draft that was on the screen: nobody issues numbers that they have not seen. */
  seen: reportHashSchema,
});
export type IssueInput = z.output<typeof issueReportSchema>;

export type IssueRefusal = "not-found" | "forbidden" | "empty" | "stale" | "changed" | "busy";
