/** The papers behind a number: decisions with whoever recorded them, versions of a denominator, files that were loaded. */
import "server-only";
import { z } from "zod";
import type { DenominatorKind } from "@/lib/domain/coverage";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import { db } from "./db";
import { personSchema, personSql } from "./person";
import { integerText } from "./submission-cells";

type Place = { id: string; provinceId: string };

const paperSchema = z.object({
  /** The unit that was given a target by it. */
  unitId: z.string(),
  issuer: z.string(),
  number: z.string(),
  /** Whose decision it is. */
  byUnit: z.string(),
  recordedBy: personSchema.nullable(),
  recordedAt: z.date(),
  supersedes: z.string().nullable(),
});
export type Paper = z.infer<typeof paperSchema>;

const PAPERS = `
  SELECT DISTINCT t.unit_id AS "unitId", d.issuer, d.number, u.name AS "byUnit", ${personSql("d.recorded_by")} AS "recordedBy",
    d.recorded_at AS "recordedAt", e.number AS supersedes
  FROM targets t
  JOIN decisions d ON d.id = t.decision_id AND d.status = 'issued'
  JOIN units u ON u.id = d.unit_id
  LEFT JOIN decisions e ON e.id = d.supersedes_id
  WHERE t.province_id = ANY ($1) AND t.unit_id = ANY ($2) AND t.scope = $3 AND t.indicator_id = $4`;

/** The issued decisions that gave these units a target of the year. */
export async function listPapers(
  units: readonly Place[],
  year: number,
  indicator: IndicatorId,
): Promise<Paper[]> {
  const provinces = [...new Set(units.map(({ provinceId }) => provinceId))];
  const ids = units.map(({ id }) => id);
  return z
    .array(paperSchema)
    .parse(await db.$queryRawUnsafe(PAPERS, provinces, ids, String(year), indicator));
}

const versionSchema = z.object({
  version: z.number(),
  value: integerText,
  basis: z.string(),
  source: z.string(),
  recordedAt: z.date(),
});
export type DenominatorVersion = z.infer<typeof versionSchema>;

const VERSIONS = `
  SELECT version, value::text, basis, source, recorded_at AS "recordedAt" FROM denominators
  WHERE province_id = $1 AND unit_id = $2 AND kind = $3::denominator_kind AND year = $4
  ORDER BY version DESC LIMIT 20`;

/** All that was ever loaded as the denominator of the year, the newest, which counts, first. */
export async function listDenominatorVersions(
  { provinceId, id }: Place,
  kind: DenominatorKind,
  year: number,
): Promise<DenominatorVersion[]> {
  return z.array(versionSchema).parse(await db.$queryRawUnsafe(VERSIONS, provinceId, id, kind, year));
}

const statedSchema = z.object({ periodId: z.string(), recordedAt: z.date() });

/** When the published total of a unit was recorded; null where there is none. */
export async function findStatedTotal(
  { provinceId, id }: Place,
  periodId: PeriodId,
  indicator: IndicatorId,
): Promise<{ recordedAt: Date } | null> {
  const rows = await db.$queryRawUnsafe(
    `SELECT period_id AS "periodId", recorded_at AS "recordedAt" FROM stated_totals
     WHERE province_id = $1 AND unit_id = $2 AND period_id = $3 AND indicator_id = $4`,
    provinceId,
    id,
    periodId,
    indicator,
  );
  return z.array(statedSchema).parse(rows)[0] ?? null;
}

const fileSchema = z.object({
  at: z.date(),
  /** Null for the demo and the reference data, which come with the installation. */
  file: z.string().nullable(),
  sha256: z.string().nullable(),
});
export type LoadedFile = z.infer<typeof fileSchema>;

/** Entries are found by their ids, which begin with the millisecond. $1 and $2 the ends of each millisecond, $3 event. */
const FILES = `
  SELECT a.at, a.after->>'file' AS file, a.after->>'sha256' AS sha256
  FROM unnest($1::uuid[], $2::uuid[]) AS moment (first, last)
  JOIN audit_entries a ON a.province_id = 'VN' AND a.id BETWEEN moment.first AND moment.last
  WHERE a.event = ANY ($3)`;

/** The files of one kind that were loaded at these moments. */
export async function listLoadedFiles(
  kind: "figures" | "targets" | "denominators",
  moments: readonly Date[],
): Promise<LoadedFile[]> {
  const distinct = [...new Set(moments.map((moment) => moment.getTime()))].filter((ms) => ms >= 0);
  if (distinct.length === 0) return [];
  const ends = distinct.map(uuidsOf);
  const rows = await db.$queryRawUnsafe(
    FILES,
    ends.map(([first]) => first),
    ends.map(([, last]) => last),
    [`load.${kind}`, "demo.load", "reference.load"],
  );
  return z.array(fileSchema).parse(rows);
}

/** The first and the last UUID of version 7 within a millisecond. */
function uuidsOf(ms: number): [first: string, last: string] {
  const hex = ms.toString(16).padStart(12, "0");
  const head = `${hex.slice(0, 8)}-${hex.slice(8)}`;
  return [`${head}-0000-0000-000000000000`, `${head}-ffff-ffff-ffffffffffff`];
}
