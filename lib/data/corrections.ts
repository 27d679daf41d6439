/**
 * Late corrections: what a new version of an approved month moved, in that month and in later months that had carried it.
 * Reports that printed an earlier number are found by them. Of a loaded file only the figures of its own units and months
 * are recorded (load-figures.ts): which months had carried them is not.
 */
import "server-only";
import { z } from "zod";
import type { Adjustment } from "@/lib/domain/closing-record";
import type { IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import type { SubmissionKey } from "@/lib/domain/submission";
import { submissionSubjectSql } from "./audit";
import { by } from "./acting";
import { inScopeSql, lineSql, READABLE, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { actingNameSql } from "./person";
import type { RawTx } from "./raw";
import type { ProvincePeriodKey } from "./rollups";
import { indicatorText, integerText } from "./submission-cells";
import type { Submission } from "./submissions";

const movableSchema = z.array(
  z.object({
    provinceId: z.string(),
    unitId: z.string(),
    periodId: periodIdSchema,
    indicator: indicatorText,
    value: integerText.nullable(),
  }),
);
type Movable = z.infer<typeof movableSchema>[number];

/** The unit's own values and those of its heirs, as they count. $1 unit, $2 provinces and $3 periods by position. */
const MOVABLE = `
  WITH RECURSIVE line AS (
    SELECT $1::text AS id
    UNION
    SELECT s.to_unit_id FROM line JOIN unit_successions s ON s.from_unit_id = line.id AND s.is_whole
  )
  SELECT r.province_id AS "provinceId", r.unit_id AS "unitId", r.period_id AS "periodId", r.indicator_id AS indicator,
    r.sum::text AS value
  FROM line
  JOIN units u ON u.id = line.id AND u.reporting_kind IS NOT NULL
  JOIN unnest($2::text[], $3::text[]) AS k (province_id, period_id) ON k.province_id = u.province_id
  CROSS JOIN indicators i
  -- By key, whatever the planner thinks: a correction must not read the unit's history.
  CROSS JOIN LATERAL (SELECT * FROM rollups
    WHERE (province_id, unit_id, indicator_id, period_id) = (k.province_id, u.id, i.id, k.period_id) OFFSET 0) r`;

async function read(tx: RawTx, unitId: string, affected: readonly ProvincePeriodKey[]): Promise<Movable[]> {
  const rows = await tx.$queryRawUnsafe(
    MOVABLE,
    unitId,
    affected.map(({ provinceId }) => provinceId),
    affected.map(({ periodId }) => periodId),
  );
  return movableSchema.parse(rows);
}

const keyOf = ({ unitId, periodId, indicator }: Movable) => `${unitId} ${periodId} ${indicator}`;

type Before = ReadonlyMap<string, Movable>;

/** What counts before a correction; null for a first approval, which corrects nothing. */
export async function readMovable(
  tx: RawTx,
  { unitId, approvedVersion }: { unitId: string; approvedVersion: number | null },
  affected: readonly ProvincePeriodKey[],
): Promise<Before | null> {
  if (approvedVersion === null) return null;
  return new Map((await read(tx, unitId, affected)).map((row) => [keyOf(row), row]));
}

const INSERT = `
  INSERT INTO figure_corrections
    (province_id, unit_id, period_id, indicator_id, source_unit_id, source_period_id, version, before, after, at, by, on_behalf_of)
  SELECT province_id, unit_id, period_id, indicator_id, $1, $2, $3::int, before, after, $4::timestamptz, $5::uuid, $6::uuid
  FROM unnest($7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[])
    AS moved (province_id, unit_id, period_id, indicator_id, before, after)`;

/** After the recompute, in its transaction: each value that counts now and did not before. */
export async function writeCorrections(
  tx: RawTx,
  { unitId, periodId, version }: SubmissionKey & { version: number },
  affected: readonly ProvincePeriodKey[],
  before: Before,
  actor: Pick<Actor, "id" | "onBehalfOf">,
  now: Date,
): Promise<void> {
  const after = new Map((await read(tx, unitId, affected)).map((row) => [keyOf(row), row]));
  const moved = [...new Map([...before, ...after])].flatMap(([key, row]) => {
    const [from, to] = [before.get(key)?.value ?? null, after.get(key)?.value ?? null];
    return from === to ? [] : [{ ...row, from, to }];
  });
  if (moved.length === 0) return;
  const { actorId, onBehalfOf } = by(actor);
  await tx.$executeRawUnsafe(
    INSERT,
    unitId,
    periodId,
    version,
    now.toISOString(),
    actorId,
    onBehalfOf,
    moved.map((row) => row.provinceId),
    moved.map((row) => row.unitId),
    moved.map((row) => row.periodId),
    moved.map((row) => row.indicator),
    moved.map(({ from }) => from?.toString() ?? null),
    moved.map(({ to }) => to?.toString() ?? null),
  );
}

const correctionSchema = z.object({
  unitId: z.string(),
  unitName: z.string(),
  periodId: periodIdSchema,
  indicator: indicatorText,
  /** The month that was corrected; another one than `periodId` where that had carried it. */
  sourceUnitId: z.string(),
  sourcePeriodId: periodIdSchema,
  /** The version that brought it. */
  version: z.number(),
  from: integerText.nullable(),
  to: integerText.nullable(),
  at: z.date(),
  /** "A (thay B)"; null for what came from a file. */
  by: z.string().nullable(),
});
export type Correction = z.infer<typeof correctionSchema>;

const COLUMNS = `c.unit_id AS "unitId", u.short_name AS "unitName", c.period_id AS "periodId", c.indicator_id AS indicator,
    c.source_unit_id AS "sourceUnitId", c.source_period_id AS "sourcePeriodId", c.version,
    c.before::text AS "from", c.after::text AS "to", c.at, ${actingNameSql("c.by", "c.on_behalf_of")} AS by`;

/** $1 path prefixes of the reader, $2 path of the unit, $3 whether it is all there is, $4 since. */
const SINCE = `
  WITH RECURSIVE ${lineSql("$2")}
  SELECT ${COLUMNS}
  FROM figure_corrections c
  JOIN units u ON u.id = c.unit_id AND EXISTS (
    SELECT FROM line WHERE starts_with(u.path, line.path)
      AND (${READABLE} OR (line.is_before AND ${inScopeSql("$1", "$2")})))
  WHERE ($3 OR c.province_id IN (SELECT province_id FROM line)) AND c.at > $4::timestamptz
  ORDER BY c.at, c.period_id, u.code, c.indicator_id, c.version`;

/**
 * Corrections of the reporting units of a subtree, and of those that it came from, after an instant, oldest first; none of
 * units that the reader may not see.
 */
export async function listCorrections(
  reader: Pick<Actor, "scope">,
  { path, level }: { path: string; level: string },
  since: Date,
): Promise<Correction[]> {
  const values = [readablePaths(reader), path, level === "nation", since.toISOString()];
  const rows = await db.$queryRawUnsafe(SINCE, ...values);
  return z.array(correctionSchema).parse(rows);
}

/** $1 path prefixes of the reader, $2 source unit, $3 source period. */
const MOVED = `
  SELECT ${COLUMNS}
  FROM figure_corrections c JOIN units u ON u.id = c.unit_id AND ${READABLE}
  WHERE c.source_unit_id = $2 AND c.source_period_id = $3 AND (c.unit_id, c.period_id) <> ($2, $3)
  ORDER BY c.at DESC, c.period_id, c.indicator_id`;

/**
 * Which later months the corrections of this month moved, as far as the reader may see them: an heir may lie elsewhere.
 * @param seen proves that the reader may see the submission
 */
export async function listMovedMonths(
  reader: Pick<Actor, "scope">,
  { unitId, periodId }: Submission,
): Promise<Correction[]> {
  const rows = await db.$queryRawUnsafe(MOVED, readablePaths(reader), unitId, periodId);
  return z.array(correctionSchema).parse(rows);
}

/** $1 path prefixes of the reader, $2 path of the unit, $3 its province or null, $4 period, $5 indicator. */
const OF_FIGURE = `
  SELECT ${COLUMNS}
  FROM figure_corrections c
  JOIN units u ON u.id = c.unit_id AND starts_with(u.path, $2) AND ${READABLE}
  WHERE ($3::text IS NULL OR c.province_id = $3) AND c.period_id = $4 AND c.indicator_id = $5
  ORDER BY c.at DESC, u.code LIMIT 20`;

/** The newest corrections of one figure, or of those below it that it sums. */
export async function listFigureCorrections(
  reader: Pick<Actor, "scope">,
  unit: { path: string; level: string; provinceId: string },
  periodId: PeriodId,
  indicator: IndicatorId,
): Promise<Correction[]> {
  const province = unit.level === "nation" ? null : unit.provinceId;
  const values = [readablePaths(reader), unit.path, province, periodId, indicator];
  return z.array(correctionSchema).parse(await db.$queryRawUnsafe(OF_FIGURE, ...values));
}

const adjustmentSchema = z.array(
  z.object({
    unitName: z.string(),
    provinceName: z.string(),
    indicator: indicatorText,
    before: integerText.nullable(),
    after: integerText.nullable(),
    approvedAt: z.date(),
    approvedBy: z.string().nullable(),
    reason: z.string().nullable(),
  }),
);

/**
 * What new versions of the period's own forms moved after the province signed, or the period was locked, whichever came
 * first; why it was reopened stands in the audit alone. $1 path prefixes of the reader, $2 path of the unit, $3 its province
 * or null, $4 period, $5 indicators.
 */
const AFTER_CLOSING = `
  SELECT u.short_name AS "unitName", pu.short_name AS "provinceName", c.indicator_id AS indicator, c.before::text,
    c.after::text, c.at AS "approvedAt", ${actingNameSql("c.by", "c.on_behalf_of")} AS "approvedBy", o.reason
  FROM figure_corrections c
  JOIN periods p ON p.id = c.period_id
  JOIN province_periods pp ON pp.province_id = c.province_id AND pp.period_id = c.period_id
  JOIN units u ON u.id = c.unit_id AND starts_with(u.path, $2) AND ${READABLE}
  JOIN units pu ON pu.id = c.province_id
  LEFT JOIN LATERAL (
    SELECT e.reason FROM audit_entries e
    WHERE e.province_id = c.province_id AND e.event = 'submission.reopen'
      AND e.subject = ${submissionSubjectSql("c")} AND e.at <= c.at
    ORDER BY e.at DESC, e.id DESC LIMIT 1
  ) o ON c.by IS NOT NULL
  WHERE ($3::text IS NULL OR c.province_id = $3) AND c.period_id = $4 AND c.indicator_id = ANY ($5::text[])
    AND (c.source_unit_id, c.source_period_id) = (c.unit_id, c.period_id)
    AND c.at > least(pp.signed_at, p.locked_at)
  ORDER BY pu.code, u.code, c.indicator_id, c.at, c.version`;

/** Each of them: a figure that moved twice is there twice. */
export async function listAdjustments(
  reader: Pick<Actor, "scope">,
  unit: { path: string; level: string; provinceId: string },
  periodId: PeriodId,
  indicators: readonly IndicatorId[],
): Promise<Adjustment[]> {
  const province = unit.level === "nation" ? null : unit.provinceId;
  const values = [readablePaths(reader), unit.path, province, periodId, indicators];
  return adjustmentSchema.parse(await db.$queryRawUnsafe(AFTER_CLOSING, ...values));
}
