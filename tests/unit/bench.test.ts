import { expect, test } from "vitest";
import { growthLine } from "../bench/growth";
import { atLeast, atMost, median } from "../bench/line";
import { CleanUps } from "../bench/run";
import { relationsIn } from "../bench/statements";

test("a ratio above its bound is broken, even where rounding hides it", () => {
  expect(atMost("growth", 1.2004, 1.2)).toMatchObject({ ratio: 1.2, bound: 1.2, ok: false });
  expect(atMost("growth", 1.2, 1.2).ok).toBe(true);
});

test("a ratio below what it must reach is broken, even where rounding hides it", () => {
  expect(atLeast("advantage", 4.998, 5)).toMatchObject({ ratio: 5, bound: 5, ok: false });
  expect(atLeast("advantage", 5, 5).ok).toBe(true);
});

test("a ratio that could not be measured breaks its bound on either side", () => {
  expect(atMost("growth", NaN, 1.2).ok).toBe(false);
  expect(atLeast("advantage", NaN, 5).ok).toBe(false);
});

test("what holds a sixth more after a long run has grown; what one collection leaves by chance does not count", () => {
  expect(growthLine("memory", [60e6, 60e6, 60e6], [70e6, 70e6, 70e6])).toMatchObject({
    ratio: 1.17,
    ok: false,
  });
  expect(growthLine("memory", [60e6, 60e6, 60e6], [61e6, 60e6, 95e6]).ok).toBe(true);
  expect(growthLine("memory", [60e6], [NaN]).ok).toBe(false);
});

test("the median is the middle value, of an even number the mean of the two in the middle", () => {
  expect(median([30, 10, 20])).toBe(20);
  expect(median([40, 10, 30, 20])).toBe(25);
});

test("every table in a plan is found, however deep", () => {
  const plan = {
    Plans: [
      { "Relation Name": "rollups" },
      { Plans: [{ Plans: [{ "Relation Name": "figures" }], "Relation Name": "units" }] },
    ],
  };
  expect(relationsIn(plan)).toEqual(["rollups", "units", "figures"]);
});

test("what was made last is put away first, and one failure keeps nothing else from being put away", async () => {
  const done: string[] = [];
  const cleanUps = new CleanUps();
  cleanUps.add(() => done.push("database"));
  cleanUps.add(() => Promise.reject(new Error("gone already")));
  cleanUps.add(() => done.push("server"));
  await expect(cleanUps.runAll()).rejects.toThrow("gone already");
  expect(done).toEqual(["server", "database"]);
});
