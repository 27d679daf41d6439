/** The record that closes a period, of the nation or a province: read in the reader's scope, shaped by the domain. */
import "server-only";
import { z } from "zod";
import { cellKey } from "@/lib/domain/dashboard";
import { isClosed, RECORD_INDICATORS, shapeRecord } from "@/lib/domain/closing-record";
import type { Paper } from "@/lib/domain/paper";
import { daySchema } from "@/lib/domain/day";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { listAdjustments } from "./corrections";
import { readNationCells, readUnitCells } from "./dashboard-cells";
import { findReadableUnit } from "./dashboard-units";
import { db } from "./db";
import { listSubmissionStates } from "./discipline";
import { listProvincePeriods } from "./period-progress";
import { actingNameSql } from "./person";
import { isDemo } from "./reference";

/** Those entered ones that the record shows, itself or as a part of a sum. */
const ENTERED = RECORD_INDICATORS.filter((id) => id !== "TONG");

const periodSchema = z.array(
  z.object({ dueOn: daySchema, lockedAt: z.date().nullable(), lockedBy: z.string().nullable() }),
);
const PERIOD = `
  SELECT p.due_on::text AS "dueOn", p.locked_at AS "lockedAt", ${actingNameSql("p.locked_by", "p.locked_for")} AS "lockedBy"
  FROM periods p WHERE p.id = $1`;

async function readCells(unit: Unit, periodId: PeriodId) {
  const wanted = RECORD_INDICATORS.map((id) => ({ id, periods: [periodId] }));
  const table = unit.level === "nation" ? await readNationCells(wanted) : await readUnitCells([unit], wanted);
  const cells = table.get(unit.id);
  return new Map(
    RECORD_INDICATORS.flatMap((id) => {
      const cell = cells?.get(cellKey(id, periodId));
      return cell ? [[id, cell] as const] : [];
    }),
  );
}

/** Of which the reader may see the record: the nation or a province of the own scope that existed on the as-of day. */
async function findRecordUnit(reader: Actor, unitId: string, periodId: PeriodId): Promise<Unit | null> {
  const unit = await findReadableUnit(reader, unitId);
  if (!unit || (unit.level !== "nation" && unit.level !== "province")) return null;
  return can(reader, "period.read", { path: unit.path }) && existsOn(unit, asOfDay(periodId)) ? unit : null;
}

export type FoundRecord =
  | { kind: "no-unit" | "no-period" }
  | { kind: "record"; unit: Pick<Unit, "id" | "code" | "shortName">; isClosed: boolean; paper: Paper };

export async function findClosingRecord(
  reader: Actor,
  unitId: string,
  periodId: PeriodId,
  now: Date,
): Promise<FoundRecord> {
  const unit = await findRecordUnit(reader, unitId, periodId);
  if (!unit) return { kind: "no-unit" };
  const [period] = periodSchema.parse(await db.$queryRawUnsafe(PERIOD, periodId));
  if (!period) return { kind: "no-period" };
  const isNation = unit.level === "nation";
  const [rows, signs, cells, adjustments, isSample] = await Promise.all([
    listSubmissionStates(reader, periodId),
    listProvincePeriods(reader, periodId),
    readCells(unit, periodId),
    listAdjustments(reader, unit, periodId, ENTERED),
    isDemo(),
  ]);
  const isOwn = ({ provinceId }: { provinceId: string }) => isNation || provinceId === unit.id;
  const facts = {
    unit,
    period: { id: periodId, ...period },
    rows: rows.filter(isOwn),
    signs: signs.filter(isOwn),
    cells,
    adjustments,
  };
  return { kind: "record", unit, isClosed: isClosed(facts.period), paper: shapeRecord(facts, now, isSample) };
}
