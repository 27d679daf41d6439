import { describe, expect, test } from "vitest";
import { existsOn } from "@/lib/domain/unit";
import { readUnitsSinceReform } from "@/prisma/seed/data-files";
import { buildDenominators } from "@/prisma/seed/denominators";
import { HOLIDAYS } from "@/prisma/seed/holidays";
import { buildUnitTrees } from "@/prisma/seed/units";

const { units, successions } = buildUnitTrees();
const denominators = buildDenominators(units, successions);
const byId = new Map(units.map((unit) => [unit.id, unit]));
const on = (day: string) => units.filter((unit) => existsOn(unit, day));
const countOf = (day: string) => {
  const levels = on(day).map(({ level, reportingKind }) => reportingKind ?? level);
  return Object.fromEntries(
    [...new Set(levels)].map((kind) => [kind, levels.filter((one) => one === kind).length]),
  );
};
const denominatorsOf = (unitId: string, year: number) =>
  denominators
    .filter((row) => row.unitId === unitId && row.year === year)
    .map(({ kind, value, basis }) => ({ kind, value, basis }));

describe("the unit trees", () => {
  test("until 30 June 2025 there are 63 provinces with 696 districts and an office each", () => {
    const before = { nation: 1, national_office: 2, province: 63, province_office: 63, district: 696 };
    expect(countOf("2008-08-01")).toEqual(before);
    expect(countOf("2025-06-30")).toEqual(before);
  });

  test("since 1 July 2025 there are 34 provinces, one BHXH cơ sở per old district, and 3,321 communes", () => {
    expect(countOf("2025-07-01")).toEqual({
      nation: 1,
      national_office: 2,
      province: 34,
      province_office: 34,
      district: 696,
      commune: 3_321,
    });
  });

  test("every province, office and district goes whole to one unit that begins the day after", () => {
    expect(successions).toHaveLength(63 + 63 + 696);
    expect(new Set(successions.map(({ fromUnitId }) => fromUnitId)).size).toBe(63 + 63 + 696);
    expect(successions.every(({ isWhole }) => isWhole)).toBe(true);
    expect(new Set(successions.map(({ fromUnitId }) => byId.get(fromUnitId)?.validTo))).toEqual(
      new Set(["2025-06-30"]),
    );
    expect(new Set(successions.map(({ toUnitId }) => byId.get(toUnitId)?.validFrom))).toEqual(
      new Set(["2025-07-01"]),
    );
  });

  test("Lâm Đồng is made of Lâm Đồng, Đắk Nông and Bình Thuận", () => {
    expect(
      successions.filter(({ toUnitId }) => toUnitId === "68-2025").map(({ fromUnitId }) => fromUnitId),
    ).toEqual(["60", "67", "68"]);
  });

  test("a unit is called as officials call it", () => {
    const names = ["60", "593", "60-VP", "593-2025", "68-VP-2025", "BQP", "22918-2025"].map(
      (id) => byId.get(id)?.name,
    );
    expect(names).toEqual([
      "Tỉnh Bình Thuận",
      "Thành phố Phan Thiết",
      "Văn phòng BHXH tỉnh Bình Thuận",
      "BHXH cơ sở Phan Thiết",
      "Văn phòng BHXH tỉnh Lâm Đồng",
      "BHXH Bộ Quốc phòng",
      "Phường Mũi Né",
    ]);
  });

  test("units of one province are told apart, also where a city and a district share a name or a name is a number", () => {
    const shown = ["866-2025", "873-2025", "821-2025", "760-2025"].map((id) => byId.get(id)?.name);
    expect(shown).toEqual([
      "BHXH cơ sở thành phố Cao Lãnh",
      "BHXH cơ sở huyện Cao Lãnh",
      "BHXH cơ sở Châu Thành (Tiền Giang)",
      "BHXH cơ sở Quận 1",
    ]);
    const reporting = units.filter(({ reportingKind }) => reportingKind !== null);
    const names = reporting.map(({ provinceId, name }) => `${provinceId} ${name}`);
    const shortNames = reporting.map(({ provinceId, shortName }) => `${provinceId} ${shortName}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(shortNames).size).toBe(shortNames.length);
  });

  test("a commune lies in the province that the statistical office gives it", () => {
    const given = readUnitsSinceReform()
      .filter(({ level }) => level === "2")
      .map(({ code, parent_code }) => [`${code}-2025`, `${parent_code}-2025`]);
    const built = units
      .filter(({ level }) => level === "commune")
      .map(({ id, provinceId }) => [id, provinceId]);
    expect(built).toEqual(given);
  });

  test("a path is made of the lower-case ids from the nation down", () => {
    expect(byId.get("68-VP-2025")?.path).toBe("/vn/68-2025/68-vp-2025/");
    expect(byId.get("22918-2025")?.path).toBe("/vn/68-2025/593-2025/22918-2025/");
  });
});

describe("the denominators", () => {
  test("a province of the 34 has the sum of the provinces that went into it", () => {
    expect(denominatorsOf("68-2025", 2024)).toEqual([
      { kind: "population", value: 1_266_220n + 695_680n + 1_362_470n, basis: "nso" },
      { kind: "labour_force", value: 706_200n + 398_700n + 802_800n, basis: "nso" },
    ]);
  });

  test("the two definitions of the labour force are two bases", () => {
    expect(denominatorsOf("VN", 2020)).toContainEqual({
      kind: "labour_force",
      value: 54_842_900n,
      basis: "nso_icls13",
    });
    expect(denominatorsOf("VN", 2021)).toContainEqual({
      kind: "labour_force",
      value: 50_560_500n,
      basis: "nso",
    });
  });

  test("a merged district has the people of its parts, a divided one none", () => {
    expect(denominatorsOf("682", 2019)).toEqual([
      { kind: "population", value: 43_415n + 33_998n + 35_283n, basis: "census" },
    ]);
    expect(denominatorsOf("219", 2019)).toEqual([]);
    expect(denominatorsOf("224-2025", 2019)).toEqual([]);
  });

  test("the populations of the 34 sum to those of the 63", () => {
    const total = (validTo: string | null) =>
      denominators
        .filter(({ unitId, kind, year }) => {
          const unit = byId.get(unitId);
          return (
            kind === "population" && year === 2025 && unit?.level === "province" && unit.validTo === validTo
          );
        })
        .reduce((sum, { value }) => sum + value, 0n);
    expect(total(null)).toBe(total("2025-06-30"));
  });
});

test("holidays are weekdays, each once", () => {
  const days = HOLIDAYS.map(({ day }) => day);
  expect(new Set(days).size).toBe(days.length);
  expect(
    days.map((day) => new Date(day).getUTCDay()).filter((weekday) => weekday === 0 || weekday === 6),
  ).toEqual([]);
  expect(HOLIDAYS).toContainEqual({ day: "2026-02-16", name: "Tết Nguyên đán" });
});
