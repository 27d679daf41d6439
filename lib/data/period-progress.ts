/** How far periods have come: approvals and sign-offs, counted over the country and by province. */
import "server-only";
import { dayInVietnam, daySchema } from "@/lib/domain/day";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { z } from "zod";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { actingNameSql } from "./person";

const progressSchema = z.object({
  id: periodIdSchema,
  kind: z.enum(["month", "flash"]),
  asOf: daySchema,
  dueOn: daySchema,
  openedAt: z.date(),
  lockedAt: z.date().nullable(),
  asksAll: z.boolean(),
  /** That owe something. */
  provinces: z.number(),
  signed: z.number(),
  /** Signed by 24:00 Vietnam time of the due day. */
  signedOnTime: z.number(),
  submissions: z.number(),
  /** Ever submitted, or loaded. */
  submitted: z.number(),
  waiting: z.number(),
  approved: z.number(),
  /** Submitted after the due day, or not yet although it is over; what was loaded as approved is not. */
  late: z.number(),
});
export type PeriodProgress = z.infer<typeof progressSchema>;

/** Submissions of units that exist on the as-of day; the two national offices belong to VN, which signs nothing. */
const PROGRESS = `
  SELECT p.id, p.kind::text, p.as_of::text AS "asOf", p.due_on::text AS "dueOn", p.opened_at AS "openedAt",
    p.locked_at AS "lockedAt", p.asks_all AS "asksAll", signs.*, counts.*
  FROM (SELECT * FROM periods ORDER BY as_of DESC, id DESC LIMIT $1) p
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS provinces, count(pp.signed_at)::int AS signed,
      count(*) FILTER (WHERE (pp.signed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= p.due_on)::int AS "signedOnTime"
    FROM province_periods pp
    WHERE pp.period_id = p.id AND pp.province_id <> 'VN'
      AND (p.asks_all OR EXISTS (
        SELECT FROM submissions s WHERE s.province_id = pp.province_id AND s.period_id = pp.period_id))
  ) signs
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS submissions,
      count(*) FILTER (WHERE s.first_submitted_at IS NOT NULL OR s.approved_version IS NOT NULL)::int AS submitted,
      count(*) FILTER (WHERE s.status = 'submitted')::int AS waiting,
      count(*) FILTER (WHERE s.status = 'approved')::int AS approved,
      count(*) FILTER (WHERE CASE
        WHEN s.first_submitted_at IS NOT NULL THEN (s.first_submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > p.due_on
        ELSE s.approved_version IS NULL AND $2::date > p.due_on
      END)::int AS late
    FROM submissions s
    JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
    WHERE s.period_id = p.id
  ) counts
  ORDER BY p.as_of DESC, p.id DESC`;

/** The newest periods first, with counts over the whole country. */
export async function listPeriodProgress(limit: number, now: Date): Promise<PeriodProgress[]> {
  return z.array(progressSchema).parse(await db.$queryRawUnsafe(PROGRESS, limit, dayInVietnam(now)));
}

const provinceSchema = z.object({
  provinceId: z.string(),
  periodId: periodIdSchema,
  provinceName: z.string(),
  signedAt: z.date().nullable(),
  signedBy: z.string().nullable(),
  /** A number of it moved after it was signed or locked. */
  adjustedAt: z.date().nullable(),
  submissions: z.number(),
  approved: z.number(),
});
/** A province's part of a period. */
export type ProvincePeriod = z.infer<typeof provinceSchema>;

/** $1 period, $2 scope paths. */
const PROVINCES = `
  SELECT pp.province_id AS "provinceId", pp.period_id AS "periodId", pu.short_name AS "provinceName",
    pp.signed_at AS "signedAt", ${actingNameSql("pp.signed_by", "pp.signed_for")} AS "signedBy", pp.adjusted_at AS "adjustedAt",
    count(u.id)::int AS submissions, count(u.id) FILTER (WHERE s.status = 'approved')::int AS approved
  FROM province_periods pp
  JOIN periods p ON p.id = pp.period_id
  JOIN units pu ON pu.id = pp.province_id
  LEFT JOIN submissions s ON s.province_id = pp.province_id AND s.period_id = pp.period_id
  LEFT JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  WHERE pp.period_id = $1
    AND ${inScopeSql("$2", "pu.path")}
  GROUP BY pp.province_id, pp.period_id, pu.short_name, pu.code
  ORDER BY pp.province_id <> 'VN', pu.code`;

/** Provinces of a period in scope by code, `VN` (the national offices) first. */
export async function listProvincePeriods(
  reader: Pick<Actor, "scope">,
  periodId: PeriodId,
): Promise<ProvincePeriod[]> {
  return z
    .array(provinceSchema)
    .parse(await db.$queryRawUnsafe(PROVINCES, periodId, [...reader.scope.paths]));
}
