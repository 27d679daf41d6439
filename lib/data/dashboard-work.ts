/** How far the work on a period has come below a unit: what is reopened, adjusted, signed, and when it last moved. */
import "server-only";
import { z } from "zod";
import type { PeriodId } from "@/lib/domain/period";
import { SUBMISSION_STATUSES } from "@/lib/domain/submission";
import type { Unit } from "@/lib/domain/unit";
import { db } from "./db";

const workSchema = z.object({
  /** A reporting unit, or on the nation's dashboard a province. */
  unitId: z.string(),
  reopened: z.number(),
  /** The newest approval that counts. */
  updatedAt: z.date().nullable(),
  /** Only of a single reporting unit. */
  status: z.enum(SUBMISSION_STATUSES),
  isAdjusted: z.boolean(),
  isSigned: z.boolean(),
});
export type ChildWork = z.infer<typeof workSchema>;

/** $1 period, $2 province or null for all, $3 whether to count by province. */
const WORK = `
  SELECT k.key AS "unitId", count(*) FILTER (WHERE s.status = 'reopened')::int AS reopened,
    max(s.decided_at) FILTER (WHERE s.approved_version IS NOT NULL) AS "updatedAt", min(s.status)::text AS status,
    bool_or(pp.adjusted_at IS NOT NULL) AS "isAdjusted", bool_or(pp.signed_at IS NOT NULL) AS "isSigned"
  FROM submissions s
  JOIN province_periods pp ON pp.province_id = s.province_id AND pp.period_id = s.period_id
  CROSS JOIN LATERAL (SELECT CASE WHEN $3 AND s.province_id <> 'VN' THEN s.province_id ELSE s.unit_id END) AS k (key)
  WHERE s.period_id = $1 AND ($2::text IS NULL OR s.province_id = $2)
  GROUP BY k.key`;

/** For the nation by province and national office, for a province by reporting unit. */
export async function listWork(
  unit: Pick<Unit, "level" | "provinceId">,
  periodId: PeriodId,
): Promise<ChildWork[]> {
  const isNation = unit.level === "nation";
  const rows = await db.$queryRawUnsafe(WORK, periodId, isNation ? null : unit.provinceId, isNation);
  return z.array(workSchema).parse(rows);
}
