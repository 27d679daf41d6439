/** What a figure was before, and which approvals below moved a sum. What is not approved is read only where drafts are. */
import "server-only";
import { z } from "zod";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, carryWindow, periodIdSchema, yearOf, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { submissionId } from "@/lib/domain/submission";
import type { CarriedMonth, Revision, VersionEvent } from "@/lib/domain/trace-history";
import type { Unit } from "@/lib/domain/unit";
import { submissionSubjectSql } from "./audit";
import { READABLE, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { actingNameSql } from "./person";
import { indicatorText, integerText } from "./submission-cells";

const name = (id: string) => `(SELECT us.display_name FROM users us WHERE us.id = ${id})`;

/** Whether version `version` of the submission `s` was ever approved: by a person, or by being loaded from a file. */
const wasApproved = (version: string, isLoaded: string) => `(
  ${version} = s.approved_version
  OR EXISTS (SELECT FROM audit_entries a WHERE a.province_id = s.province_id AND a.subject = $4
    AND a.event = 'submission.approve' AND (a.after->>'version')::int = ${version})
  OR (${isLoaded} AND NOT EXISTS (SELECT FROM audit_entries a WHERE a.province_id = s.province_id AND a.subject = $4
    AND a.event = 'submission.submit' AND (a.after->>'version')::int = ${version})))`;

/** $1 path prefixes of the reader, $2 unit, $3 period, $4 subject of the audit, $5 drafts may be read, $6 indicators. */
const REVISIONS = `
  SELECT r.version, r.indicator_id AS indicator, r.value::text, r.is_estimate AS "isEstimate",
    CASE WHEN $5::boolean THEN r.note END AS note, CASE WHEN $5::boolean THEN r.explanation END AS explanation,
    ${name("r.entered_by")} AS "enteredBy"
  FROM units u
  JOIN submissions s ON s.province_id = u.province_id AND s.unit_id = u.id AND s.period_id = $3
  JOIN figure_revisions r ON r.province_id = s.province_id AND r.unit_id = s.unit_id AND r.period_id = s.period_id
  WHERE u.id = $2 AND ${READABLE} AND r.indicator_id = ANY ($6)
    AND ($5::boolean OR ${wasApproved("r.version", "r.entered_by IS NULL")})
  ORDER BY r.version DESC LIMIT 60`;

/** $1 to $5 the same; that an approved month was reopened, and why, is for everybody who may read the figure. */
const EVENTS = `
  SELECT e.at, ${actingNameSql("e.actor_id", "e.on_behalf_of")} AS actor, e.event, (e.after->>'version')::int AS version, e.reason
  FROM units u
  JOIN submissions s ON s.province_id = u.province_id AND s.unit_id = u.id AND s.period_id = $3
  JOIN audit_entries e ON e.province_id = s.province_id AND e.subject = $4
  WHERE u.id = $2 AND ${READABLE}
    AND ($5::boolean OR e.event IN ('submission.approve', 'submission.reopen')
      OR (e.event = 'submission.submit' AND ${wasApproved("(e.after->>'version')::int", "false")}))
  ORDER BY e.at, e.id LIMIT 200`;

const revisionSchema = z.object({
  version: z.number(),
  indicator: indicatorText,
  value: integerText.nullable(),
  isEstimate: z.boolean(),
  note: z.string().nullable(),
  explanation: z.string().nullable(),
  enteredBy: z.string().nullable(),
}) satisfies z.ZodType<Revision>;

const eventSchema = z.object({
  at: z.date(),
  actor: z.string().nullable(),
  event: z.string(),
  version: z.number().nullable(),
  reason: z.string().nullable(),
}) satisfies z.ZodType<VersionEvent>;

export type FigureHistory = { revisions: Revision[]; events: VersionEvent[] };

/** Of a reporting unit's own figure, or of the figures that it is added from. */
export async function readFigureHistory(
  reader: Pick<Actor, "id" | "role" | "scope">,
  unit: Pick<Unit, "id" | "provinceId" | "path">,
  periodId: PeriodId,
  indicators: readonly IndicatorId[],
): Promise<FigureHistory> {
  const subject = `submission:${submissionId({ provinceId: unit.provinceId, unitId: unit.id, periodId })}`;
  const values = [readablePaths(reader), unit.id, periodId, subject, can(reader, "draft.read", unit)];
  const [revisions, events] = await Promise.all([
    db.$queryRawUnsafe(REVISIONS, ...values, indicators),
    db.$queryRawUnsafe(EVENTS, ...values),
  ]);
  return {
    revisions: z.array(revisionSchema).parse(revisions),
    events: z.array(eventSchema).parse(events),
  };
}

/** $1 units, $2 their provinces, by position; $3 indicators; $4 months that may be carried, $5 their last days. */
const CARRIED = `
  SELECT u.id AS "unitId", i.id AS indicator, found.period_id AS period, found.value::text
  FROM unnest($1::text[], $2::text[]) AS k (id, province_id)
  JOIN units u ON u.id = k.id
  CROSS JOIN unnest($3::text[]) AS i (id)
  CROSS JOIN LATERAL (
    SELECT f.period_id, f.value FROM unnest($4::text[], $5::date[]) AS m (id, as_of)
    JOIN figures f ON f.province_id = k.province_id AND f.unit_id = k.id AND f.period_id = m.id AND f.indicator_id = i.id
    WHERE m.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
    ORDER BY m.as_of DESC LIMIT 1) AS found`;

const carriedSchema = z.object({
  unitId: z.string(),
  indicator: indicatorText,
  period: periodIdSchema,
  value: integerText,
}) satisfies z.ZodType<CarriedMonth<PeriodId>>;

/** Of each of these units the newest month that the period may have carried; found by key, a few rows of each. */
export async function listCarriedMonths(
  units: readonly { id: string; provinceId: string }[],
  indicators: readonly IndicatorId[],
  periodId: PeriodId,
): Promise<CarriedMonth<PeriodId>[]> {
  const carried = indicators.filter((id) => INDICATORS[id].nature !== "flow");
  if (units.length === 0 || carried.length === 0) return [];
  // All of them have one nature: what is cumulative is carried within its year alone.
  const isCumulative = carried.some((id) => INDICATORS[id].nature === "cumulative");
  const months = carryWindow(periodId).filter((month) => !isCumulative || yearOf(month) === yearOf(periodId));
  const rows = await db.$queryRawUnsafe(
    CARRIED,
    units.map(({ id }) => id),
    units.map(({ provinceId }) => provinceId),
    carried,
    months,
    months.map(asOfDay),
  );
  return z.array(carriedSchema).parse(rows);
}

const changeSchema = z.object({
  unitId: z.string(),
  unitName: z.string(),
  approvedAt: z.date(),
  approvedBy: z.string().nullable(),
  version: z.number(),
  /** The version that counted before; null for the first. */
  versionBefore: z.number().nullable(),
  cells: z.record(z.string(), z.string()).nullable(),
  cellsBefore: z.record(z.string(), z.string()).nullable(),
});
export type RecentChange = z.infer<typeof changeSchema>;

const cells = (version: string) => `
  (SELECT jsonb_object_agg(r.indicator_id, r.value::text) FROM figure_revisions r
   WHERE r.province_id = s.province_id AND r.unit_id = s.unit_id AND r.period_id = s.period_id AND r.version = ${version}
     AND r.indicator_id = ANY ($3) AND r.value IS NOT NULL)`;

const CHANGES_SHOWN = 10;

/** The latest approvals of a month in a province, by the index of approvals; then each by its key. $1 province, $2 period. */
export const RECENT_CHANGES = `
  SELECT s.unit_id AS "unitId", u.short_name AS "unitName", s.approved_at AS "approvedAt",
    ${actingNameSql(
      "coalesce(last.actor_id, CASE WHEN s.status = 'approved' THEN s.decided_by END)",
      "coalesce(last.on_behalf_of, CASE WHEN s.status = 'approved' THEN s.decided_for END)",
    )} AS "approvedBy",
    s.approved_version AS version, past.version AS "versionBefore",
    ${cells("s.approved_version")} AS cells, ${cells("past.version")} AS "cellsBefore"
  FROM (
    SELECT * FROM submissions
    WHERE period_id = $2 AND province_id = $1 AND approved_at IS NOT NULL
    ORDER BY approved_at DESC LIMIT ${CHANGES_SHOWN}
  ) s
  JOIN units u ON u.id = s.unit_id AND ${READABLE.replaceAll("$1", "$4")}
  LEFT JOIN LATERAL (
    SELECT a.actor_id, a.on_behalf_of FROM audit_entries a
    WHERE a.province_id = s.province_id AND a.event = 'submission.approve'
      AND a.subject = ${submissionSubjectSql("s")}
      AND (a.after->>'version')::int = s.approved_version
    ORDER BY a.at DESC LIMIT 1) last ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(max((a.after->>'version')::int), CASE WHEN s.is_adjusted THEN s.approved_version - 1 END) AS version
    FROM audit_entries a
    WHERE a.province_id = s.province_id AND a.event = 'submission.approve'
      AND a.subject = ${submissionSubjectSql("s")}
      AND (a.after->>'version')::int < s.approved_version) past ON true
  ORDER BY s.approved_at DESC`;

/** Newest first; a few, and only of units that the reader may see. */
export async function listRecentChanges(
  reader: Pick<Actor, "scope">,
  provinceId: string,
  periodId: PeriodId,
  indicators: readonly IndicatorId[],
): Promise<RecentChange[]> {
  const rows = await db.$queryRawUnsafe(
    RECENT_CHANGES,
    provinceId,
    periodId,
    indicators,
    readablePaths(reader),
  );
  return z.array(changeSchema).parse(rows);
}

const stateSchema = z.object({
  adjustedAt: z.date().nullable(),
  signedAt: z.date().nullable(),
  signedBy: z.string().nullable(),
});
export type MonthState = z.infer<typeof stateSchema>;

/** When the province signed its month off, and when a late correction moved it. */
export async function findMonthState(provinceId: string, periodId: PeriodId): Promise<MonthState | null> {
  const rows = await db.$queryRawUnsafe(
    `SELECT pp.adjusted_at AS "adjustedAt", pp.signed_at AS "signedAt", ${actingNameSql("pp.signed_by", "pp.signed_for")} AS "signedBy"
     FROM province_periods pp WHERE pp.province_id = $1 AND pp.period_id = $2`,
    provinceId,
    periodId,
  );
  return z.array(stateSchema).parse(rows)[0] ?? null;
}
