/** Data value sets and units as DHIS2 writes them, in JSON and in CSV. */
import { z } from "zod";
import { toPlainCsv } from "./export-csv";
import type { Unit, UnitLevel } from "./unit";

const dataValueSchema = z.object({
  dataElement: z.string(),
  period: z.string(),
  orgUnit: z.string(),
  /** Of a target: who gave it. */
  attributeOptionCombo: z.string().optional(),
  /** Digits; of a rate with two decimals after a point. */
  value: z.string(),
  /** "ước" for an estimate; of a target the decision. */
  comment: z.string().optional(),
});
export type DataValue = z.infer<typeof dataValueSchema>;

export const dataValueSetSchema = z.object({ dataValues: z.array(dataValueSchema) });

export const ESTIMATE_COMMENT = "ước";

/** DHIS2 reads a CSV file by the order of its columns. */
export const VALUE_COLUMNS = [
  "dataelement",
  "period",
  "orgunit",
  "categoryoptioncombo",
  "attributeoptioncombo",
  "value",
  "storedby",
  "lastupdated",
  "comment",
] as const;

export function dataValuesCsv(values: readonly DataValue[]): string {
  const rows = values.map(({ dataElement, period, orgUnit, attributeOptionCombo, value, comment }) => [
    dataElement,
    period,
    orgUnit,
    null,
    attributeOptionCombo ?? null,
    value,
    null,
    null,
    comment ?? null,
  ]);
  return toPlainCsv([VALUE_COLUMNS, ...rows]);
}

const organisationUnitSchema = z.object({
  /** Of this unit alone; a code may name another unit at another time. */
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.int(),
  parent: z.object({ id: z.string(), code: z.string() }).nullable(),
  openingDate: z.string(),
  closedDate: z.string().nullable(),
});
export type OrganisationUnit = z.infer<typeof organisationUnitSchema>;

export const organisationUnitsSchema = z.object({ organisationUnits: z.array(organisationUnitSchema) });

const LEVELS: Record<UnitLevel, number> = { nation: 1, province: 2, district: 3, office: 3, commune: 4 };

/** @param units from the nation down, with those above of every one of them that are readable too */
export function organisationUnits(
  units: readonly Unit[],
  codeOf: (unit: Unit) => string,
): OrganisationUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return units.map((unit) => {
    const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
    return {
      id: unit.id,
      code: codeOf(unit),
      name: unit.name,
      shortName: unit.shortName.slice(0, 50),
      level: LEVELS[unit.level],
      parent: parent ? { id: parent.id, code: codeOf(parent) } : null,
      openingDate: unit.validFrom,
      // The last day that it was there, as here and in DHIS2.
      closedDate: unit.validTo,
    };
  });
}

export function organisationUnitsCsv(units: readonly OrganisationUnit[]): string {
  const head = [
    "name",
    "id",
    "code",
    "parent",
    "shortname",
    "description",
    "openingdate",
    "closeddate",
  ] as const;
  return toPlainCsv([
    head,
    ...units.map(({ name, id, code, parent, shortName, openingDate, closedDate }) => [
      name,
      id,
      code,
      parent?.id ?? null,
      shortName,
      null,
      openingDate,
      closedDate,
    ]),
  ]);
}

/** What an import answers, as DHIS2 does: all of it, or nothing. */
export const importSummarySchema = z.object({
  status: z.enum(["SUCCESS", "WARNING", "ERROR"]),
  description: z.string(),
  dryRun: z.boolean(),
  importCount: z.object({
    imported: z.int(),
    updated: z.int(),
    ignored: z.int(),
    deleted: z.int(),
  }),
  conflicts: z.array(
    z.object({
      /** Which value: of JSON by its place, of CSV by its cell. */
      object: z.string(),
      value: z.string(),
      level: z.enum(["error", "warning"]),
    }),
  ),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;
