import { describe, expect, test } from "vitest";
import { classBounds, mapMetrics, shapeMap } from "@/lib/domain/dashboard-map";
import { rowsOf } from "@/tests/support/child-rows";

/** Coverages in tenths of a percent, one province each. */
const covered = (...tenths: (number | null)[]) =>
  rowsOf(
    tenths.map((value, index) => ({
      id: String(index).padStart(2, "0"),
      value: value === null ? null : BigInt(value),
      people: 1000n,
    })),
  );

const grown = (...tenths: number[]) =>
  rowsOf(
    tenths.map((growth, index) => ({
      id: String(index).padStart(2, "0"),
      value: BigInt(1000 + growth),
      before: 1000n,
    })),
  );

describe("classes", () => {
  const map = shapeMap(covered(880, 895, 901, 915, 925, 931, 938, 945, 952, 965, 971), "coverage");

  test("are five with round bounds, and each says how many provinces it has", () => {
    expect(map.classes).toEqual([
      { label: "dưới 90", count: 2, shade: "m1" },
      { label: "90 đến dưới 92", count: 2, shade: "m2" },
      { label: "92 đến dưới 94", count: 3, shade: "m3" },
      { label: "94 đến dưới 96", count: 2, shade: "m4" },
      { label: "từ 96", count: 2, shade: "m5" },
    ]);
  });

  test("hold every province by the number that it shows, so that 90,0 is not below 90", () => {
    const [, second] = shapeMap(
      rowsOf([
        { id: "a", value: 8_996n, people: 10_000n },
        { id: "b", value: 8_900n, people: 10_000n },
        { id: "c", value: 9_100n, people: 10_000n },
      ]),
      "coverage",
    ).places;
    expect(second).toMatchObject({ text: "89%", shade: "m1" });
    const bounds = classBounds([900n, 890n, 910n], 1, false);
    expect(bounds).toContain(900n);
  });

  test("one value alone makes one class", () => {
    const one = shapeMap(covered(900, 900), "coverage");
    expect(one.classes).toEqual([{ label: "mọi tỉnh", count: 2, shade: "m3" }]);
    expect(one.extremes).toEqual([]);
  });

  test("without any value there is nothing but what is missing", () => {
    const none = shapeMap(covered(null, null), "coverage");
    expect([none.none, none.places[0]]).toEqual([
      2,
      expect.objectContaining({ shade: null, text: "–", rank: null }),
    ]);
  });
});

describe("growth", () => {
  test("has bricks below zero and chàm above, stronger the farther from it, and zero between them", () => {
    const { classes } = shapeMap(grown(-25, -21, -12, -8, 4, 9, 14, 18, 23, 27), "growth");
    const below = classes.filter(({ shade }) => shade.startsWith("n"));
    const above = classes.filter(({ shade }) => shade.startsWith("m"));
    expect(below.at(-1)?.label).toMatch(/dưới 0$/);
    expect(above[0]?.label).toMatch(/^0 đến dưới/);
    expect(below.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    const shades = below.map(({ shade }) => shade);
    expect(shades).toEqual(shades.toSorted().toReversed());
  });

  test("has one hue where all grow, and the other where all fall", () => {
    const hues = (map: ReturnType<typeof shapeMap>) => new Set(map.classes.map(({ shade }) => shade[0]));
    expect(hues(shapeMap(grown(5, 12, 18, 22, 31), "growth"))).toEqual(new Set(["m"]));
    expect(hues(shapeMap(grown(-5, -12, -18, -22, -31), "growth"))).toEqual(new Set(["n"]));
  });

  test("is written with its sign", () => {
    expect(shapeMap(grown(-25, 4), "growth").places.map(({ text }) => text)).toEqual(["−2,5%", "+0,4%"]);
  });
});

describe("extremes", () => {
  test("are the three lowest and the two highest", () => {
    const { extremes } = shapeMap(covered(900, 910, 920, 930, 940, 950, 960), "coverage");
    expect(extremes).toEqual(["00", "01", "02", "06", "05"]);
  });

  test("are not named where more share a value than there is room for", () => {
    const { extremes } = shapeMap(covered(900, 900, 900, 900, 940, 950, 960), "coverage");
    expect(extremes).toEqual(["06", "05"]);
  });
});

test("a place without data is counted as such, and ranks only count those with a value", () => {
  const map = shapeMap(covered(900, null, 950), "coverage");
  expect(map.none).toBe(1);
  expect(map.places.map(({ rank }) => rank)).toEqual([2, null, 1]);
});

test("an indicator is coloured by what it has", () => {
  expect(mapMetrics(covered(900))).toEqual(["coverage", "growth"]);
  expect(mapMetrics(rowsOf([{ id: "a", value: 1n, plan: 2n }], "THU"))).toEqual(["plan", "growth"]);
  expect(mapMetrics([])).toEqual([]);
});
