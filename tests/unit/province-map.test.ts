import { describe, expect, test } from "vitest";
import shapes2024 from "@/components/map/shapes-2024.json";
import shapes2025 from "@/components/map/shapes-2025.json";
import { nextSpot } from "@/components/map/map-keys";
import { placeLabels } from "@/components/map/map-labels";
import { dotsOf, loadShapes } from "@/components/map/shapes";

const EDITIONS = [
  ["2024", shapes2024, 63],
  ["2025", shapes2025, 34],
] as const;

describe.each(EDITIONS)("the map of %s", (edition, shapes, count) => {
  test("draws every province within its frame, and loads by itself", async () => {
    expect(new Set(shapes.provinces.map(({ code }) => code)).size).toBe(count);
    for (const { x, y, d } of shapes.provinces) {
      expect(x > 0 && x < shapes.width && y > 0 && y < shapes.height).toBe(true);
      expect(d).toMatch(/^M[ \d.lz-]+/);
    }
    expect((await loadShapes(edition)).provinces).toHaveLength(count);
  });

  test("shows Hoàng Sa and Trường Sa, each with its province and many islands", () => {
    expect(shapes.archipelagos.map(({ name, province }) => [name, province])).toEqual([
      ["Quần đảo Hoàng Sa", "48"],
      ["Quần đảo Trường Sa", "56"],
    ]);
    for (const islands of shapes.archipelagos) expect(dotsOf(islands).split("M").length).toBeGreaterThan(10);
  });

  const spots = shapes.provinces.map(({ code, x, y }) => ({ id: code, x, y }));

  test("every province is reached by arrow keys from every other", () => {
    const reached = new Set(["01"]);
    for (const id of reached)
      for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
        const next = nextSpot(spots, id, key);
        if (next) reached.add(next);
      }
    expect(spots.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test("names never stand over each other, over land or over an archipelago's name", () => {
    const rows = spots.map((spot) => ({ ...spot, text: "Bà Rịa - Vũng Tàu 100,25%" }));
    for (const first of rows) {
      const named = [first, ...rows.filter(({ id }) => id !== first.id).slice(0, 4)];
      const labels = placeLabels(named, shapes);
      const lines = labels.map(({ y }) => y).toSorted((a, b) => a - b);
      const sameSide = (anchor: string) => labels.filter((label) => label.anchor === anchor);
      for (const side of [sameSide("start"), sameSide("end")])
        for (const one of side)
          for (const other of side)
            expect(one === other || Math.abs(one.y - other.y) >= 20 || Math.abs(one.x - other.x) > 200).toBe(
              true,
            );
      expect(lines.every((y) => y > 0 && y < shapes.height)).toBe(true);
    }
  });
});

test("arrows lead to the neighbour in their direction, Home and End to the ends of the country", () => {
  const spots = shapes2025.provinces.map(({ code, x, y }) => ({ id: code, x, y }));
  expect(nextSpot(spots, "42", "ArrowDown")).toBe("44");
  expect(nextSpot(spots, "42", "ArrowUp")).toBe("40");
  expect(nextSpot(spots, "42", "End")).toBe("96");
  expect(nextSpot(spots, "96", "Home")).toBe("04");
  expect(nextSpot(spots, "96", "ArrowDown")).toBeNull();
  expect(nextSpot(spots, "96", "a")).toBeNull();
});
