/** Writes the demo's periods: what each asks for, when it was locked, and when each province signed it. */
import type { ClientBase } from "pg";
import { addDays } from "@/lib/domain/day";
import { enteredIndicators, REPORTING_KINDS } from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { copyRows } from "@/prisma/seed/copy";
import { DEFAULT_SETTINGS } from "@/prisma/seed/reference";
import { lockedAt, signedAt, type DemoSubmission, type WorkflowContext } from "./workflow";

/** @param submissions by period and, below it, by province */
export async function writePeriods(
  client: ClientBase,
  submissions: ReadonlyMap<PeriodId, ReadonlyMap<string, readonly DemoSubmission[]>>,
  context: WorkflowContext,
) {
  const { staff } = context;
  const months = [...submissions.keys()];
  await copyRows(
    client,
    "periods",
    ["id", "kind", "as_of", "due_on", "opened_at", "opened_by", "locked_at", "locked_by"],
    months.map((periodId) => {
      const asOf = asOfDay(periodId);
      const locked = lockedAt(periodId, context);
      return [
        periodId,
        "month",
        asOf,
        addDays(asOf, DEFAULT_SETTINGS.due_day),
        `${asOf}T08:00:00+07:00`,
        staff.central,
        locked,
        locked && staff.central,
      ];
    }),
  );
  await copyRows(
    client,
    "period_indicators",
    ["period_id", "reporting_kind", "indicator_id"],
    months.flatMap((periodId) =>
      REPORTING_KINDS.flatMap((kind) =>
        enteredIndicators(kind, asOfDay(periodId)).map((indicator) => [periodId, kind, indicator]),
      ),
    ),
  );
  await copyRows(
    client,
    "province_periods",
    ["province_id", "period_id", "signed_at", "signed_by"],
    [...submissions].flatMap(([periodId, provinces]) =>
      [...provinces].map(([provinceId, own]) => {
        const signed = provinceId === "VN" ? null : signedAt(own, context.now);
        return [provinceId, periodId, signed, signed && (staff.managerOf.get(provinceId) ?? null)];
      }),
    ),
  );
}
