/** How far the work on a period has come below a unit: what is reopened, adjusted, signed, and when it last moved. */
import "server-only";
import { z } from "zod";
import type { PeriodId } from "@/lib/domain/period";
import { SUBMISSION_STATUSES } from "@/lib/domain/submission";
import type { Unit } from "@/lib/domain/unit";
import { db } from "./db";
import { IS_REOPENED } from "./submissions";

const workSchema = z.object({
  /** A reporting unit, or on the nation's dashboard a province. */
  unitId: z.string(),
  /** Submissions whose approved version counts while another one is on its way. */
  reopened: z.number(),
  /** The newest approval that counts, or correction that moved a figure of the row. */
  updatedAt: z.date().nullable(),
  /** Only of a single reporting unit. */
  status: z.enum(SUBMISSION_STATUSES).nullable(),
  isAdjusted: z.boolean(),
  /** A figure of the row gave way to another one: in its own month, in one it was carried from, or in a signed or locked sum. */
  isCorrected: z.boolean(),
  isSigned: z.boolean(),
});
export type ChildWork = z.infer<typeof workSchema>;

/** $1 period. Short ranges of an index: nothing is counted over the units below. */
const PROVINCES = `
  SELECT pp.province_id AS "unitId", NULL AS status, pp.adjusted_at IS NOT NULL AS "isAdjusted", pp.signed_at IS NOT NULL AS "isSigned",
    pp.adjusted_at IS NOT NULL
      OR pp.province_id IN (SELECT c.province_id FROM figure_corrections c WHERE c.period_id = $1)
      OR EXISTS (SELECT FROM submissions s
        WHERE s.period_id = pp.period_id AND s.province_id = pp.province_id AND s.is_adjusted) AS "isCorrected",
    (SELECT count(*)::int FROM submissions s
      WHERE s.period_id = pp.period_id AND s.province_id = pp.province_id AND ${IS_REOPENED}) AS reopened,
    greatest(
      (SELECT max(s.approved_at) FROM submissions s
        WHERE s.period_id = pp.period_id AND s.province_id = pp.province_id),
      (SELECT max(c.at) FROM figure_corrections c
        WHERE c.period_id = pp.period_id AND c.province_id = pp.province_id)) AS "updatedAt"
  FROM province_periods pp
  WHERE pp.period_id = $1 AND pp.province_id <> 'VN'`;

/** $1 period, $2 province. */
const REPORTING_UNITS = `
  SELECT s.unit_id AS "unitId", s.status::text, pp.adjusted_at IS NOT NULL AS "isAdjusted", pp.signed_at IS NOT NULL AS "isSigned",
    s.is_adjusted OR EXISTS (SELECT FROM figure_corrections c
      WHERE (c.province_id, c.unit_id, c.period_id) = (s.province_id, s.unit_id, s.period_id)) AS "isCorrected",
    ${IS_REOPENED}::int AS reopened,
    greatest(s.approved_at, (SELECT max(c.at) FROM figure_corrections c
      WHERE (c.province_id, c.unit_id, c.period_id) = (s.province_id, s.unit_id, s.period_id))) AS "updatedAt"
  FROM submissions s
  JOIN province_periods pp ON pp.province_id = s.province_id AND pp.period_id = s.period_id
  WHERE s.period_id = $1 AND s.province_id = $2`;

/** For the nation by province and national office, for a province by reporting unit. */
export async function listWork(
  unit: Pick<Unit, "level" | "provinceId">,
  periodId: PeriodId,
): Promise<ChildWork[]> {
  const text = unit.level === "nation" ? `${PROVINCES} UNION ALL ${REPORTING_UNITS}` : REPORTING_UNITS;
  return z.array(workSchema).parse(await db.$queryRawUnsafe(text, periodId, unit.provinceId));
}
