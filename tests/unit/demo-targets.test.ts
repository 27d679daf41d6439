import { describe, expect, test } from "vitest";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { growthOfYear } from "@/prisma/demo/growth";
import { byProvince, reportingUnits } from "@/prisma/demo/reporting-units";
import { decision546, targetsOfYear } from "@/prisma/demo/targets";
import { buildDenominators } from "@/prisma/seed/denominators";
import { buildUnitTrees } from "@/prisma/seed/units";
import { sumValues } from "@/prisma/demo/figures";
import { model, yearOfDemo } from "../support/demo";

const { units, successions } = buildUnitTrees();
const reporting = reportingUnits(units, successions);
const denominators = buildDenominators(units, successions);
const of = (year: number, today = "2026-11-22") =>
  targetsOfYear(yearOfDemo(year), year, {
    units,
    reporting,
    denominators,
    growth: growthOfYear(model, year),
    today,
  });

const first = (year: number) => {
  const { decisions, targets } = of(year);
  const decision = decisions.find(({ issuer }) => issuer === "BHXH VN");
  return targets.filter(({ decisionId }) => decisionId === decision?.id);
};
const valueOf = (targets: ReturnType<typeof first>, unitId: string, indicator: string) =>
  targets.find((one) => one.unitId === unitId && one.indicator === indicator)?.value;
const sum = (values: (bigint | undefined)[]) =>
  values.reduce<bigint>((total, value) => total + (value ?? 0n), 0n);

/** Value at the end of a month per 1,000 of the year's target, of every province: the least and the most. */
const range = (month: string, indicator: "BHXH_BB" | "BHXH_TN" | "BHTN" | "BHYT") => {
  const year = Number(month.slice(0, 4));
  const goals = new Map(
    first(year)
      .filter((target) => target.indicator === indicator)
      .map(({ unitId, value }) => [unitId, value]),
  );
  const permilles = [...byProvince(reporting, asOfDay(month as PeriodId))]
    .filter(([provinceId]) => provinceId !== "VN")
    .map(([provinceId, own]) => {
      const sources = own.flatMap((unit) => unit.sources);
      const total = sumValues(
        sources.map((id) => yearOfDemo(year).get(id)?.[Number(month.slice(5)) - 1] ?? {}),
      );
      return Number(((total[indicator] ?? 0n) * 1_000n) / (goals.get(provinceId) ?? 1n));
    });
  return { least: Math.min(...permilles), most: Math.max(...permilles) };
};

describe("the agency's targets", () => {
  test("of the units sum to their province's, and those of the provinces and national offices to the nation's", () => {
    const targets = first(2024);
    const provinces = byProvince(reporting, "2024-12-31");
    const inBinhThuan = provinces.get("60")?.map(({ id }) => valueOf(targets, id, "BHYT")) ?? [];
    expect(sum(inBinhThuan)).toBe(valueOf(targets, "60", "BHYT"));
    const below = [...provinces.keys()].filter((id) => id !== "VN").concat("BQP", "BCA");
    expect(sum(below.map((id) => valueOf(targets, id, "THU")))).toBe(valueOf(targets, "VN", "THU"));
    expect(sum(below.map((id) => valueOf(targets, id, "BHXH")))).toBe(valueOf(targets, "VN", "BHXH"));
  });

  test("social insurance is the sum of compulsory and voluntary", () => {
    const targets = first(2026);
    const parts = [valueOf(targets, "68-2025", "BHXH_BB"), valueOf(targets, "68-2025", "BHXH_TN")];
    expect(valueOf(targets, "68-2025", "BHXH")).toBe(sum(parts));
  });

  test.each([
    ["2021-12", "BHXH_BB"],
    ["2023-12", "BHXH_TN"],
    ["2024-12", "BHYT"],
    ["2025-05", "BHTN"],
    ["2026-10", "BHXH_TN"],
    ["2026-10", "BHYT"],
  ] as const)("are nearly reached or a little passed in %s for %s", (month, indicator) => {
    const { least, most } = range(month, indicator);
    expect(least).toBeGreaterThanOrEqual(850);
    expect(most).toBeLessThanOrEqual(1_030);
  });

  test("are issued in January and raised for some provinces in September, marked as made up", () => {
    const decisions = of(2025).decisions.filter(({ issuer }) => issuer === "BHXH VN");
    expect(decisions.map(({ number, effectiveOn }) => [number, effectiveOn])).toEqual([
      ["MH-01/2025/QĐ-BHXH (minh họa)", "2025-01-08"],
      ["MH-02/2025/QĐ-BHXH (minh họa)", "2025-09-10"],
    ]);
  });

  test("are of the units that exist on their day: the new provinces of 2025 inherit until September", () => {
    expect(valueOf(first(2025), "60", "BHYT")).toBeGreaterThan(0n);
    expect(valueOf(first(2025), "68-2025", "BHYT")).toBeUndefined();
    expect(valueOf(first(2026), "68-2025", "BHYT")).toBeGreaterThan(0n);
  });

  test("are not issued before their day", () => {
    const issuers = of(2026, "2026-01-19").decisions.map(({ issuer }) => issuer);
    expect(issuers).toEqual(["BHXH VN"]);
  });
});

describe("the rates of health insurance", () => {
  test("each province has one a year, and the new provinces of 2025 their own from September", () => {
    const rates = (year: number) => of(year).targets.filter(({ kind }) => kind === "rate");
    expect(rates(2024)).toHaveLength(63);
    expect(rates(2025)).toHaveLength(63 + 34);
    expect(rates(2026)).toHaveLength(34);
    expect(rates(2024).filter(({ value }) => value > 10_000n || value < 8_000n)).toEqual([]);
  });

  test("a city's council is named as one", () => {
    const { decisions } = of(2024);
    expect(decisions.find(({ unitId }) => unitId === "01")?.issuer).toBe("UBND thành phố");
    expect(decisions.find(({ unitId }) => unitId === "60")?.issuer).toBe("UBND tỉnh");
  });

  test("of Decision 546 are the published ones", () => {
    const { targets } = decision546();
    expect(targets).toHaveLength(28);
    expect(
      targets.filter(({ unitId, scope }) => unitId === "VN" && scope === "2023").map(({ value }) => value),
    ).toEqual([9_320n]);
  });
});
