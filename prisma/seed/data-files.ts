/** The CSV files of prisma/data, as rows; what each holds and where it comes from is in prisma/data/PROVENANCE.md. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";

const FOLDER = path.resolve(import.meta.dirname, "../data");

const code = z.string().regex(/^(VN|\d{2,5})$/);
const year = z.coerce.number().int();
/** A whole number in plain digits; an empty cell is null, never zero. */
const whole = z
  .string()
  .regex(/^\d*$/)
  .transform((text) => (text === "" ? null : BigInt(text)));
/** Hundredths of a percent from "92.6" or "92.60", without a float in between. */
const rate = z
  .string()
  .regex(/^\d+(\.\d{1,2})?$/)
  .transform((text) => {
    const [units = "", decimals = ""] = text.split(".");
    return BigInt(units + decimals.padEnd(2, "0"));
  });

function read<T>(file: string, row: z.ZodType<T>): T[] {
  const rows: unknown = parse(readFileSync(path.join(FOLDER, file)), { columns: true });
  return z.array(row).parse(rows);
}

const place = z.object({
  code,
  name: z.string().min(1),
  short_name: z.string().min(1),
  parent_code: code,
  level: z.enum(["1", "2"]),
});
export type Place = z.infer<typeof place>;

/** 63 provinces (level 1) and 696 districts (level 2), the state of 30 June 2025. */
export const readUnitsBeforeReform = () => read("units_2025h1.csv", place);
/** 34 provinces (level 1) and 3,321 communes (level 2). */
export const readUnitsSinceReform = () => read("units_2026.csv", place);
/** The old district in which each of the 3,321 communes lies. */
export const readCommuneDistricts = () =>
  read("commune_districts.csv", z.object({ code, district_code: code }));
export const readProvinceSuccessions = () =>
  read("successions_2025.csv", z.object({ old_province_code: code, new_province_code: code }));
/** Average population and labour force 15+, people, of the nation and 63 provinces. */
export const readPopulation = () =>
  read(
    "population.csv",
    z.object({ unit_code: code, year, population: whole, labour_force: whole, source: z.string() }),
  );
/** People on 1 April 2019 in the districts of that day. */
export const readCensus = () =>
  read("census_2019.csv", z.object({ unit_code: code, population: whole, urban: whole, rural: whole }));
/** Where a census district went until June 2025, with the part of its people in thousandths. */
export const readDistrictChanges = () =>
  read(
    "district_changes.csv",
    z.object({ census_code: code, district_code: code, share_permille: z.coerce.bigint() }),
  );

const COVERAGE = { BHXH: "si", BHYT: "hi", BHTN: "ui" } as const;
export type PublishedIndicator = keyof typeof COVERAGE;
export const PUBLISHED_INDICATORS = Object.keys(COVERAGE) as PublishedIndicator[];

/** Participants of 63 provinces that follow from the published rates, people, at the end of each year. */
export const readProvinceParticipants = (indicator: PublishedIndicator) =>
  read(
    `${COVERAGE[indicator]}_coverage_nso.csv`,
    z.object({ unit_code: code, year, implied_participants: whole }),
  );

/** Published national participants at the end of each year, people. */
export const readNationalParticipants = () =>
  read(
    "national_participants_nso.csv",
    z.object({
      indicator: z
        .enum(["si_participants", "hi_participants", "ui_participants"])
        .transform(
          (series) =>
            ({ si_participants: "BHXH", hi_participants: "BHYT", ui_participants: "BHTN" })[
              series
            ] as PublishedIndicator,
        ),
      year,
      value: whole,
    }),
  );

/** Rates of Decision 546/QĐ-TTg in hundredths of a percent, for the units whose row was published. */
export const readDecision546 = () =>
  read("decision_546.csv", z.object({ unit_code: code, year, rate_pct: rate }));

/** Changes when any of the files changes. */
export function dataFilesHash(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(FOLDER).sort())
    hash.update(file).update(readFileSync(path.join(FOLDER, file)));
  return hash.digest("hex");
}
