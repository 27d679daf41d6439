import { describe, expect, test } from "vitest";
import {
  chanceToReach,
  heldBy,
  project,
  rangeOf,
  straightLine,
  type PastYear,
} from "@/lib/domain/projection";
import { chanceWords, methodWords, projectionAxis } from "@/lib/domain/projection-words";
import { period } from "@/tests/support/dashboard-facts";

/** From 100 to 120, where a straight line stands at 110 in June. */
const june = (year: number, value: bigint): PastYear => ({ year, base: 100n, value, december: 120n });
const alike = [june(2021, 99n), june(2022, 99n), june(2023, 99n)];
const apart = [june(2021, 99n), june(2022, 110n), june(2023, 121n)];

describe("the end of the year", () => {
  test("where June always stands a tenth below the line, 198 stands for 220, and 20 more come", () => {
    const told = project({ base: 200n, value: 198n }, 6, alike);
    expect(told).toMatchObject({ december: 240n, outcomes: [240n, 240n, 240n], line: 196n });
    expect(told?.meanError.numerator).toBe(0n);
  });

  test("what is counted from 1 January is four fifths of its year in October", () => {
    const year = (one: number, december: bigint) => ({
      year: one,
      base: 0n,
      value: (december * 4n) / 5n,
      december,
    });
    const told = project({ base: 0n, value: 160n }, 10, [
      year(2021, 100n),
      year(2022, 200n),
      year(2023, 50n),
    ]);
    expect(told).toMatchObject({ december: 200n, years: [2021, 2022, 2023], line: 192n });
  });

  test("its outcomes are missed as each past year is when it is told from the others", () => {
    // 2021 is told as 89, 2022 as 120, 2023 as 155; each was 120.
    const told = project({ base: 100n, value: 110n }, 6, apart);
    expect(told?.december).toBe(120n);
    expect(told?.outcomes).toEqual([93n, 120n, 162n]);
    expect(told && rangeOf(told)).toEqual({ low: 93n, high: 162n });
    expect(told?.meanError).toEqual({ numerator: 550_000n, denominator: 3_000_000n });
  });

  test("is not told from two years", () => {
    expect(project({ base: 100n, value: 110n }, 6, apart.slice(1))).toBeNull();
  });

  test("is not told where the past years had nothing in that month, nor below 0", () => {
    const empty = [june(2021, 0n), june(2022, 0n), june(2023, 0n)];
    expect(project({ base: 100n, value: 110n }, 6, empty)).toBeNull();
    expect(project({ base: 100n, value: 1n }, 6, alike)).toBeNull();
  });

  test("the straight line carries the growth so far on to December", () => {
    expect(straightLine({ base: 100n, value: 110n }, 6)).toBe(120n);
    expect(straightLine({ base: 0n, value: 10n }, 7)).toBe(17n);
  });
});

describe("the chance", () => {
  const told = project({ base: 100n, value: 110n }, 6, apart);
  const chance = (goal: bigint, direction: "higher" | "lower" = "higher") =>
    told && chanceToReach(told, goal, direction);

  test("lies between two steps: of three years nothing finer than quarters can be told", () => {
    expect(chance(121n)).toMatchObject({
      least: { numerator: 1n, denominator: 4n },
      most: { numerator: 2n, denominator: 4n },
      reached: 1,
      of: 3,
    });
  });

  test("is never certain, either way", () => {
    expect(chance(1n)?.least).toEqual({ numerator: 3n, denominator: 4n });
    expect(chance(999n)?.most).toEqual({ numerator: 1n, denominator: 4n });
  });

  test("turns round where lower is better", () => {
    expect(chance(93n, "lower")).toMatchObject({ reached: 1 });
    expect(chance(92n, "lower")).toMatchObject({ reached: 0 });
  });

  test("is said in words", () => {
    const said = (goal: bigint) =>
      chanceWords(chance(goal) ?? { least: zero, most: zero, reached: 0, of: 0 });
    const zero = { numerator: 0n, denominator: 1n };
    expect(said(1n)).toBe("Khả năng trên 75%");
    expect(said(121n)).toBe("Khả năng 25% đến 50%");
    expect(said(999n)).toBe("Khả năng dưới 25%");
  });

  test("the range of three years holds half of the time, and the method says so", () => {
    expect(told && heldBy(told)).toEqual({ times: 2, of: 4 });
    const words = told ? methodWords(told, "BHYT", period("2024-06")) : "";
    expect(words).toContain("trong các năm 2021 đến 2023");
    expect(words).toContain("từ tháng 12/2023 đến tháng 12");
    expect(words).toContain("đúng khoảng 2 trong 4 lần");
    expect(words).toContain("sai số trung bình 18,33%");
  });

  test("what is counted from 1 January is drawn on from there", () => {
    expect(told ? methodWords(told, "THU", period("2024-06")) : "").toContain("từ tháng 1 đến tháng 12");
  });
});

test("range and targets share one line with room at both ends", () => {
  const told = project({ base: 100n, value: 110n }, 6, apart);
  expect(told && projectionAxis(told, [180n])).toEqual({ low: 6, width: 69.8, at: 33.3, goals: [94] });
});
