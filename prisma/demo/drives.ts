/** Two drives of the demo, one that ended and was summed up, one that is running; all of it is made up. */
import { addDays, daysBetween, type Day } from "@/lib/domain/day";
import { daysOf, listDays, type DriveKind } from "@/lib/domain/drive";
import { closingSentences } from "@/lib/domain/drive-words";
import { addMonths, asOfDay, monthStart, yearOf, type PeriodId } from "@/lib/domain/period";
import { existsOn, type Unit } from "@/lib/domain/unit";
import type { DemoYear } from "./figures";
import { pick } from "./hash";
import type { ReportingUnit } from "./reporting-units";

const INDICATORS = ["TN_MOI", "HGD_MOI"] as const;
type DriveIndicator = (typeof INDICATORS)[number];

export type DemoDrive = {
  id: string;
  kind: DriveKind;
  name: string;
  startsOn: Day;
  endsOn: Day;
  summary: string | null;
  provinces: readonly string[];
  goals: readonly { provinceId: string; indicator: DriveIndicator; value: bigint }[];
  results: readonly {
    provinceId: string;
    unitId: string;
    day: Day;
    indicator: DriveIndicator;
    value: bigint;
  }[];
};

type Facts = {
  units: readonly Unit[];
  reporting: readonly ReportingUnit[];
  /** Figures of the year of the last full month. */
  values: DemoYear;
  last: PeriodId;
  today: Day;
};

const monthWords = (period: PeriodId) => `${Number(period.slice(5))}/${yearOf(period)}`;

/** May, the month in which the agency calls everybody to take part, where the demo has one in the new tree. */
function endedMonth(last: PeriodId): PeriodId {
  const may = `${yearOf(last)}-05` as PeriodId;
  return last >= may && may >= "2026-01" ? may : last;
}

export function demoDrives(facts: Facts): DemoDrive[] {
  const { last, today } = facts;
  const month = endedMonth(last);
  const ended = {
    kind: "month" as const,
    name: `Tháng vận động BHXH toàn dân, tháng ${monthWords(month)} (minh họa)`,
    startsOn: monthStart(month),
    endsOn: asOfDay(month),
  };
  const running = {
    kind: "peak" as const,
    name: `Cao điểm phát triển người tham gia đến tháng ${monthWords(addMonths(last, 2))} (minh họa)`,
    startsOn: addDays(monthStart(last), 15),
    endsOn: asOfDay(addMonths(last, 2)),
  };
  return [
    told({ id: `thang-van-dong-${month}`, ...ended }, facts, ended.endsOn, true),
    told({ id: `cao-diem-${last}`, ...running }, facts, addDays(today, -1), false),
  ];
}

type Head = Pick<DemoDrive, "id" | "kind" | "name" | "startsOn" | "endsOn">;

/** Offices are closed at weekends, and a few units forget a day. */
function isTold(unitId: string, day: Day): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && pick(1, 12, unitId, day, "told") !== 1n;
}

function told(head: Head, facts: Facts, until: Day, isEnded: boolean): DemoDrive {
  const { units, reporting, values, last } = facts;
  const taking = reporting.filter((unit) => unit.kind !== "national_office" && existsOn(unit, head.startsOn));
  const month = Number((isEnded ? head.startsOn : last).slice(5, 7)) - 1;
  const monthly = (unit: ReportingUnit, indicator: DriveIndicator) =>
    unit.sources.reduce((sum, id) => sum + (values.get(id)?.[month]?.[indicator] ?? 0n), 0n);
  const days = listDays(head).filter((day) => day <= until);
  const results = taking.flatMap((unit) =>
    INDICATORS.flatMap((indicator) => {
      const perMonth = monthly(unit, indicator);
      return days
        .filter((day) => isTold(unit.id, day))
        .flatMap((day) => {
          const value = (perMonth * pick(40, 150, unit.id, day, indicator)) / 2_200n;
          const { provinceId, id: unitId } = unit;
          return value === 0n ? [] : [{ provinceId, unitId, day, indicator, value }];
        });
    }),
  );
  const provinces = units
    .filter((unit) => unit.level === "province" && existsOn(unit, head.startsOn))
    .map(({ id }) => id);
  const goals = provinces.flatMap((provinceId) =>
    INDICATORS.map((indicator) => {
      const own = taking.filter((unit) => unit.provinceId === provinceId);
      const expected = own.reduce((sum, unit) => sum + monthly(unit, indicator), 0n);
      const all = (expected * BigInt(daysOf(head)) * pick(60, 110, provinceId, head.id, indicator)) / 3_300n;
      return { provinceId, indicator, value: rounded(all) };
    }),
  );
  const drive = { ...head, provinces, goals, results };
  return { ...drive, summary: isEnded ? summaryOf(drive, units) : null };
}

/** As people set goals: in tens. */
const rounded = (value: bigint) => (value < 20n ? 20n : (value / 10n) * 10n);

function summaryOf(drive: Omit<DemoDrive, "summary">, units: readonly Unit[]): string {
  const nameOf = new Map(units.map(({ id, shortName }) => [id, shortName]));
  const goals = INDICATORS.map((id) => {
    const rows = drive.provinces.map((provinceId) => ({
      id: provinceId,
      name: nameOf.get(provinceId) ?? provinceId,
      value: sum(drive.results.filter((one) => one.provinceId === provinceId && one.indicator === id)),
      goal: sum(drive.goals.filter((one) => one.provinceId === provinceId && one.indicator === id)),
    }));
    return {
      id,
      units: rows,
      value: sum(rows),
      goal: rows.reduce((total, { goal }) => total + goal, 0n),
    };
  });
  return closingSentences({ ...drive, on: drive.endsOn, goals }).join("\n");
}

const sum = (rows: readonly { value: bigint }[]) => rows.reduce((total, { value }) => total + value, 0n);

/** When a day was written down. */
export const toldAt = (day: Day) => `${day}T17:00:00+07:00`;
export const closedAt = ({ startsOn, endsOn }: DemoDrive) =>
  `${addDays(endsOn, daysBetween(startsOn, endsOn) > 0 ? 2 : 1)}T09:00:00+07:00`;
