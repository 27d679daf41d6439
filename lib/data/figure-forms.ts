/**
 * The forms of a unit and of all reporting units below it, for one period or many, as sheets are read against them:
 * a handful of statements, however many forms there are.
 */
import "server-only";
import { z } from "zod";
import { dayInVietnam, daySchema } from "@/lib/domain/day";
import type { FigureForm } from "@/lib/domain/figure-form";
import { INDICATOR_IDS, indicator, REPORTING_KINDS, type IndicatorId } from "@/lib/domain/indicator";
import { addMonths, periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { lockReason, submissionId, SUBMISSION_STATUSES } from "@/lib/domain/submission";
import type { SheetOutsider } from "@/lib/domain/target-sheet";
import { existsOn, UNIT_LEVELS, type Unit } from "@/lib/domain/unit";
import { readAsked } from "./asked";
import { earlierMonths, latestOf } from "./check-context";
import { getBoundSettings } from "./check-settings";
import { inScopeSql, lineSql } from "./dashboard-units";
import { db } from "./db";
import { readLineagesFigures } from "./lineage-figures";
import { CELLS_OF_S, integerText } from "./submission-cells";
import { absence } from "./target-sheet";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

/** $1 path of the unit. */
const LINE = `WITH RECURSIVE ${lineSql("$1")}`;

/** $2 scope paths, $3 periods. A unit that did not exist then has no form. */
const FORMS = `${LINE},
  reach AS MATERIALIZED (
    SELECT u.* FROM units u
    WHERE u.reporting_kind IS NOT NULL AND EXISTS (SELECT FROM line WHERE starts_with(u.path, line.path))
      AND ${inScopeSql("$2")}
  )
  SELECT s.province_id AS "provinceId", s.unit_id AS "unitId", s.period_id AS "periodId", s.status::text,
    s.lock_version AS "lockVersion", s.unlocked_until::text AS "unlockedUntil", p.locked_at IS NOT NULL AS "periodLocked",
    p.as_of::text AS "asOf", u.path AS "unitPath", u.code, u.name, u.short_name AS "shortName", u.level::text,
    u.reporting_kind::text AS kind,
    (SELECT d.value::text FROM denominators d WHERE d.province_id = s.province_id AND d.unit_id = s.unit_id
      AND d.kind = 'population' AND d.year <= left(s.period_id, 4)::int ORDER BY d.year DESC, d.version DESC LIMIT 1) AS population,
    c.held
  FROM reach u
  JOIN submissions s ON s.province_id = u.province_id AND s.unit_id = u.id AND s.period_id = ANY ($3::text[])
  JOIN periods p ON p.id = s.period_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(indicator_id, jsonb_build_array(value::text, is_estimate, note, explanation, version)) AS held
    FROM (${CELLS_OF_S}) cells
  ) c
  ORDER BY s.period_id, u.code`;

const formSchema = z.object({
  provinceId: z.string(),
  unitId: z.string(),
  periodId: periodIdSchema,
  status: z.enum(SUBMISSION_STATUSES),
  lockVersion: z.number(),
  unlockedUntil: daySchema.nullable(),
  periodLocked: z.boolean(),
  asOf: daySchema,
  unitPath: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(UNIT_LEVELS),
  kind: z.enum(REPORTING_KINDS),
  population: integerText.nullable(),
  held: z
    .record(
      z.string(),
      z
        .tuple([
          integerText.nullable(),
          z.boolean(),
          z.string().nullable(),
          z.string().nullable(),
          z.number(),
        ])
        .transform(([value, isEstimate, note, explanation, version]) => ({
          value,
          isEstimate,
          note,
          explanation,
          version,
        })),
    )
    .nullable(),
});
type FormRow = z.infer<typeof formSchema>;

const CUMULATIVE = INDICATOR_IDS.filter((id) => indicator(id).nature === "cumulative");

/** What the checks compare with, for all forms at once. */
async function readComparisons(rows: readonly FormRow[]) {
  const periods = [...new Set(rows.map(({ periodId }) => periodId))];
  const [asked, { bounds }, figures] = await Promise.all([
    readAsked(db, periods),
    getBoundSettings(),
    readLineagesFigures(
      db,
      rows.map(({ unitId }) => unitId),
      periods.flatMap((id) => [addMonths(id, -1), addMonths(id, -12)]),
      { periodIds: periods.flatMap(earlierMonths), indicators: CUMULATIVE },
    ),
  ]);
  return { figures, bounds, asked };
}

type Comparisons = Awaited<ReturnType<typeof readComparisons>>;

function toForm(row: FormRow, { figures, bounds, asked }: Comparisons, now: Date): FigureForm {
  const { provinceId, unitId, periodId, kind, asOf, population, held, lockVersion } = row;
  const months = figures.get(unitId);
  const of = (month: PeriodId) => months?.get(month) ?? {};
  const state = { ...row, unitExists: true, contributors: [], centralApproves: false };
  const cumulative = (month: PeriodId) =>
    Object.fromEntries(
      CUMULATIVE.flatMap((id) => (of(month)[id] === undefined ? [] : [[id, of(month)[id]]])),
    );
  return {
    id: submissionId(row),
    provinceId,
    unitId,
    periodId,
    unit: { id: unitId, code: row.code, name: row.name, shortName: row.shortName, level: row.level },
    lockVersion,
    lock: lockReason(state, dayInVietnam(now)),
    checks: {
      kind,
      asOf,
      required: asked(periodId, kind),
      lastMonth: of(addMonths(periodId, -1)),
      sameMonthLastYear: of(addMonths(periodId, -12)),
      earlierThisYear: latestOf(earlierMonths(periodId).map(cumulative)),
      population,
      bounds,
    },
    held: (held ?? {}) as Partial<Record<IndicatorId, NonNullable<FormRow["held"]>[string]>>,
  };
}

/** By period and code; none for somebody who types nothing there. */
export async function listFigureForms(
  actor: Actor,
  unit: Pick<Unit, "path">,
  periodIds: readonly PeriodId[],
  now: Date,
): Promise<FigureForm[]> {
  if (!can(actor, "submission.enter", unit) || periodIds.length === 0) return [];
  const rows = z
    .array(formSchema)
    .parse(await db.$queryRawUnsafe(FORMS, unit.path, [...actor.scope.paths], [...new Set(periodIds)]));
  if (rows.length === 0) return [];
  const comparisons = await readComparisons(rows);
  return rows.map((row) => toForm(row, comparisons, now));
}

/** Every unit that a sheet of this one and of its predecessors may name, whenever it existed. */
export async function listNameableUnits(unit: Pick<Unit, "path">): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `${LINE} SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.level <> 'commune' AND EXISTS (SELECT FROM line WHERE starts_with(u.path, line.path)) ORDER BY u.code`,
    unit.path,
  );
  return z.array(unitRowSchema).parse(rows);
}

/** Those without a form on the day, with the reason. */
export function outsidersOn(
  units: readonly Unit[],
  day: string,
  inside: ReadonlySet<string>,
): SheetOutsider[] {
  return units.flatMap((unit) => {
    const { id, code, name, shortName, level } = unit;
    if (inside.has(id)) return [];
    const isThere = existsOn(unit, day);
    const reason = !isThere
      ? absence(unit, day)
      : unit.reportingKind === null
        ? "là số tổng của cấp trên; bỏ dòng này"
        : "kỳ này không có biểu của đơn vị";
    return [{ id, code, name, shortName, level, reason }];
  });
}
