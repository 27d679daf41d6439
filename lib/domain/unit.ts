/** Units in time: a unit is a node of the tree with an id, a code, and the days between which it exists. */
import { z } from "zod";
import type { Day } from "./day";
import type { ReportingKind } from "./indicator";

export const UNIT_LEVELS = ["nation", "province", "district", "office", "commune"] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

export type Unit = {
  id: string;
  code: string;
  /** "Tỉnh Bình Thuận" */
  name: string;
  /** "Bình Thuận" */
  shortName: string;
  level: UnitLevel;
  /** Set for the leaves, where figures are entered. */
  reportingKind: ReportingKind | null;
  parentId: string | null;
  provinceId: string;
  /** "/vn/60/593/": lower-case ids, ends in "/". */
  path: string;
  validFrom: Day;
  /** Inclusive; null while the unit exists. */
  validTo: Day | null;
};

/** The path of the province that a unit lies in; of the nation its own. */
export const provincePath = ({ path, provinceId }: Pick<Unit, "path" | "provinceId">): string =>
  path.slice(0, path.indexOf(`/${provinceId.toLowerCase()}/`) + provinceId.length + 2);

export type Succession = { fromUnitId: string; toUnitId: string; isWhole: boolean };

export const unitIdSchema = z
  .string()
  .max(40)
  .regex(/^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/, "Mã đơn vị không hợp lệ");

export function existsOn(unit: Pick<Unit, "validFrom" | "validTo">, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === null || day <= unit.validTo);
}

/** What a province calls itself, also in the names of its bodies. */
export const provinceKind = (name: string) => (name.startsWith("Thành phố ") ? "thành phố" : "tỉnh");

export function isReportingUnit(unit: Pick<Unit, "reportingKind">): boolean {
  return unit.reportingKind !== null;
}
