/** How many take part at the end of a year: published where it is, carried on by the national trend after that. */
import { apportion } from "@/lib/domain/apportion";
import { pick } from "./hash";
import { LAST_NATIONAL_YEAR, LAST_PROVINCE_YEAR, type DemoModel, type Participants } from "./model";
import { PUBLISHED_INDICATORS } from "@/prisma/seed/data-files";

/** The first December known: the base of the months of the year after it. */
const FIRST_DECEMBER = 2020;

/** People of a province in parts that may be added up without counting anybody twice. */
export type People = {
  /** Compulsory social insurance with unemployment insurance. */
  withBhtn: bigint;
  /** Compulsory social insurance without it. */
  withoutBhtn: bigint;
  voluntary: bigint;
  /** Health insurance without compulsory social insurance. */
  healthOnly: bigint;
};

export type Decembers = {
  /** By province code of the 63. */
  provinces: ReadonlyMap<string, People>;
  /** Defence and police together: the nation less the 63. */
  armedForces: Participants;
};

/** Voluntary participants per 10,000 of all in social insurance, nationwide; after the list 40 more each year. */
const VOLUNTARY: Record<number, number> = {
  2020: 700,
  2021: 860,
  2022: 890,
  2023: 1000,
  2024: 1140,
  2025: 1210,
};
/** How much of a province's room for voluntary participants is used, per 10,000, in the first year and each year more. */
const ROOM_USED = 6_600n;
const ROOM_USED_MORE = 500n;

const provincesOf = (model: DemoModel, year: number): ReadonlyMap<string, Participants> => {
  const units = model.published.get(year);
  if (!units) throw new Error(`Nothing is published for ${year}`);
  return units;
};

/** The smallest part, per 10,000, of a province's social insurance that is not in unemployment insurance. */
function room(model: DemoModel, code: string): bigint {
  const parts: bigint[] = [];
  for (let year = FIRST_DECEMBER; year <= LAST_PROVINCE_YEAR; year++) {
    const known = provincesOf(model, year).get(code);
    if (known) parts.push(((known.BHXH - known.BHTN) * 10_000n) / known.BHXH);
  }
  return parts.reduce((a, b) => (a < b ? a : b));
}

/**
 * The split that nobody publishes: voluntary participants keep below the room that unemployment insurance leaves in
 * every published year, so that BHTN <= BHXH_BB also where it takes 97% (Bình Dương).
 */
function split(model: DemoModel, code: string, year: number, { BHXH, BHTN, BHYT }: Participants): People {
  const age = BigInt(year - FIRST_DECEMBER);
  const trend = BigInt(VOLUNTARY[year] ?? 1210 + 40 * (year - 2025));
  const wanted = (trend * pick(80, 140, code, "voluntary")) / 100n;
  const used = ROOM_USED + ROOM_USED_MORE * age;
  const possible = (room(model, code) * (used < 9_500n ? used : 9_500n)) / 10_000n;
  const voluntary = (BHXH * (wanted < possible ? wanted : possible)) / 10_000n;
  return {
    withBhtn: BHTN,
    withoutBhtn: BHXH - voluntary - BHTN,
    voluntary,
    healthOnly: BHYT - (BHXH - voluntary),
  };
}

/** National participants: published, then the growth of the last published year, halved each year. */
function nation(model: DemoModel, year: number): Participants {
  if (year <= LAST_NATIONAL_YEAR) {
    const known = provincesOf(model, year).get("VN");
    if (!known) throw new Error(`No national participants are published for ${year}`);
    return known;
  }
  const last = nation(model, LAST_NATIONAL_YEAR);
  const before = nation(model, LAST_NATIONAL_YEAR - 1);
  const base = nation(model, year - 1);
  const grown = { ...base };
  for (const indicator of PUBLISHED_INDICATORS)
    grown[indicator] +=
      (base[indicator] * (last[indicator] - before[indicator])) /
      before[indicator] /
      2n ** BigInt(year - LAST_NATIONAL_YEAR);
  return grown;
}

/** Participants of all provinces: published, then the national ones less the armed forces, in the proportion of before. */
function provinces(model: DemoModel, year: number): Map<string, Participants> {
  const codes = model.provinces.map(({ code }) => code);
  if (year <= LAST_PROVINCE_YEAR) {
    const known = provincesOf(model, year);
    return new Map(codes.map((code) => [code, known.get(code) as Participants]));
  }
  const before = provinces(model, year - 1);
  const total = nation(model, year);
  const forces = armedForces(model, year);
  const result = new Map(codes.map((code) => [code, { BHXH: 0n, BHTN: 0n, BHYT: 0n }]));
  for (const indicator of PUBLISHED_INDICATORS) {
    const parts = apportion(
      total[indicator] - forces[indicator],
      codes.map((code) => before.get(code)?.[indicator] ?? 0n),
    );
    codes.forEach((code, index) => {
      const province = result.get(code);
      if (province) province[indicator] = parts[index] ?? 0n;
    });
  }
  return result;
}

/** The nation less the 63; since nothing is published for the provinces it stays as it was. */
function armedForces(model: DemoModel, year: number): Participants {
  if (year > LAST_PROVINCE_YEAR) return armedForces(model, LAST_PROVINCE_YEAR);
  const rest = { ...nation(model, year) };
  for (const province of provinces(model, year).values())
    for (const indicator of PUBLISHED_INDICATORS) rest[indicator] -= province[indicator];
  return rest;
}

/** The end of `year`, from 2020 on. */
export function decembers(model: DemoModel, year: number): Decembers {
  return {
    provinces: new Map(
      [...provinces(model, year)].map(([code, participants]) => [
        code,
        split(model, code, year, participants),
      ]),
    ),
    armedForces: armedForces(model, year),
  };
}
