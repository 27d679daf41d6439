import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chooseDenominator,
  coverage,
  denominatorKind,
  incomparable,
  type ChosenDenominator,
  type Denominator,
} from "@/lib/domain/coverage";
import { percent } from "@/lib/domain/ratio";

const population: Denominator = {
  unitId: "60",
  kind: "population",
  basis: "stated",
  year: 2023,
  value: 1_163_785n,
  source: "BHXH tỉnh",
  version: 1,
};
const districts = ["593", "594"];
const ofDistrict = (unitId: string, value: bigint, more: Partial<Denominator> = {}): Denominator => ({
  ...population,
  unitId,
  value,
  ...more,
});
const choose = (rows: readonly Denominator[], year = 2023) =>
  chooseDenominator(rows, "60", districts, "population", year);

describe("what an indicator is measured by", () => {
  test.each([
    ["BHYT", "population"],
    ["BHYT_HGD", "population"],
    ["BHYT_HSSV", "population"],
    ["BHXH", "labour_force"],
    ["BHXH_BB", "labour_force"],
    ["BHXH_TN", "labour_force"],
    ["BHTN", "labour_force"],
    ["CHI_BHYT", null],
    ["TONG", null],
    ["THU", null],
    ["NO", null],
    ["TN_MOI", null],
    ["TT_LOA", null],
  ] as const)("%s by %s", (id, kind) => {
    expect(denominatorKind(id)).toBe(kind);
  });
});

describe("the denominator of a year", () => {
  test("is the unit's own, with year, basis and source", () => {
    expect(choose([population])).toEqual({
      unitId: "60",
      kind: "population",
      basis: "stated",
      year: 2023,
      value: 1_163_785n,
      source: "BHXH tỉnh",
      isSum: false,
      isEarlier: false,
    });
  });
  test("is the newest earlier one, flagged, where the year has none; never a later one", () => {
    const rows = [2019, 2021, 2024].map((year) => ({ ...population, year, value: BigInt(year) }));
    expect(choose(rows)).toMatchObject({ year: 2021, value: 2_021n, isEarlier: true });
    expect(choose(rows, 2018)).toBeNull();
  });
  test("is the newest version loaded, whatever its basis and the order of rows", () => {
    const newer = { ...population, basis: "nso", value: 1_270_000n, version: 2 };
    expect(choose([newer, population])).toMatchObject({ basis: "nso", value: 1_270_000n });
    expect(choose([population, newer])).toMatchObject({ basis: "nso", value: 1_270_000n });
  });
  test("is of the kind asked for", () => {
    expect(choose([{ ...population, kind: "labour_force" }])).toBeNull();
  });
  test("is the unit's own even if older than its children's", () => {
    const rows = [{ ...population, year: 2020 }, ofDistrict("593", 1n), ofDistrict("594", 2n)];
    expect(choose(rows)).toMatchObject({ year: 2020, isSum: false });
  });
});

describe("the sum of the children's denominators", () => {
  test("stands in for the unit's own", () => {
    const rows = [ofDistrict("593", 400n), ofDistrict("594", 600n, { source: "Cục Thống kê" })];
    expect(choose(rows)).toMatchObject({
      unitId: "60",
      value: 1_000n,
      year: 2023,
      isSum: true,
      source: "BHXH tỉnh; Cục Thống kê",
    });
  });
  test("is of a year in which all children have one", () => {
    const rows = [
      ofDistrict("593", 400n),
      ofDistrict("593", 390n, { year: 2022 }),
      ofDistrict("594", 600n, { year: 2022 }),
    ];
    expect(choose(rows)).toMatchObject({ value: 990n, year: 2022, isEarlier: true });
  });
  test("does not exist if a child has none, or one of another basis", () => {
    expect(choose([ofDistrict("593", 400n)])).toBeNull();
    expect(choose([ofDistrict("593", 400n), ofDistrict("594", 600n, { basis: "nso" })])).toBeNull();
  });
  test("does not exist without children", () => {
    expect(chooseDenominator([], "593", [], "population", 2023)).toBeNull();
  });
});

describe("coverage", () => {
  const chosen = choose([population]) as ChosenDenominator;

  test("of 1.052.062 in 1.163.785 people is 90,40%", () => {
    expect(percent(coverage(1_052_062n, chosen)?.ratio ?? null)).toEqual({ scaled: 9_040n, decimals: 2 });
  });
  test("may pass 100%: BHYT above population exists", () => {
    expect(percent(coverage(1_200_000n, chosen)?.ratio ?? null)?.scaled).toBe(10_311n);
  });
  test("does not exist without value or denominator", () => {
    expect(coverage(null, chosen)).toBeNull();
    expect(coverage(1n, null)).toBeNull();
  });
  test("never falls when people join", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2_000_000n }), (people) => {
        const before = percent(coverage(people, chosen)?.ratio ?? null)?.scaled ?? -1n;
        const after = percent(coverage(people + 1n, chosen)?.ratio ?? null)?.scaled ?? -1n;
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
  test("on another basis is not compared, with the reason", () => {
    expect(incomparable(chosen, { ...chosen, year: 2022, value: 1n })).toBeNull();
    expect(incomparable(chosen, { ...chosen, basis: "nso" })).toBe(
      "Mẫu số khác cơ sở tính, không so sánh tỷ lệ",
    );
  });
});
