/** What the demo's rule starts from: districts with their people, and the published participants of each December. */
import {
  PUBLISHED_INDICATORS,
  readCensus,
  readDistrictChanges,
  readNationalParticipants,
  readProvinceParticipants,
  readUnitsBeforeReform,
  type PublishedIndicator,
} from "@/prisma/seed/data-files";

/** People at the end of a year, by code: a province's of the 63, or `VN`. */
export type Participants = Record<PublishedIndicator, bigint>;

export type DemoDistrict = {
  code: string;
  /** By the census of 2019; an estimate where a district was divided, 0 for Hoàng Sa. */
  people: bigint;
  /** Living in towns, in thousandths. */
  urban: bigint;
};

export type DemoProvince = { code: string; districts: readonly DemoDistrict[] };

export type DemoModel = {
  provinces: readonly DemoProvince[];
  /** Published years only: provinces to 2024, the nation to 2025. */
  published: ReadonlyMap<number, ReadonlyMap<string, Participants>>;
};

/** The last December for which provinces are published, and the last one of the nation. */
export const LAST_PROVINCE_YEAR = 2024;
export const LAST_NATIONAL_YEAR = 2025;

function peopleOfDistricts(): Map<string, { people: bigint; inTowns: bigint }> {
  const changes = readDistrictChanges();
  const found = new Map<string, { people: bigint; inTowns: bigint }>();
  for (const { unit_code, population, urban } of readCensus()) {
    const moves = changes.filter(({ census_code }) => census_code === unit_code);
    for (const { district_code, share_permille } of moves.length > 0
      ? moves
      : [{ district_code: unit_code, share_permille: 1000n }]) {
      const known = found.get(district_code) ?? { people: 0n, inTowns: 0n };
      found.set(district_code, {
        people: known.people + ((population ?? 0n) * share_permille) / 1000n,
        inTowns: known.inTowns + ((urban ?? 0n) * share_permille) / 1000n,
      });
    }
  }
  return found;
}

function publishedParticipants(): DemoModel["published"] {
  const years = new Map<number, Map<string, Participants>>();
  const put = (year: number, code: string, indicator: PublishedIndicator, value: bigint | null) => {
    if (value === null) return;
    const units = years.get(year) ?? new Map<string, Participants>();
    years.set(
      year,
      units.set(code, { BHXH: 0n, BHTN: 0n, BHYT: 0n, ...units.get(code), [indicator]: value }),
    );
  };
  for (const indicator of PUBLISHED_INDICATORS)
    for (const row of readProvinceParticipants(indicator))
      put(row.year, row.unit_code, indicator, row.implied_participants);
  for (const { year, indicator, value } of readNationalParticipants()) put(year, "VN", indicator, value);
  return years;
}

export function readDemoModel(): DemoModel {
  const units = readUnitsBeforeReform();
  const people = peopleOfDistricts();
  return {
    provinces: units
      .filter(({ level }) => level === "1")
      .map(({ code }) => ({
        code,
        districts: units
          .filter(({ parent_code }) => parent_code === code)
          .map((district) => {
            const known = people.get(district.code);
            return {
              code: district.code,
              people: known?.people ?? 0n,
              urban: known && known.people > 0n ? (known.inTowns * 1000n) / known.people : 0n,
            };
          }),
      })),
    published: publishedParticipants(),
  };
}
