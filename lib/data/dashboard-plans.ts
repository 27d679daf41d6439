/** Targets and denominators of the units of a dashboard. */
import "server-only";
import { z } from "zod";
import { DENOMINATOR_KINDS, type Denominator } from "@/lib/domain/coverage";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { TARGET_KINDS, type Target } from "@/lib/domain/target";
import type { TargetScope } from "@/lib/domain/target-scope";
import { db } from "./db";
import { integerText } from "./submission-cells";

export const targetSchema = z.object({
  unitId: z.string(),
  indicator: z.string().refine(isIndicatorId),
  kind: z.enum(TARGET_KINDS),
  value: integerText,
  scope: z.string(),
  issuer: z.string(),
  decisionId: z.uuid(),
  decisionNumber: z.string(),
  decidedOn: z.string(),
  effectiveOn: z.string(),
  version: z.number(),
  recordedAt: z.date().transform((instant) => instant.toISOString()),
  headlineReason: z.string().nullable(),
}) satisfies z.ZodType<Target>;

type Place = { id: string; provinceId: string };

/**
 * Targets of issued decisions for these years or other times, in all their versions.
 * @param limit of all units but the `whole` ones only the targets of one indicator; else all of all
 */
export async function listTargets(
  units: readonly Place[],
  scopes: readonly (number | TargetScope)[],
  limit?: { indicator: IndicatorId; whole: readonly string[] },
): Promise<Target[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT t.unit_id AS "unitId", t.indicator_id AS indicator, t.kind::text, t.value::text, t.scope, d.issuer,
       d.id::text AS "decisionId", d.number AS "decisionNumber", d.decided_on::text AS "decidedOn", d.effective_on::text AS "effectiveOn",
       t.version, t.recorded_at AS "recordedAt", t.headline_reason AS "headlineReason"
     FROM targets t JOIN decisions d ON d.id = t.decision_id AND d.status = 'issued'
     WHERE t.province_id = ANY ($1) AND t.unit_id = ANY ($2) AND t.scope = ANY ($3)
       AND ($4::text IS NULL OR t.indicator_id = $4 OR t.unit_id = ANY ($5))`,
    [...new Set(units.map(({ provinceId }) => provinceId))],
    units.map(({ id }) => id),
    scopes.map(String),
    limit?.indicator ?? null,
    limit?.whole ?? [],
  );
  return z.array(targetSchema).parse(rows);
}

const denominatorSchema = z.object({
  unitId: z.string(),
  kind: z.enum(DENOMINATOR_KINDS),
  basis: z.string(),
  year: z.number(),
  value: integerText,
  source: z.string(),
  version: z.number(),
}) satisfies z.ZodType<Denominator>;

/**
 * The newest version of each year up to `year`; where the unit's own is enough only of its newest year, and of its newest
 * up to the year that is compared with.
 */
export async function listDenominators(
  units: readonly Place[],
  year: number,
  reach: { newestBefore: number } | "all",
): Promise<Denominator[]> {
  if (units.length === 0) return [];
  const [each, bases] = reach === "all" ? ["year", []] : ["year > $4::int", [reach.newestBefore]];
  const key = `province_id, unit_id, kind, ${each}`;
  const rows = await db.$queryRawUnsafe(
    `SELECT DISTINCT ON (${key}) unit_id AS "unitId", kind::text, basis, year, value::text, source, version
     FROM denominators
     WHERE province_id = ANY ($1) AND unit_id = ANY ($2) AND year <= $3
     ORDER BY ${key}, year DESC, version DESC`,
    [...new Set(units.map(({ provinceId }) => provinceId))],
    units.map(({ id }) => id),
    year,
    ...bases,
  );
  return z.array(denominatorSchema).parse(rows);
}
