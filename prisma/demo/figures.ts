/**
 * The demo's figures: a fixed rule of (unit, month) on whole numbers. Units are named as in the tree before the reform
 * (district code, `60-VP`, `BQP`, `BCA`); a unit of the new tree has the figures of the units that went into it.
 * The rule in words: docs/demo-data.md.
 */
import { isValidOn } from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { communication, digital, employers, newcomers } from "./activity";
import { armedForcesOfMonth } from "./armed-forces";
import { decembers, type Decembers } from "./decembers";
import type { DemoModel, DemoProvince } from "./model";
import { moneyOfMonth, NO_MONEY, type Money } from "./money";
import { divide, peopleOfMonth, unitIdsOf, weightsOf } from "./people";
import { fieldPeople, type Values } from "./payers";

export type { Values } from "./payers";

/** Values of each unit, January first. */
export type DemoYear = ReadonlyMap<string, readonly Values[]>;

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** Every figure of a year, from 2021 on, also of months that have not come: the year's targets aim at its December. */
export function demoYear(model: DemoModel, year: number): DemoYear {
  const before = decembers(model, year - 1);
  const december = decembers(model, year);
  const values = new Map<string, Values[]>();
  for (const province of model.provinces) addProvince(values, province, before, december, year);
  addArmedForces(values, before, december, year);
  addMoney(values, year);
  return values;
}

function addProvince(
  values: Map<string, Values[]>,
  province: DemoProvince,
  before: Decembers,
  december: Decembers,
  year: number,
) {
  const { code, districts } = province;
  const [first, last] = [before.provinces.get(code), december.provinces.get(code)];
  if (!first || !last) throw new Error(`No participants of province ${code} in ${year}`);
  const weights = weightsOf(province);
  const ids = unitIdsOf(province);
  for (const id of ids) values.set(id, []);
  for (const month of MONTHS) {
    const people = divide(province, weights, peopleOfMonth(code, first, last, year, month));
    ids.forEach((id, index) => {
      const district = districts[index];
      const part = people[index];
      if (!part) return;
      const own = fieldPeople(id, code, part, month);
      values.get(id)?.push({
        ...own,
        ...newcomers(id, own, year, month),
        ...employers(id, own, year, !district),
        ...digital(id, own, district?.people ?? (own.BHXH_BB ?? 0n) / 2n, year, month),
        ...(district ? communication(id, district.people, year, month) : {}),
      });
    });
  }
}

function addArmedForces(values: Map<string, Values[]>, before: Decembers, december: Decembers, year: number) {
  const months = MONTHS.map((month) => {
    const asOf = asOfDay(`${year}-${String(month).padStart(2, "0")}` as PeriodId);
    const hasFamilyGroup = isValidOn("BHYT_NSDLD", asOf);
    return armedForcesOfMonth(before.armedForces, december.armedForces, year, month, hasFamilyGroup);
  });
  for (const id of ["BQP", "BCA"] as const)
    values.set(
      id,
      months.map((month) => ({ ...month[id], ...employers(id, month[id], year, true) })),
    );
}

function addMoney(values: ReadonlyMap<string, Values[]>, year: number) {
  for (const [id, months] of values) {
    let money: Money = NO_MONEY;
    months.forEach((own, index) => {
      const result = moneyOfMonth(id, own, money, year, index + 1);
      money = result.money;
      Object.assign(own, result.values);
    });
  }
}

/** The sum of several units' values of one month, for an office into which several offices went. */
export function sumValues(parts: readonly Values[]): Values {
  const sum: Values = {};
  for (const part of parts)
    for (const [id, value] of Object.entries(part) as [keyof Values, bigint][])
      sum[id] = (sum[id] ?? 0n) + value;
  return sum;
}
