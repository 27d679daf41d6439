/** How the fields of the forms of drives are called. */
import { daySchema, type Day } from "@/lib/domain/day";
import { isDriveIndicator } from "@/lib/domain/drive";
import type { IndicatorId } from "@/lib/domain/indicator";

const GOAL = "g.";
/** Whether a unit takes part. */
export const PART = "p.";

/** "g.593-2025.TN_MOI"; of the whole "g..TN_MOI". */
export const goalName = (unit: string, indicator: string) => `${GOAL}${unit}.${indicator}`;

type DriveCellPlace = { day: Day; indicator: IndicatorId };

/** "2026-05-01.TN_MOI" */
export const cellName = ({ day, indicator }: DriveCellPlace) => `${day}.${indicator}`;

export function parseCell(name: string): DriveCellPlace | null {
  const [day = "", indicator = ""] = name.split(".");
  return daySchema.safeParse(day).success && isDriveIndicator(indicator) ? { day, indicator } : null;
}
