/** In the demo's own province and in a few others units tell with whom they communicated; all of it is made up. */
import type { ClientBase } from "pg";
import type { PartnerId } from "@/lib/domain/partner";
import { addDays } from "@/lib/domain/day";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { existsOn } from "@/lib/domain/unit";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import { copyRows } from "@/prisma/seed/copy";
import type { DemoYear } from "./figures";
import { oneIn, pick } from "./hash";
import type { ReportingUnit } from "./reporting-units";
import type { Staff } from "./staff";

const PINNED_PROVINCE = "68-2025";
const INDICATORS = ["TT_HOI_NGHI", "TT_NHOM_NHO", "TT_LOA"] as const;
/** Of a hundred of the unit's own; together less than all of it. */
const SHARES: readonly (readonly [PartnerId, number, number])[] = [
  ["buu_dien", 10, 30],
  ["hoi_phu_nu", 8, 20],
  ["hoi_nong_dan", 4, 12],
  ["mat_tran", 0, 6],
];

export type DemoPart = {
  provinceId: string;
  unitId: string;
  periodId: PeriodId;
  indicator: (typeof INDICATORS)[number];
  partner: PartnerId;
  value: bigint;
};

/** Of the months since January but the last, which is being typed, for units that had the month. @param values figures of the year of the last month */
export function demoParts(
  reporting: readonly ReportingUnit[],
  values: DemoYear,
  from: PeriodId,
  last: PeriodId,
): DemoPart[] {
  const telling = reporting.filter(
    ({ kind, provinceId }) =>
      kind === "district" && (provinceId === PINNED_PROVINCE || oneIn(5, provinceId, "partners")),
  );
  return periodsOfYear(last)
    .filter((periodId) => periodId >= from && periodId < last)
    .flatMap((periodId) =>
      telling
        .filter((unit) => existsOn(unit, asOfDay(periodId)))
        .flatMap((unit) => partsOf(unit, values, periodId)),
    );
}

function partsOf(unit: ReportingUnit, values: DemoYear, periodId: PeriodId): DemoPart[] {
  const month = Number(periodId.slice(5)) - 1;
  return INDICATORS.flatMap((indicator) => {
    const own = unit.sources.reduce((sum, id) => sum + (values.get(id)?.[month]?.[indicator] ?? 0n), 0n);
    return SHARES.flatMap(([partner, least, most]): DemoPart[] => {
      const value = (own * pick(least, most, unit.id, periodId, indicator, partner)) / 100n;
      const { provinceId, id: unitId } = unit;
      return value === 0n ? [] : [{ provinceId, unitId, periodId, indicator, partner, value }];
    });
  });
}

export async function writeParts(
  client: ClientBase,
  parts: readonly DemoPart[],
  { directorOf }: Pick<Staff, "directorOf">,
): Promise<void> {
  await copyRows(
    client,
    "partner_counts",
    ["province_id", "unit_id", "period_id", "indicator_id", "partner", "value", "recorded_by", "recorded_at"],
    parts.map(({ provinceId, unitId, periodId, indicator, partner, value }) => [
      provinceId,
      unitId,
      periodId,
      indicator,
      partner,
      value,
      directorOf.get(unitId) ?? null,
      `${addDays(asOfDay(periodId), 2)}T09:00:00+07:00`,
    ]),
  );
}
