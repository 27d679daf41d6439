/** Which units a period can ask: those that report on a day, and those that a period does not ask yet. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { grouped } from "@/lib/domain/grouped";
import { NATIONAL_OFFICES } from "@/lib/domain/discipline";
import type { Actor } from "@/lib/domain/policy";
import { db } from "./db";
import { mayManage } from "./period-result";

const rowsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), provinceId: z.string(), provinceName: z.string() }),
);

export type AskableProvince = { id: string; name: string; units: readonly { id: string; name: string }[] };

const COLUMNS = `u.id, u.short_name AS name, u.province_id AS "provinceId", pu.short_name AS "provinceName"`;

/** $1 a day. */
const REPORTING = `
  SELECT ${COLUMNS}
  FROM units u JOIN units pu ON pu.id = u.province_id
  WHERE u.reporting_kind IS NOT NULL AND $1::date BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  ORDER BY u.province_id = 'VN', pu.code, u.code`;

/** $1 period. */
const UNASKED = `
  SELECT ${COLUMNS}
  FROM periods p
  JOIN units u ON u.reporting_kind IS NOT NULL AND p.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
  JOIN units pu ON pu.id = u.province_id
  WHERE p.id = $1 AND NOT EXISTS (
    SELECT FROM submissions s WHERE s.province_id = u.province_id AND s.unit_id = u.id AND s.period_id = p.id)
  ORDER BY u.province_id = 'VN', pu.code, u.code`;

function byProvince(rows: unknown): AskableProvince[] {
  return [...grouped(rowsSchema.parse(rows), ({ provinceId }) => provinceId)].map(([id, units]) => ({
    id,
    name: id === "VN" ? NATIONAL_OFFICES : (units[0]?.provinceName ?? id),
    units: units.map(({ id: unitId, name }) => ({ id: unitId, name })),
  }));
}

/** Everybody who reports on this day, by province; the two national offices last. Empty for who may not ask them. */
export async function listAskable(actor: Actor, day: Day): Promise<AskableProvince[]> {
  if (!mayManage(actor)) return [];
  return byProvince(await db.$queryRawUnsafe(REPORTING, day));
}

/** Who exists on the as-of day of a period and does not owe it. Empty for who may not ask them. */
export async function listUnasked(actor: Actor, periodId: PeriodId): Promise<AskableProvince[]> {
  if (!mayManage(actor)) return [];
  return byProvince(await db.$queryRawUnsafe(UNASKED, periodId));
}
