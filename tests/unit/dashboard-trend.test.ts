import { describe, expect, test } from "vitest";
import { axisTicks, scaleFor, shapeChart, shapeSpark, shapeTrend } from "@/lib/domain/dashboard-trend";
import { cell, factsOf, period } from "@/tests/support/dashboard-facts";

const facts = factsOf([
  ["BHYT", "2022-11", cell(1_000_000n)],
  ["BHYT", "2023-09", cell(1_040_000n)],
  ["BHYT", "2023-10", cell(1_050_000n)],
  ["BHYT", "2023-11", cell(1_060_000n, { reported: 0, carried: 1 })],
]);
const trend = shapeTrend(facts, "BHYT", period("2023-11"), [{ year: 2023, value: 1_137_364n }]);
const chart = shapeChart("BHYT", trend);

describe("the chart", () => {
  test("shows 36 months that end with the period, and the same months a year earlier", () => {
    expect(trend.points).toHaveLength(36);
    expect(chart?.rows.at(-1)).toMatchObject({ label: "11/2023", past: 1_000 });
  });

  test("draws the way to a point that is not final broken, and everything before it firm", () => {
    expect(chart?.rows.at(-1)).toMatchObject({ firm: null, soft: 1_060 });
    expect(chart?.rows.at(-2)).toMatchObject({ firm: 1_050, soft: 1_050 });
    expect(chart?.rows.at(-3)).toMatchObject({ firm: 1_040, soft: null });
  });

  test("leaves a gap where nothing is stored", () => {
    expect(chart?.rows.at(-4)).toMatchObject({ label: "08/2023", firm: null, soft: null });
  });

  test("shows the plan in the months of its year only", () => {
    expect(chart?.rows.at(-1)?.plan).toBe(1_137.364);
    expect(chart?.rows.at(0)).toMatchObject({ label: "12/2020", plan: null });
  });

  test("shows each year's plan as a level of its own, named unless it is the newest", () => {
    const plans = [
      { year: 2022, value: 1_100_000n },
      { year: 2023, value: 1_137_364n },
    ];
    const stepped = shapeChart("BHYT", shapeTrend(facts, "BHYT", period("2023-11"), plans));
    expect(stepped?.steps).toEqual([
      { from: "01/2022", to: "12/2022", value: 1_100, name: "Chỉ tiêu 2022: 1.100,0" },
      { from: "01/2023", to: "11/2023", value: 1_137.364, name: null },
    ]);
  });

  test("is not drawn from a single point", () => {
    const one = shapeTrend(factsOf([["BHYT", "2023-11", cell(5n)]]), "BHYT", period("2023-11"), []);
    expect(shapeChart("BHYT", one)).toBeNull();
  });
});

describe("the axis", () => {
  test("is cut where the values lie close together far above 0, and says so", () => {
    expect(axisTicks([92.5, 98.5])).toEqual([90, 92, 94, 96, 98, 100]);
    expect(chart?.isCut).toBe(true);
  });

  test("begins at 0 where the values reach down to it", () => {
    expect(axisTicks([10, 100])[0]).toBe(0);
    expect(axisTicks([0, 0])).toContain(0);
  });

  test("measures large counts in thousands and millions, money in tỷ đồng", () => {
    expect(scaleFor("BHYT", 98_000_000)).toEqual({ divisor: 1e6, unit: "triệu người", decimals: 2 });
    expect(scaleFor("BHYT", 1_052_062)).toEqual({ divisor: 1e3, unit: "nghìn người", decimals: 1 });
    expect(scaleFor("BHYT", 800)).toEqual({ divisor: 1, unit: "người", decimals: 0 });
    expect(scaleFor("THU", 5e12)).toEqual({ divisor: 1e9, unit: "tỷ đồng", decimals: 0 });
    expect(scaleFor("THU", 5e8)).toEqual({ divisor: 1e6, unit: "triệu đồng", decimals: 0 });
  });
});

describe("the small line of a card", () => {
  test("ends hollow while its last value is not final", () => {
    expect(shapeSpark(facts, "BHYT", period("2023-11"))).toMatchObject({
      isHollow: true,
      end: { x: 126, y: 4 },
    });
    expect(shapeSpark(facts, "BHYT", period("2023-10"))).toMatchObject({ isHollow: false });
  });

  test("is not drawn where the period itself has no value", () => {
    expect(shapeSpark(facts, "BHYT", period("2023-08"))).toBeNull();
  });
});
