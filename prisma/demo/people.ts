/** Who takes part in each reporting unit in each month: the province's months, divided over its districts and office. */
import { apportion } from "@/lib/domain/apportion";
import type { People } from "./decembers";
import { pick } from "./hash";
import type { DemoDistrict, DemoProvince } from "./model";

const NOBODY: People = { withBhtn: 0n, withoutBhtn: 0n, voluntary: 0n, healthOnly: 0n };

/** January to December, per 10,000 of the straight line between two Decembers; December is 0, so it stays exact. */
const SEASON: Record<keyof People, readonly number[]> = {
  // Contracts end at Tết; hiring picks up before the last quarter.
  withBhtn: [-90, -120, -60, -20, 10, 30, 40, 30, 50, 60, 40, 0],
  withoutBhtn: [-40, -40, -20, 0, 10, 10, 10, 10, 20, 20, 10, 0],
  // Campaigns in May and at the end of the year.
  voluntary: [-260, -240, -190, -140, -40, -30, -60, -60, -40, -10, 30, 0],
  // Household cards lapse at New Year, pupils' cards are renewed in September.
  healthOnly: [-150, -120, -80, -60, -50, -70, -90, -60, 20, 40, 30, 0],
};

/** A province's people in a month of the year between two Decembers, month 1 to 12. */
export function peopleOfMonth(
  code: string,
  before: People,
  december: People,
  year: number,
  month: number,
): People {
  const people = { ...NOBODY };
  for (const group of Object.keys(SEASON) as (keyof People)[]) {
    const left = BigInt(12 - month);
    const line = (before[group] * left + december[group] * BigInt(month)) / 12n;
    const noise = month === 12 ? 0n : pick(-12, 12, code, group, year, month);
    people[group] = (line * (10_000n + BigInt(SEASON[group][month - 1] ?? 0) + noise)) / 10_000n;
  }
  return people;
}

/** The office keeps the large employers: this many thousandths of the compulsory participants, nobody else. */
const officeShare = (code: string) => pick(170, 330, code, "office");

/** A district's own bent for a group of people, in hundredths of the average. */
const bent = (least: number, most: number, district: DemoDistrict, group: string) =>
  pick(least, most, district.code, group);

/** Weights that stay the same in every month. */
export type Weights = Record<"withBhtn" | "withoutBhtn" | "voluntary", readonly bigint[]> & {
  /** By how much a district's coverage of health insurance differs from the province's, in thousandths. */
  coverage: readonly bigint[];
};

export function weightsOf({ districts }: DemoProvince): Weights {
  const weigh = (weight: (district: DemoDistrict) => bigint) =>
    districts.map((district) => district.people * weight(district));
  return {
    withBhtn: weigh((one) => (300n + one.urban) * bent(75, 125, one, "withBhtn")),
    withoutBhtn: weigh((one) => (700n + one.urban) * bent(80, 120, one, "withoutBhtn")),
    voluntary: weigh((one) => (1_400n - one.urban) * bent(70, 130, one, "voluntary")),
    coverage: districts.map((one) => bent(960, 1_040, one, "coverage")),
  };
}

/** The unit ids of the tree before the reform: district codes in order, then the office. */
export const unitIdsOf = ({ code, districts }: DemoProvince) => [
  ...districts.map((district) => district.code),
  `${code}-VP`,
];

/** The province's people of one month by unit, in the order of unitIdsOf; every group sums to the province's exactly. */
export function divide(province: DemoProvince, weights: Weights, people: People): People[] {
  const { code, districts } = province;
  const share = officeShare(code);
  const office: People = {
    ...NOBODY,
    withBhtn: (people.withBhtn * share) / 1_000n,
    withoutBhtn: (people.withoutBhtn * share) / 1_000n,
  };
  const withBhtn = apportion(people.withBhtn - office.withBhtn, weights.withBhtn);
  const withoutBhtn = apportion(people.withoutBhtn - office.withoutBhtn, weights.withoutBhtn);
  const voluntary = apportion(people.voluntary, weights.voluntary);

  // Districts end up about equally covered: where many are employed, few are left who hold a card otherwise.
  const residents = districts.reduce((sum, district) => sum + district.people, 0n);
  const cards =
    people.withBhtn + people.withoutBhtn - office.withBhtn - office.withoutBhtn + people.healthOnly;
  const healthOnly = apportion(
    people.healthOnly,
    districts.map((district, index) => {
      const usual = (district.people * cards * (weights.coverage[index] ?? 0n)) / (residents * 1_000n);
      const others = usual - (withBhtn[index] ?? 0n) - (withoutBhtn[index] ?? 0n);
      const least = usual / 10n;
      return others > least ? others : least;
    }),
  );

  return [
    ...districts.map((_, index) => ({
      withBhtn: withBhtn[index] ?? 0n,
      withoutBhtn: withoutBhtn[index] ?? 0n,
      voluntary: voluntary[index] ?? 0n,
      healthOnly: healthOnly[index] ?? 0n,
    })),
    office,
  ];
}
