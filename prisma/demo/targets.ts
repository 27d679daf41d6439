/** The demo's decisions and targets: headcounts and amounts of the agency, rates of the provinces, and Decision 546. */
import { addDays, type Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { TargetKind } from "@/lib/domain/target";
import { existsOn, type Unit } from "@/lib/domain/unit";
import type { DenominatorRow } from "@/prisma/seed/denominators";
import { readDecision546 } from "@/prisma/seed/data-files";
import { sumValues, type DemoYear, type Values } from "./figures";
import { HEADCOUNTS, type Growth, type Headcount } from "./growth";
import { oneIn, pick } from "./hash";
import { byProvince, type ReportingUnit } from "./reporting-units";
import { uuidOf } from "./staff";

export type DemoDecision = {
  id: string;
  unitId: string;
  issuer: string;
  number: string;
  decidedOn: Day;
  effectiveOn: Day;
};
type DemoTarget = {
  provinceId: string;
  unitId: string;
  scope: string;
  indicator: IndicatorId;
  kind: TargetKind;
  decisionId: string;
  value: bigint;
};
export type DemoTargets = { decisions: DemoDecision[]; targets: DemoTarget[] };

type Context = {
  units: readonly Unit[];
  reporting: readonly ReportingUnit[];
  denominators: readonly DenominatorRow[];
  growth: ReadonlyMap<string, Growth>;
  today: Day;
};

const MILLION = 1_000_000n;

const roundedUp = (value: bigint, step: bigint) => ((value + step - 1n) / step) * step;

/**
 * What one unit of the old tree is to reach by December: the growth of its province, asked in full, a part more or a
 * part less. One bent of the province and a smaller one of the unit, or all provinces would come out alike.
 */
function unitGoals(
  unitId: string,
  provinceId: string,
  december: Values,
  growth: Growth,
  year: number,
  raise: bigint,
): Values {
  const headcount = (id: Headcount) => {
    const asked =
      pick(75, 160, provinceId, id, year, "ambition") + pick(-25, 25, unitId, id, year, "ambition");
    const more = 100_000n + (growth[id] * (asked - 100n)) / 100n + raise * 100n;
    return roundedUp(((december[id] ?? 0n) * more) / 100_000n, 10n);
  };
  const amount = (id: "THU" | "NO", least: number, most: number) => {
    const part = pick(least, most, provinceId, id, year, "plan") + pick(-15, 15, unitId, id, year, "plan");
    return roundedUp(((december[id] ?? 0n) * (part + raise)) / 1_000n, MILLION);
  };
  const goals: Values = { THU: amount("THU", 930, 1_020), NO: amount("NO", 1_000, 1_130) };
  for (const id of HEADCOUNTS) goals[id] = headcount(id);
  return { ...goals, BHXH: (goals.BHXH_BB ?? 0n) + (goals.BHXH_TN ?? 0n) };
}

/** Units below, provinces and the nation, each the sum of what is below it. */
function goalsOf(
  values: DemoYear,
  growth: ReadonlyMap<string, Growth>,
  year: number,
  provinces: Map<string, ReportingUnit[]>,
  isRaised: (provinceId: string) => boolean,
) {
  const goals = new Map<string, { provinceId: string; values: Values }>();
  const totals: Values[] = [];
  for (const [provinceId, units] of provinces) {
    const parts = units.map(({ id, sources }) => {
      const raise = isRaised(provinceId) ? 8n : 0n;
      const own = sumValues(
        sources.flatMap((source) => {
          const [december, grown] = [values.get(source)?.[11], growth.get(source)];
          return december && grown ? [unitGoals(source, provinceId, december, grown, year, raise)] : [];
        }),
      );
      goals.set(id, { provinceId, values: own });
      return own;
    });
    const total = sumValues(parts);
    totals.push(total);
    if (provinceId !== "VN") goals.set(provinceId, { provinceId, values: total });
  }
  return goals.set("VN", { provinceId: "VN", values: sumValues(totals) });
}

const kindOf = (indicator: IndicatorId): TargetKind =>
  indicator === "THU" || indicator === "NO" ? "amount" : "headcount";

/** The agency's plan of a year in January; in September it is raised for one province in five, and so for the nation. */
function agencyTargets(values: DemoYear, year: number, { reporting, growth, today }: Context): DemoTargets {
  const isRaised = (provinceId: string) => provinceId !== "VN" && oneIn(5, provinceId, year, "raised");
  const issue = (day: Day, number: string, isSecond: boolean): DemoTargets => {
    if (day > today) return { decisions: [], targets: [] };
    const id = uuidOf("decision", "BHXH VN", number);
    const goals = goalsOf(
      values,
      growth,
      year,
      byProvince(reporting, day),
      (provinceId) => isSecond && isRaised(provinceId),
    );
    return {
      decisions: [{ id, unitId: "VN", issuer: "BHXH VN", number, decidedOn: day, effectiveOn: day }],
      targets: [...goals]
        .filter(([unitId, { provinceId }]) => !isSecond || unitId === "VN" || isRaised(provinceId))
        .flatMap(([unitId, { provinceId, values: own }]) =>
          (Object.entries(own) as [IndicatorId, bigint][])
            .filter(([, value]) => value > 0n)
            .map(([indicator, value]) => ({
              provinceId,
              unitId,
              scope: String(year),
              indicator,
              kind: kindOf(indicator),
              decisionId: id,
              value,
            })),
        ),
    };
  };
  return join([
    issue(`${year}-01-08`, `MH-01/${year}/QĐ-BHXH (minh họa)`, false),
    issue(`${year}-09-10`, `MH-02/${year}/QĐ-BHXH (minh họa)`, true),
  ]);
}

/** Each province's own rate of health insurance, in January; the new provinces of 2025 in September. */
function provinceRates(
  values: DemoYear,
  year: number,
  { units, reporting, denominators, today }: Context,
): DemoTargets {
  const day = (unit: Unit) => (unit.validFrom.startsWith(String(year)) ? `${year}-09-05` : `${year}-01-20`);
  return join(
    units
      .filter((unit) => unit.level === "province" && existsOn(unit, day(unit)) && day(unit) <= today)
      .map((unit) => {
        const parts = byProvince(reporting, day(unit)).get(unit.id) ?? [];
        const december = sumValues(
          parts.flatMap(({ sources }) => sources.map((source) => values.get(source)?.[11] ?? {})),
        );
        const population = denominators
          .filter((row) => row.unitId === unit.id && row.kind === "population" && row.year <= year)
          .reduce((a, b) => (a.year > b.year ? a : b)).value;
        const reached = ((december.BHYT ?? 0n) * 10_000n) / population;
        const aim = roundedUp(reached + pick(-60, 130, unit.id, year, "rate"), 5n);
        const issuer = unit.name.startsWith("Thành phố") ? "UBND thành phố" : "UBND tỉnh";
        const number = `MH-${unit.code}/${year}/QĐ-UBND (minh họa)`;
        const id = uuidOf("decision", unit.id, number);
        return {
          decisions: [
            {
              id,
              unitId: unit.id,
              issuer,
              number,
              decidedOn: addDays(day(unit), -3),
              effectiveOn: day(unit),
            },
          ],
          targets: [
            {
              provinceId: unit.id,
              unitId: unit.id,
              scope: String(year),
              indicator: "BHYT" as const,
              kind: "rate" as const,
              decisionId: id,
              value: aim < 9_950n ? aim : 9_950n,
            },
          ],
        };
      }),
  );
}

/** The rates that the prime minister assigned, as published: the only real targets of the demo. */
export function decision546(): DemoTargets {
  const id = uuidOf("decision", "546/QĐ-TTg");
  return {
    decisions: [
      {
        id,
        unitId: "VN",
        issuer: "Thủ tướng",
        number: "546/QĐ-TTg",
        decidedOn: "2022-04-29",
        effectiveOn: "2022-04-29",
      },
    ],
    targets: readDecision546().map(({ unit_code: unitId, year, rate_pct: value }) => ({
      provinceId: unitId,
      unitId,
      scope: String(year),
      indicator: "BHYT",
      kind: "rate",
      decisionId: id,
      value,
    })),
  };
}

const join = (parts: readonly DemoTargets[]): DemoTargets => ({
  decisions: parts.flatMap(({ decisions }) => decisions),
  targets: parts.flatMap(({ targets }) => targets),
});

/** All made-up targets of a year that are issued by `today`. */
export function targetsOfYear(values: DemoYear, year: number, context: Context): DemoTargets {
  return join([agencyTargets(values, year, context), provinceRates(values, year, context)]);
}
