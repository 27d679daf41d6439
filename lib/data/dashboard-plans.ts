/** Targets and denominators of the units of a dashboard. */
import "server-only";
import { z } from "zod";
import type { Denominator } from "@/lib/domain/coverage";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { TARGET_KINDS, type Target } from "@/lib/domain/target";
import { db } from "./db";

const integer = z.string().transform((digits) => BigInt(digits));

const targetSchema = z.object({
  unitId: z.string(),
  indicator: z.string().refine(isIndicatorId),
  kind: z.enum(TARGET_KINDS),
  value: integer,
  scope: z.string(),
  issuer: z.string(),
  decisionNumber: z.string(),
  decidedOn: z.string(),
  effectiveOn: z.string(),
  recordedAt: z.date().transform((instant) => instant.toISOString()),
  headlineReason: z.string().nullable(),
}) satisfies z.ZodType<Target>;

type Place = { id: string; provinceId: string };

/** Targets of issued decisions for these years; of the children only those of one indicator. */
export async function listTargets(
  units: readonly Place[],
  years: readonly number[],
  limits: { rootId: string; indicator: IndicatorId },
): Promise<Target[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT t.unit_id AS "unitId", t.indicator_id AS indicator, t.kind::text, t.value::text, t.scope, d.issuer,
       d.number AS "decisionNumber", d.decided_on::text AS "decidedOn", d.effective_on::text AS "effectiveOn",
       d.recorded_at AS "recordedAt", t.headline_reason AS "headlineReason"
     FROM targets t JOIN decisions d ON d.id = t.decision_id AND d.status = 'issued'
     WHERE t.province_id = ANY ($1) AND t.unit_id = ANY ($2) AND t.scope = ANY ($3)
       AND (t.unit_id = $4 OR t.indicator_id = $5)`,
    [...new Set(units.map(({ provinceId }) => provinceId))],
    units.map(({ id }) => id),
    years.map(String),
    limits.rootId,
    limits.indicator,
  );
  return z.array(targetSchema).parse(rows);
}

const denominatorSchema = z.object({
  unitId: z.string(),
  kind: z.enum(["population", "labour_force"]),
  basis: z.string(),
  year: z.number(),
  value: integer,
  source: z.string(),
  version: z.number(),
}) satisfies z.ZodType<Denominator>;

/** The newest version of each year up to `year`; only the newest year where the unit's own is enough. */
export async function listDenominators(
  units: readonly Place[],
  year: number,
  reach: "newest" | "all",
): Promise<Denominator[]> {
  if (units.length === 0) return [];
  const key = reach === "newest" ? "province_id, unit_id, kind" : "province_id, unit_id, kind, year";
  const rows = await db.$queryRawUnsafe(
    `SELECT DISTINCT ON (${key}) unit_id AS "unitId", kind::text, basis, year, value::text, source, version
     FROM denominators
     WHERE province_id = ANY ($1) AND unit_id = ANY ($2) AND year <= $3
     ORDER BY province_id, unit_id, kind, year DESC, version DESC`,
    [...new Set(units.map(({ provinceId }) => provinceId))],
    units.map(({ id }) => id),
    year,
  );
  return z.array(denominatorSchema).parse(rows);
}
