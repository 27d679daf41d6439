/** Populations and labour force as denominators: the nation, both sets of provinces, and the districts by the census. */
import type { DenominatorKind } from "@/lib/domain/coverage";
import type { Succession, Unit } from "@/lib/domain/unit";
import { readCensus, readDistrictChanges, readPopulation } from "./data-files";

export type DenominatorRow = {
  unitId: string;
  provinceId: string;
  year: number;
  kind: DenominatorKind;
  value: bigint;
  basis: string;
  source: string;
};

/** The labour-force series breaks between 2020 and 2021: two bases, so that nothing compares rates across the break. */
const LABOUR_FORCE_BREAK = 2021;
const CENSUS_YEAR = 2019;

function published(): Omit<DenominatorRow, "provinceId">[] {
  return readPopulation().flatMap(({ unit_code: unitId, year, population, labour_force, source }) => {
    const rows: Omit<DenominatorRow, "provinceId">[] = [];
    if (population)
      rows.push({
        unitId,
        year,
        kind: "population",
        value: population,
        basis: "nso",
        source: "NSO E02.01, dân số trung bình",
      });
    if (labour_force) {
      const isOld = year < LABOUR_FORCE_BREAK;
      rows.push({
        unitId,
        year,
        kind: "labour_force",
        value: labour_force,
        basis: isOld ? "nso_icls13" : "nso",
        source: `NSO E02.37, lực lượng lao động từ 15 tuổi${isOld ? ", khái niệm trước 2021" : ""}${source.includes("preliminary") ? " (sơ bộ)" : ""}`,
      });
    }
    return rows;
  });
}

/**
 * People of the census in the districts of June 2025. A district that was merged gets the sum of its parts; where one
 * was divided nobody published how many live in each part, so neither has a value here (an estimate serves the demo).
 */
function censusOfDistricts(): Map<string, bigint> {
  const changes = readDistrictChanges();
  const divided = new Set(
    changes.filter(({ share_permille }) => share_permille < 1000n).map(({ district_code }) => district_code),
  );
  const people = new Map<string, bigint>();
  for (const { unit_code, population } of readCensus()) {
    const change = changes.find(({ census_code }) => census_code === unit_code);
    const district = change?.district_code ?? unit_code;
    if (!population || divided.has(district)) continue;
    people.set(district, (people.get(district) ?? 0n) + population);
  }
  return people;
}

/**
 * The denominators of all units of both trees. A province of the new tree gets the sum of the provinces that went
 * into it, for every published year, and says so in its source.
 */
export function buildDenominators(
  units: readonly Unit[],
  successions: readonly Succession[],
): DenominatorRow[] {
  const provinceOf = new Map(units.map(({ id, provinceId }) => [id, provinceId]));
  const successorOf = new Map(successions.map(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId]));
  const own = published();

  const merged = new Map<string, Omit<DenominatorRow, "provinceId"> & { parts: number }>();
  for (const row of own) {
    const unitId = successorOf.get(row.unitId);
    if (!unitId) continue;
    const key = `${unitId} ${row.year} ${row.kind}`;
    const sum = merged.get(key);
    if (sum) {
      sum.value += row.value;
      sum.parts += 1;
    } else merged.set(key, { ...row, unitId, parts: 1 });
  }
  const sums = [...merged.values()].map(({ parts, ...row }) =>
    parts === 1 ? row : { ...row, source: `${row.source}; cộng từ ${parts} tỉnh cũ` },
  );

  const census = [...censusOfDistricts()].flatMap(([code, value]) =>
    [code, successorOf.get(code)].flatMap((unitId) =>
      unitId
        ? [
            {
              unitId,
              year: CENSUS_YEAR,
              kind: "population" as const,
              value,
              basis: "census",
              source: "Tổng điều tra dân số 1/4/2019",
            },
          ]
        : [],
    ),
  );

  return [...own, ...sums, ...census].map((row) => {
    const provinceId = provinceOf.get(row.unitId);
    if (!provinceId) throw new Error(`No unit ${row.unitId} for a denominator of prisma/data`);
    return { ...row, provinceId };
  });
}
