import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance, mostSimilar, type Size } from "@/lib/domain/similar";

const size = (id: string, population: number, labourForce: number): Size => ({
  id,
  population: BigInt(population),
  labourForce: BigInt(labourForce),
});

const provinces = [
  size("own", 1_000_000, 600_000),
  size("twice", 2_000_000, 1_200_000),
  size("near", 1_100_000, 590_000),
  size("half", 500_000, 300_000),
  size("older", 1_000_000, 400_000),
  size("unknown", 0, 0),
];

describe("the most similar provinces", () => {
  test("the nearest by both counts come first, itself and the unknown not at all", () => {
    expect(mostSimilar("own", provinces).map(({ id }) => id)).toEqual(["near", "older", "twice", "half"]);
  });

  test("not more than asked for", () => {
    expect(mostSimilar("own", provinces, 1).map(({ id }) => id)).toEqual(["near"]);
  });

  test("of a province whose size is unknown there are none", () => {
    expect(mostSimilar("unknown", provinces)).toEqual([]);
    expect(mostSimilar("elsewhere", provinces)).toEqual([]);
  });

  test("half and twice are equally far", () => {
    const [own, twice, , half] = provinces as [Size, Size, Size, Size];
    expect(distance(own, half)).toBeCloseTo(distance(own, twice));
  });

  test("distance is the same both ways, and nothing is nearer than itself", () => {
    const counts = fc.record({
      population: fc.bigInt(1n, 20_000_000n),
      labourForce: fc.bigInt(1n, 20_000_000n),
    });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(distance(a, b)).toBeCloseTo(distance(b, a));
        expect(distance(a, a)).toBe(0);
      }),
    );
  });
});
