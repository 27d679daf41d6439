/** Drives with their goals, who takes part, and the sums of what was told of their days. Nothing here enters a rollup. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { DRIVE_INDICATORS, DRIVE_KINDS, type DriveKind } from "@/lib/domain/drive";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { isWithin, type Reader } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { inScopeSql, readablePaths } from "./dashboard-units";
import { db } from "./db";
import { actingNameSql } from "./person";
import type { RawTx } from "./raw";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

/** By indicator, in the order of the product. */
export type Amounts = ReadonlyMap<IndicatorId, bigint>;

export const amountsSchema = z
  .record(z.string().refine(isIndicatorId), z.string())
  .nullable()
  .transform((record): Amounts => {
    const found = new Map(Object.entries(record ?? {}));
    return new Map(
      DRIVE_INDICATORS.flatMap((id) => {
        const value = found.get(id);
        return value === undefined ? [] : [[id, BigInt(value)] as const];
      }),
    );
  });

const driveSchema = z.object({
  id: z.string(),
  kind: z.enum(DRIVE_KINDS),
  name: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  isClosed: z.boolean(),
  closedAt: z.date().nullable(),
  /** "A (thay B)". */
  closedBy: z.string().nullable(),
  summary: z.string().nullable(),
  unit: unitRowSchema,
  /** Of the whole. */
  goals: amountsSchema,
});
export type Drive = Omit<z.output<typeof driveSchema>, "kind"> & { kind: DriveKind };

const UNIT_JSON = `jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'shortName', u.short_name,
  'level', u.level, 'reportingKind', u.reporting_kind, 'parentId', u.parent_id, 'provinceId', u.province_id,
  'path', u.path, 'validFrom', u.valid_from, 'validTo', u.valid_to)`;

export const goalsOf = (province: string, unit: string, drive: string) => `
  (SELECT jsonb_object_agg(g.indicator_id, g.value::text) FROM drive_goals g
   WHERE g.province_id = ${province} AND g.unit_id = ${unit} AND g.drive_id = ${drive})`;

const DRIVE_COLUMNS = `d.id, d.kind::text, d.name, d.starts_on::text AS "startsOn", d.ends_on::text AS "endsOn",
  d.closed_at IS NOT NULL AS "isClosed", d.closed_at AS "closedAt", d.summary,
  ${actingNameSql("d.closed_by", "d.closed_for")} AS "closedBy",
  ${UNIT_JSON} AS unit, ${goalsOf("u.province_id", "u.id", "d.id")} AS goals`;

/** National drives are for everybody; a province's for whoever may read its units. $1: readablePaths. */
export const VISIBLE_DRIVE = `(u.level = 'nation' OR ${inScopeSql()})`;

const SUMS = `
  (SELECT jsonb_object_agg(t.indicator_id, t.value) FROM (
    SELECT x.indicator_id, sum(x.value)::text AS value FROM drive_results x WHERE x.drive_id = d.id GROUP BY 1) t)`;

const listedSchema = driveSchema.extend({ values: amountsSchema, lastDay: z.string().nullable() });
export type ListedDrive = Drive & { values: Amounts; lastDay: Day | null };

/** Those that this person may see, the one that ends last first, with what was reached so far. */
export async function listDrives(reader: Pick<Reader, "scope">): Promise<ListedDrive[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${DRIVE_COLUMNS}, ${SUMS} AS values,
       (SELECT max(x.day)::text FROM drive_results x WHERE x.drive_id = d.id) AS "lastDay"
     FROM drives d JOIN units u ON u.id = d.unit_id
     WHERE ${VISIBLE_DRIVE} ORDER BY d.ends_on DESC, d.starts_on DESC, d.id`,
    readablePaths(reader),
  );
  return z.array(listedSchema).parse(rows);
}

/** Null for who may not see it. */
export async function findDrive(
  reader: Pick<Reader, "scope">,
  id: string,
  tx: RawTx = db,
): Promise<Drive | null> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT ${DRIVE_COLUMNS} FROM drives d JOIN units u ON u.id = d.unit_id WHERE d.id = $2 AND ${VISIBLE_DRIVE}`,
    readablePaths(reader),
    id,
  );
  return z.array(driveSchema).parse(rows)[0] ?? null;
}

/** Whether a reporting unit takes part in a drive, and exists on one of its days. */
export const takesPartSql = (unit: string, drive: string) => `
  ${unit}.reporting_kind IN ('district', 'province_office')
  AND EXISTS (SELECT FROM drives of WHERE of.id = ${drive} AND ${unit}.valid_from <= of.ends_on
    AND coalesce(${unit}.valid_to, 'infinity') >= of.starts_on)
  AND EXISTS (SELECT FROM drive_units du JOIN units p ON p.province_id = du.province_id AND p.id = du.unit_id
    WHERE du.drive_id = ${drive} AND du.province_id = ${unit}.province_id AND starts_with(${unit}.path, p.path))`;

/** Reporting units `u` of $2 that take part in drive $1. */
const TAKING_PART = `u.province_id = $2 AND ${takesPartSql("u", "$1")}`;

const rowSchema = unitRowSchema.extend({
  goals: amountsSchema,
  values: amountsSchema,
  lastDay: z.string().nullable(),
});
export type DriveRow = z.output<typeof rowSchema>;

const rowColumns = (own: string) => `${UNIT_COLUMNS}, ${goalsOf("u.province_id", "u.id", "$1")} AS goals,
  (SELECT jsonb_object_agg(t.indicator_id, t.value) FROM (
    SELECT x.indicator_id, sum(x.value)::text AS value FROM drive_results x
    WHERE x.drive_id = $1 AND ${own} GROUP BY 1) t) AS values,
  (SELECT max(x.day)::text FROM drive_results x WHERE x.drive_id = $1 AND ${own}) AS "lastDay"`;

/** $1 drive. The provinces of a national drive. */
const PROVINCES = `
  SELECT ${rowColumns("x.province_id = u.province_id")}
  FROM drive_units du JOIN units u ON u.province_id = du.province_id AND u.id = du.unit_id
  WHERE du.drive_id = $1 ORDER BY u.code`;

/** $1 drive, $2 province, $3 readable paths. */
const REPORTING_UNITS = `
  SELECT ${rowColumns("x.province_id = u.province_id AND x.unit_id = u.id")}
  FROM units u
  WHERE ${TAKING_PART} AND ${inScopeSql("$3")}
  ORDER BY u.level, u.code`;

/** By day, of everything below a province, or, with null, of all. $1 drive, $2 province. */
const DAILY = `
  SELECT x.day::text, jsonb_object_agg(x.indicator_id, x.value) AS values FROM (
    SELECT day, indicator_id, sum(value)::text AS value FROM drive_results
    WHERE drive_id = $1 AND ($2::text IS NULL OR province_id = $2) GROUP BY 1, 2) x
  GROUP BY 1 ORDER BY 1`;

export type DriveDetail = {
  drive: Drive;
  /** Whose numbers these are: the unit of the drive, or one province of a national one. */
  scope: Unit;
  goals: Amounts;
  values: Amounts;
  /** Results by day; days without any are left out. */
  daily: readonly { day: Day; values: Amounts }[];
  /** Those right below; null where this person may not read them. */
  rows: readonly DriveRow[] | null;
};

const dailySchema = z.array(z.object({ day: z.string(), values: amountsSchema }));

/** @param provinceId one province of a national drive; null for the whole drive */
export async function getDrive(
  reader: Pick<Reader, "scope">,
  id: string,
  provinceId: string | null,
): Promise<DriveDetail | null> {
  const drive = await findDrive(reader, id);
  if (!drive) return null;
  const isNational = drive.unit.level === "nation";
  if (!isNational && provinceId !== null && provinceId !== drive.unit.id) return null;
  const provinces = isNational ? z.array(rowSchema).parse(await db.$queryRawUnsafe(PROVINCES, id)) : [];
  const province = isNational ? provinces.find((one) => one.id === provinceId) : undefined;
  if (isNational && provinceId !== null && !province) return null;
  const scope = province ?? drive.unit;
  const isWhole = isNational && !province;
  const [daily, rows] = await Promise.all([
    db.$queryRawUnsafe(DAILY, id, isWhole ? null : scope.provinceId),
    isWhole ? provinces : listReportingRows(reader, id, scope),
  ]);
  const days = dailySchema.parse(daily);
  return {
    drive,
    scope,
    goals: province ? province.goals : drive.goals,
    values: sumAmounts(days.map(({ values }) => values)),
    daily: days,
    rows,
  };
}

async function listReportingRows(
  reader: Pick<Reader, "scope">,
  driveId: string,
  province: Unit,
): Promise<DriveRow[] | null> {
  const paths = readablePaths(reader);
  if (!isWithin(paths, province.path)) return null;
  return z
    .array(rowSchema)
    .parse(await db.$queryRawUnsafe(REPORTING_UNITS, driveId, province.provinceId, paths));
}

function sumAmounts(all: readonly Amounts[]): Amounts {
  const sums = new Map<IndicatorId, bigint>();
  for (const amounts of all) for (const [id, value] of amounts) sums.set(id, (sums.get(id) ?? 0n) + value);
  return sums;
}

/** The reporting units of this person's scope that take part; of everybody who may enter, the ones to choose from. */
export async function listEntryUnits(
  { scope }: Pick<Reader, "scope">,
  driveId: string,
  provinceId: string,
  tx: RawTx = db,
): Promise<Unit[]> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE ${TAKING_PART} AND ${inScopeSql("$3")} ORDER BY u.level, u.code`,
    driveId,
    provinceId,
    [...scope.paths],
  );
  return z.array(unitRowSchema).parse(rows);
}

const cellSchema = z.object({
  day: z.string(),
  indicator: z.string().refine(isIndicatorId),
  value: z.string().transform(BigInt),
  by: z.string().nullable(),
});
export type DriveCell = z.output<typeof cellSchema>;

/** What was told of a unit on these days. The unit must be one that was read. */
export async function listDriveCells(
  driveId: string,
  { provinceId, id }: Pick<Unit, "provinceId" | "id">,
  days: readonly Day[],
  tx: RawTx = db,
): Promise<DriveCell[]> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT x.day::text, x.indicator_id AS indicator, x.value::text,
       (SELECT us.display_name FROM users us WHERE us.id = x.recorded_by) AS by
     FROM drive_results x
     WHERE x.province_id = $1 AND x.unit_id = $2 AND x.drive_id = $3 AND x.day = ANY ($4::date[])
     ORDER BY x.day`,
    provinceId,
    id,
    driveId,
    days,
  );
  return z.array(cellSchema).parse(rows);
}

/** Who may be asked to take part in a drive of this unit in these days: provinces, or a province's reporting units. */
export async function listPossibleUnits(
  { id, level }: Pick<Unit, "id" | "level">,
  { startsOn, endsOn }: { startsOn: Day; endsOn: Day },
  tx: RawTx = db,
): Promise<Unit[]> {
  const below =
    level === "nation"
      ? "u.parent_id = $1 AND u.level = 'province'"
      : "u.province_id = $1 AND u.reporting_kind IN ('district', 'province_office')";
  const rows = await tx.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE ${below} AND u.valid_from <= $2::date AND coalesce(u.valid_to, 'infinity') >= $3::date
     ORDER BY u.level, u.code`,
    id,
    startsOn,
    endsOn,
  );
  return z.array(unitRowSchema).parse(rows);
}
