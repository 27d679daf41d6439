/** The record that closes a period, of the nation or a province: read in the reader's scope, shaped by the domain. */
import "server-only";
import { z } from "zod";
import { cellKey } from "@/lib/domain/dashboard";
import { isClosed, RECORD_INDICATORS, shapeRecord, type Adjustment } from "@/lib/domain/closing-record";
import type { Paper } from "@/lib/domain/paper";
import { dayOf } from "@/lib/domain/day";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { readNationCells, readUnitCells } from "./dashboard-cells";
import { findReadableUnit } from "./dashboard-units";
import { db } from "./db";
import { listSubmissionStates } from "./discipline";
import { listProvincePeriods } from "./period-progress";
import { isDemo } from "./reference";
import { indicatorText, integerText } from "./submission-cells";

/** Those entered ones that the record shows, itself or as a part of a sum. */
const ENTERED = RECORD_INDICATORS.filter((id) => id !== "TONG");

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
 * What an approval moved after the province signed, or the period was locked, whichever came first: the approved version
 * against the one that was approved before it, as the audit says. $1 period, $2 province or null for all, $3 indicators.
 */
const ADJUSTMENTS = `
  SELECT u.short_name AS "unitName", pu.short_name AS "provinceName", n.indicator_id AS indicator,
    b.value::text AS before, n.value::text AS after, s.approved_at AS "approvedAt", us.display_name AS "approvedBy", o.reason
  FROM submissions s
  JOIN periods p ON p.id = s.period_id
  JOIN province_periods pp ON pp.province_id = s.province_id AND pp.period_id = s.period_id
  JOIN units u ON u.id = s.unit_id AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  JOIN units pu ON pu.id = s.province_id
  LEFT JOIN LATERAL (
    SELECT e.actor_id, (e.before->>'approvedVersion')::int AS version FROM audit_entries e
    WHERE e.province_id = s.province_id AND e.event = 'submission.approve'
      AND e.subject = 'submission:' || s.province_id || '.' || s.unit_id || '.' || s.period_id
    ORDER BY e.at DESC, e.id DESC LIMIT 1
  ) a ON true
  LEFT JOIN LATERAL (
    SELECT e.reason FROM audit_entries e
    WHERE e.province_id = s.province_id AND e.event = 'submission.reopen'
      AND e.subject = 'submission:' || s.province_id || '.' || s.unit_id || '.' || s.period_id
    ORDER BY e.at DESC, e.id DESC LIMIT 1
  ) o ON true
  LEFT JOIN users us ON us.id = a.actor_id
  JOIN figure_revisions n ON n.province_id = s.province_id AND n.unit_id = s.unit_id AND n.period_id = s.period_id
    AND n.version = s.approved_version AND n.indicator_id = ANY ($3::text[])
  LEFT JOIN figure_revisions b ON b.province_id = s.province_id AND b.unit_id = s.unit_id AND b.period_id = s.period_id
    AND b.version = a.version AND b.indicator_id = n.indicator_id
  WHERE s.period_id = $1 AND ($2::text IS NULL OR s.province_id = $2)
    AND s.approved_at > least(pp.signed_at, p.locked_at)
    AND b.value IS DISTINCT FROM n.value
  ORDER BY pu.code, u.code, n.indicator_id`;

async function listAdjustments(periodId: PeriodId, provinceId: string | null): Promise<Adjustment[]> {
  const rows = await db.$queryRawUnsafe(ADJUSTMENTS, periodId, provinceId, ENTERED);
  return adjustmentSchema.parse(rows);
}

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
  const period = await db.period.findUnique({
    where: { id: periodId },
    select: { dueOn: true, lockedAt: true, lockedByUser: { select: { displayName: true } } },
  });
  if (!period) return { kind: "no-period" };
  const isNation = unit.level === "nation";
  const [rows, signs, cells, adjustments, isSample] = await Promise.all([
    listSubmissionStates(reader, periodId),
    listProvincePeriods(reader, periodId),
    readCells(unit, periodId),
    listAdjustments(periodId, isNation ? null : unit.id),
    isDemo(),
  ]);
  const isOwn = ({ provinceId }: { provinceId: string }) => isNation || provinceId === unit.id;
  const facts = {
    unit,
    period: {
      id: periodId,
      dueOn: dayOf(period.dueOn),
      lockedAt: period.lockedAt,
      lockedBy: period.lockedByUser?.displayName ?? null,
    },
    rows: rows.filter(isOwn),
    signs: signs.filter(isOwn),
    cells,
    adjustments,
  };
  return { kind: "record", unit, isClosed: isClosed(facts.period), paper: shapeRecord(facts, now, isSample) };
}
