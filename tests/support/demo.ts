/** What the demo's tests ask of its figures, as answers that a test can compare with what it expects. */
import {
  DERIVED,
  enteredIndicators,
  PARTS,
  PAYER_GROUPS,
  type IndicatorId,
  type ReportingKind,
} from "@/lib/domain/indicator";
import { addMonths, asOfDay, type PeriodId } from "@/lib/domain/period";
import { demoYear, sumValues, type DemoYear, type Values } from "@/prisma/demo/figures";
import { readDemoModel } from "@/prisma/demo/model";
import { unitIdsOf } from "@/prisma/demo/people";

export const model = readDemoModel();
const YEARS = [2021, 2022, 2023, 2024, 2025, 2026] as const;

const years = new Map(YEARS.map((year) => [year as number, demoYear(model, year)]));

export function yearOfDemo(year: number): DemoYear {
  const values = years.get(year);
  if (!values) throw new Error(`The tests know no ${year}`);
  return values;
}

/** A unit's values in a month "2024-12"; the unit by its id in the tree before the reform. */
export function valuesOf(unitId: string, month: string): Values {
  const values = yearOfDemo(Number(month.slice(0, 4))).get(unitId)?.[Number(month.slice(5)) - 1];
  if (!values) throw new Error(`The demo has no ${unitId} in ${month}`);
  return values;
}

/** The sum over all units of each province, with BHXH as the screens derive it. */
export function decemberByProvince(year: number): Record<string, Record<"BHXH" | "BHTN" | "BHYT", bigint>> {
  return Object.fromEntries(
    model.provinces.map((province) => {
      const sum = sumValues(unitIdsOf(province).map((id) => valuesOf(id, `${year}-12`)));
      return [province.code, published(sum)];
    }),
  );
}

/** The whole nation: all units of the 63 provinces and the two national offices. */
export function nationalDecember(year: number): Record<"BHXH" | "BHTN" | "BHYT", bigint> {
  return published(sumValues([...yearOfDemo(year).values()].map((months) => months[11] ?? {})));
}

export function armedForcesDecember(year: number): Record<"BHXH" | "BHTN" | "BHYT", bigint> {
  return published(sumValues([valuesOf("BQP", `${year}-12`), valuesOf("BCA", `${year}-12`)]));
}

function published(values: Values): Record<"BHXH" | "BHTN" | "BHYT", bigint> {
  const BHXH = DERIVED.BHXH.reduce((sum, [id, sign]) => sum + sign * (values[id] ?? 0n), 0n);
  return { BHXH, BHTN: values.BHTN ?? 0n, BHYT: values.BHYT ?? 0n };
}

function kindOf(unitId: string): ReportingKind {
  if (unitId === "BQP" || unitId === "BCA") return "national_office";
  return unitId.endsWith("-VP") ? "province_office" : "district";
}

/** What is wrong with one unit's month, in words; empty if nothing is. */
function faultsOf(unitId: string, month: PeriodId, values: Values, before: Values | null): string[] {
  const say = (fault: string) => `${unitId} ${month}: ${fault}`;
  const faults: string[] = [];
  const missing = enteredIndicators(kindOf(unitId), asOfDay(month)).filter((id) => values[id] === undefined);
  if (missing.length > 0) faults.push(say(`no ${missing.join(", ")}`));
  for (const [id, value] of Object.entries(values)) if (value < 0n) faults.push(say(`${id} is negative`));
  for (const [part, whole] of PARTS)
    if ((values[part] ?? 0n) > (values[whole] ?? 0n)) faults.push(say(`${part} > ${whole}`));
  const payers = PAYER_GROUPS.reduce((sum, id) => sum + (values[id] ?? 0n), 0n);
  if (payers !== values.BHYT) faults.push(say("payers do not sum to BHYT"));
  if ((values.THU ?? 0n) > (values.PHAI_THU ?? 0n)) faults.push(say("THU > PHAI_THU"));
  for (const id of ["THU", "PHAI_THU"] as const)
    if (before && !month.endsWith("-01") && (values[id] ?? 0n) < (before[id] ?? 0n))
      faults.push(say(`${id} falls within the year`));
  return faults;
}

/** Everything wrong in all units and months of all years. */
export function allFaults(): string[] {
  return YEARS.flatMap((year) =>
    [...yearOfDemo(year)].flatMap(([unitId, months]) =>
      months.flatMap((values, index) =>
        faultsOf(
          unitId,
          addMonths(`${year}-01` as PeriodId, index),
          values,
          index === 0 ? null : (months[index - 1] ?? null),
        ),
      ),
    ),
  );
}

/** The indicators that one unit has a value of in a month. */
export function indicatorsOf(unitId: string, month: string): IndicatorId[] {
  return Object.keys(valuesOf(unitId, month)) as IndicatorId[];
}
